import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";

/** Percent of extra time that the person has given themselves. Nobody but they can ask. */
export async function getExtraTime(actor: Actor): Promise<number> {
  const { userId } = assertCandidate(actor);
  const user = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { extraTimePercent: true } });
  return user.extraTimePercent;
}
