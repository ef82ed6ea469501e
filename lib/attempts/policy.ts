import type { Actor } from "#lib/auth/actor.ts";

/** A candidate acts on attempts of the records bound to their own account, and on no other. */
export function canTake(actor: Actor, attempt: { candidateUserId: string | null }): boolean {
  return actor.kind === "candidate" && attempt.candidateUserId === actor.userId;
}

/** The owner hands in; so do our own jobs, when the time is over or access was ended. */
export function canSubmit(actor: Actor, attempt: { candidateUserId: string | null }): boolean {
  return actor.kind === "system" || canTake(actor, attempt);
}
