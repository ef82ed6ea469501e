import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** A new grading may change a score that others have seen: managers and owners. */
export function canRegrade(actor: Actor): boolean {
  return hasRole(actor, "manager");
}
