import { type Actor, hasRole } from "#lib/auth/actor.ts";
import type { Scope } from "./schema.ts";

/** Partners, their keys and their addresses are the managers' and owners' business. */
export function canManagePartners(actor: Actor, orgId: string): boolean {
  return hasRole(actor, "manager") && actor.orgId === orgId;
}

/** Whether a partner's key carries this scope. */
export function hasScope(actor: Actor, scope: Scope): boolean {
  return actor.kind === "partner" && actor.scopes.includes(scope);
}
