import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** Owners and managers write questions and assessments. */
export function canAuthor(actor: Actor): boolean {
  return hasRole(actor, "manager");
}
