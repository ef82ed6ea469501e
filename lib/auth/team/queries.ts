import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { type Actor, assertStaff, type Role } from "../actor.ts";
import { canManageTeam } from "../policy.ts";
import { findToken } from "../tokens.ts";
import { MemberGrant } from "./commands.ts";

export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
  isYou: boolean;
}

export interface InvitedMemberView {
  inviteId: string;
  name: string;
  email: string;
  role: Role;
  invitedAt: Date;
  expiresAt: Date;
}

export interface TeamView {
  members: MemberView[];
  /** Open invitations; empty for who may not manage the team. */
  invited: InvitedMemberView[];
  canManage: boolean;
}

/** The team's members, and for owners who is still to join. @throws DomainError not_found for who is no member. */
export async function getTeam(actor: Actor): Promise<TeamView> {
  const staff = assertStaff(actor);
  const rows = await db.membership.findMany({
    where: { orgId: staff.orgId, removedAt: null },
    orderBy: [{ role: "asc" }, { createdAt: "asc" }],
    select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
  });
  const members = rows.map(({ role, createdAt, user }) => ({
    userId: user.id,
    name: user.name,
    email: user.email,
    role,
    joinedAt: createdAt,
    isYou: user.id === staff.userId,
  }));
  const canManage = canManageTeam(actor);
  return { members, invited: canManage ? await openInvites(staff.orgId) : [], canManage };
}

async function openInvites(orgId: string): Promise<InvitedMemberView[]> {
  const tokens = await db.oneTimeToken.findMany({
    where: {
      purpose: "staff_invite",
      usedAt: null,
      expiresAt: { gt: now() },
      data: { path: ["orgId"], equals: orgId },
    },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      data: true,
      createdAt: true,
      expiresAt: true,
      user: { select: { name: true, email: true } },
    },
  });
  return tokens.flatMap((token) => {
    const grant = MemberGrant.safeParse(token.data);
    if (!grant.success) return [];
    const { id, createdAt, expiresAt, user } = token;
    return [{ inviteId: id, ...user, role: grant.data.role, invitedAt: createdAt, expiresAt }];
  });
}

export type MemberInviteView =
  | { state: "unknown" }
  | { state: "used" | "expired"; orgName: string; invitedBy: string }
  | {
      state: "ready";
      orgName: string;
      invitedBy: string;
      role: Role;
      name: string;
      email: string;
      expiresAt: Date;
      /** What proving the account takes: nothing more, or signing in, or choosing a password. */
      account: "you" | "you_with_password" | "somebody_else" | "sign_in" | "set_password";
    };

/** What a link to join a team leads to. Looking changes nothing. */
export async function getMemberInvite(actor: Actor, secret: string): Promise<MemberInviteView> {
  const token = await findToken("staff_invite", secret);
  const grant = MemberGrant.safeParse(token?.data);
  if (!token || !grant.success) return { state: "unknown" };
  const { orgId, role, invitedBy } = grant.data;
  const org = await db.organisation.findUniqueOrThrow({ where: { id: orgId }, select: { name: true } });
  if (token.state !== "ready") return { state: token.state, orgName: org.name, invitedBy };
  const user = await db.user.findUniqueOrThrow({
    where: { id: token.userId },
    select: { id: true, name: true, email: true, passwordHash: true, emailProvenAt: true },
  });
  const account = accountState(actor, user);
  return {
    state: "ready",
    orgName: org.name,
    invitedBy,
    role,
    name: user.name,
    email: user.email,
    expiresAt: token.expiresAt,
    account,
  };
}

function accountState(
  actor: Actor,
  user: { id: string; passwordHash: string | null; emailProvenAt: Date | null },
): Extract<MemberInviteView, { state: "ready" }>["account"] {
  if (actor.kind !== "staff" && actor.kind !== "candidate")
    return user.passwordHash ? "sign_in" : "set_password";
  if (actor.userId !== user.id) return "somebody_else";
  return user.emailProvenAt ? "you" : "you_with_password";
}
