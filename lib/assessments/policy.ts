import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** Owners and managers write questions and assessments. */
export function canAuthor(actor: Actor): boolean {
  return hasRole(actor, "manager");
}

/** Every member of the team reads the library: a reviewer must know what was asked. */
export function canReadLibrary(actor: Actor): boolean {
  return hasRole(actor, "reviewer");
}
