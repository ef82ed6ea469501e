import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import type { Actor } from "./actor.ts";
import { assertSignedIn } from "./queries.ts";
import { revokeSessionsOf } from "./sessions.ts";

/** Ends one of the actor's own sessions. @throws DomainError not_found when it is somebody else's or over. */
export async function endMySession(actor: Actor, input: { sessionId: string }): Promise<void> {
  const me = assertSignedIn(actor);
  if (!isId(input.sessionId)) throw notFound("session");
  const { count } = await db.session.updateMany({
    where: { id: input.sessionId, userId: me.userId, revokedAt: null },
    data: { revokedAt: now(), revokedReason: "ended_by_owner" },
  });
  if (count === 0) throw notFound("session");
}

/** Ends all of the actor's sessions but the one that asks. @returns how many were open. */
export async function endMyOtherSessions(actor: Actor): Promise<number> {
  const me = assertSignedIn(actor);
  return revokeSessionsOf(db, me.userId, "ended_by_owner", { except: me.sessionId });
}
