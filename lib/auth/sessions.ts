import { randomBytes } from "node:crypto";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db, prepared, type Tx } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { beginning } from "#lib/platform/text.ts";
import type { Role } from "./actor.ts";
import { sessionEnd } from "./rules.ts";

/*
 * Our own record behind NextAuth's token: the token says which session, this table says whether it still is one.
 * Every request asks here; the token alone opens nothing.
 */

/** How exact "last seen" is: one write a minute and session is enough for "is that me?". */
const SEEN_EVERY_MS = 60_000;
const MAX_USER_AGENT = 300;

export interface NewSession {
  userId: string;
  lookup: "not_applicable" | "confirmed" | "unconfirmed";
  userAgent: string | null;
  ip: string | null;
}

export interface IssuedSession {
  /** 128 random bits, base64url. Only its SHA-256 is stored. */
  sid: string;
  id: string;
  expiresAt: Date;
}

/** Opens a session. A new sid at each sign-in: none from before it is ever raised. */
export async function openSession(session: NewSession): Promise<IssuedSession> {
  const sid = randomBytes(16).toString("base64url");
  const start = now();
  const expiresAt = sessionEnd(start);
  const { id } = await db.session.create({
    data: {
      ...session,
      userAgent: session.userAgent == null ? null : beginning(session.userAgent, MAX_USER_AGENT),
      sidHash: sha256(sid),
      createdAt: start,
      lastSeenAt: start,
      absoluteExpiresAt: expiresAt,
    },
    select: { id: true },
  });
  return { sid, id, expiresAt };
}

export interface LiveSession {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  expiresAt: Date;
  /** The person's live membership, the oldest when there are several; null for somebody who is only a candidate. */
  membership: { orgId: string; role: Role } | null;
}

interface SessionRow extends Omit<LiveSession, "membership"> {
  lastSeenAt: Date;
  orgId: string | null;
  role: Role | null;
}

/**
 * The session of a sid, when it is neither ended nor over and its account is open. One statement: every request pays it.
 * @throws the driver's error when the database is away; the caller answers 503 and leaves the cookie alone.
 */
export async function findLiveSession(sid: string): Promise<LiveSession | null> {
  const [row] = await db.$queryRaw<SessionRow[]>`${prepared()}
    select s.id as "sessionId", s."userId", s."absoluteExpiresAt" as "expiresAt", s."lastSeenAt",
           u.name, u.email, m."orgId", m.role::text as role
    from session s join app_user u on u.id = s."userId"
    left join lateral (
      select "orgId", role from membership
      where "userId" = s."userId" and "removedAt" is null order by "createdAt", id limit 1) m on true
    where s."sidHash" = ${sha256(sid)} and s."revokedAt" is null and s."absoluteExpiresAt" > ${now()}
      and u."disabledAt" is null and u."erasedAt" is null`;
  if (!row) return null;
  const { lastSeenAt, orgId, role, ...session } = row;
  if (now().getTime() - lastSeenAt.getTime() > SEEN_EVERY_MS) void touch(row.sessionId);
  return { ...session, membership: orgId && role ? { orgId, role } : null };
}

async function touch(sessionId: string): Promise<void> {
  try {
    await db.session.updateMany({ where: { id: sessionId, revokedAt: null }, data: { lastSeenAt: now() } });
  } catch (error) {
    log.warn("session.touch_failed", { error });
  }
}

/** Ends one session by its sid. Ending one that is over changes nothing. */
export async function revokeSession(sid: string, reason: string): Promise<void> {
  await db.session.updateMany({
    where: { sidHash: sha256(sid), revokedAt: null },
    data: { revokedAt: now(), revokedReason: reason },
  });
}

/** Ends a person's sessions, all or all but one. @returns how many were open. */
export async function revokeSessionsOf(
  tx: Tx,
  userId: string,
  reason: string,
  options: { except?: string } = {},
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { userId, revokedAt: null, ...(options.except ? { id: { not: options.except } } : {}) },
    data: { revokedAt: now(), revokedReason: reason },
  });
  return count;
}
