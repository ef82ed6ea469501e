import type { Actor } from "#lib/auth/actor.ts";

/** A candidate acts on attempts of the records bound to their own account, and on no other. */
export function canTake(actor: Actor, attempt: { candidateUserId: string | null }): boolean {
  return actor.kind === "candidate" && attempt.candidateUserId === actor.userId;
}
