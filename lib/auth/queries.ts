import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Actor, CandidateActor, StaffActor } from "./actor.ts";

/** A person with a session. @throws DomainError not_found for anybody else. */
export function assertSignedIn(actor: Actor): StaffActor | CandidateActor {
  if (actor.kind !== "staff" && actor.kind !== "candidate") throw notFound("page");
  return actor;
}

export interface MySession {
  id: string;
  userAgent: string | null;
  ip: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  isThisOne: boolean;
}

/** The actor's open sessions, the latest seen first. */
export async function listMySessions(actor: Actor): Promise<MySession[]> {
  const me = assertSignedIn(actor);
  const rows = await db.session.findMany({
    where: { userId: me.userId, revokedAt: null, absoluteExpiresAt: { gt: now() } },
    orderBy: { lastSeenAt: "desc" },
    take: 100,
    select: {
      id: true,
      userAgent: true,
      ip: true,
      createdAt: true,
      lastSeenAt: true,
      absoluteExpiresAt: true,
    },
  });
  return rows.map(({ absoluteExpiresAt, ...row }) => ({
    ...row,
    endsAt: absoluteExpiresAt,
    isThisOne: row.id === me.sessionId,
  }));
}
