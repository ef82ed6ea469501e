import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** Reviewers score: that is what they are there for. */
export function canScore(actor: Actor): boolean {
  return hasRole(actor, "reviewer");
}

/** Advance, hold and reject bind the team: managers and owners. */
export function canDecide(actor: Actor): boolean {
  return hasRole(actor, "manager");
}

/** A second reviewer's points stay hidden from a reviewer until their own are in; who decides sees all. */
export function canSeeOthersReviews(actor: Actor, hasOwn: boolean): boolean {
  return hasOwn || canDecide(actor);
}
