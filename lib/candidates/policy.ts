import { type Actor, hasRole } from "#lib/auth/actor.ts";

/** Managers and owners invite for their organisation; a partner through a key that may write. */
export function canInvite(actor: Actor): boolean {
  if (actor.kind === "partner") return actor.scopes.includes("candidates:write");
  return hasRole(actor, "manager");
}

/** Whether the actor may end this candidate's access: the team, the partner that sent them, or they themselves. */
export function canWithdraw(
  actor: Actor,
  candidate: { orgId: string; partnerId: string | null; userId: string | null },
): boolean {
  if (actor.kind === "candidate") return candidate.userId === actor.userId;
  if (actor.kind === "partner") return candidate.partnerId === actor.partnerId && canInvite(actor);
  return hasRole(actor, "manager") && actor.orgId === candidate.orgId;
}
