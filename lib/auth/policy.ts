import { type Actor, hasRole, type StaffActor } from "./actor.ts";

/** Members, their roles and their invitations are the owners' business. */
export function canManageTeam(actor: Actor): actor is StaffActor {
  return hasRole(actor, "owner");
}
