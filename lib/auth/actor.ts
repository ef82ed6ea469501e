import { notFound } from "#lib/platform/errors.ts";

export type Role = "owner" | "manager" | "reviewer";

export interface StaffActor {
  kind: "staff";
  userId: string;
  orgId: string;
  role: Role;
  name: string;
  email: string;
  sessionId: string;
}

export interface CandidateActor {
  kind: "candidate";
  userId: string;
  name: string;
  email: string;
  sessionId: string;
}

export interface PartnerActor {
  kind: "partner";
  partnerId: string;
  partnerSlug: string;
  orgId: string;
  keyId: string;
  scopes: string[];
}

/** A job of ours, named so that the audit says which. */
export interface SystemActor {
  kind: "system";
  job: string;
}

export interface AnonymousActor {
  kind: "anonymous";
}

/** Who asks. The first argument of every query and command; each authorises inside. */
export type Actor = StaffActor | CandidateActor | PartnerActor | SystemActor | AnonymousActor;

/** Who acted, as the audit trail names it. */
export function actorRef(actor: Actor): { actorKind: string; actorId: string | null } {
  switch (actor.kind) {
    case "staff":
    case "candidate":
      return { actorKind: actor.kind, actorId: actor.userId };
    case "partner":
      return { actorKind: actor.kind, actorId: actor.keyId };
    case "system":
      return { actorKind: actor.kind, actorId: actor.job };
    case "anonymous":
      return { actorKind: actor.kind, actorId: null };
  }
}

const RANK: Record<Role, number> = { reviewer: 1, manager: 2, owner: 3 };

/** Whether a staff actor has at least this role. */
export function hasRole(actor: Actor, least: Role): actor is StaffActor {
  return actor.kind === "staff" && RANK[actor.role] >= RANK[least];
}

/**
 * Narrows to a staff actor of at least this role.
 * @throws DomainError not_found: a page that is not yours reads the same as one that is not there.
 */
export function assertStaff(actor: Actor, least: Role = "reviewer"): StaffActor {
  if (!hasRole(actor, least)) throw notFound("page");
  return actor;
}

/** @throws DomainError not_found when the actor is not a candidate. */
export function assertCandidate(actor: Actor): CandidateActor {
  if (actor.kind !== "candidate") throw notFound("page");
  return actor;
}
