import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** Everyone on the team reads candidates and reports of their organisation. */
export function canReadReports(actor: Actor): boolean {
  return hasRole(actor, "reviewer");
}

/** Reviewers score: that is what they are there for. */
export function canScore(actor: Actor): boolean {
  return hasRole(actor, "reviewer");
}

/** Advance, hold and reject bind the team: managers and owners. */
export function canDecide(actor: Actor): boolean {
  return hasRole(actor, "manager");
}

/** Inviting, resending and withdrawing reach a person outside: managers and owners. */
export function canInvite(actor: Actor): boolean {
  return hasRole(actor, "manager");
}

/** A second reviewer's points stay hidden from a reviewer until their own are in; who decides sees all. */
export function canSeeOthersReviews(actor: Actor, hasOwn: boolean): boolean {
  return hasOwn || canDecide(actor);
}
