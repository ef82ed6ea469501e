import { z } from "zod";
import { queueMail } from "#lib/mail/commands.ts";
import { memberInviteMail } from "#lib/mail/templates.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import type { Actor, Role, StaffActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { noteMailboxProof } from "../mailbox-proof.ts";
import { hashPassword } from "../passwords.ts";
import { canManageTeam } from "../policy.ts";
import { passwordError } from "../recovery/commands.ts";
import { leavesNoOwner } from "../rules.ts";
import { type ChangeRole, type InviteMember, passwordProblem, RoleName } from "../schema.ts";
import { issueToken, spendToken } from "../tokens.ts";

/** What a staff invitation grants once it is spent. */
export const MemberGrant = z.object({ orgId: z.uuid(), role: RoleName, invitedBy: z.string() });

function assertOwner(actor: Actor): StaffActor {
  if (!canManageTeam(actor)) throw notFound("page");
  return actor;
}

/**
 * Mails a colleague a link to join the team; it works once, for a week. Asking again makes the older link worthless.
 * @throws DomainError conflict when the person is a member already.
 */
export async function inviteMember(actor: Actor, input: InviteMember): Promise<void> {
  const owner = assertOwner(actor);
  await db.$transaction(async (tx) => {
    const org = await tx.organisation.findUniqueOrThrow({
      where: { id: owner.orgId },
      select: { name: true },
    });
    await tx.user.createMany({
      data: [{ id: newId(), email: input.email, name: input.name }],
      skipDuplicates: true,
    });
    const user = await tx.user.findUniqueOrThrow({
      where: { email: input.email },
      select: { id: true, name: true },
    });
    const member = await tx.membership.findFirst({
      where: { orgId: owner.orgId, userId: user.id, removedAt: null },
      select: { id: true },
    });
    if (member) throw new DomainError("conflict", `${input.email} is a member of the team already.`);
    await cancelInvitesOf(tx, owner.orgId, user.id);
    const { secret, expiresAt } = await issueToken(tx, {
      userId: user.id,
      purpose: "staff_invite",
      data: { orgId: owner.orgId, role: input.role, invitedBy: owner.name },
    });
    const link = `${env().appUrl}/join/${secret}`;
    const words = {
      name: input.name,
      inviterName: owner.name,
      orgName: org.name,
      role: input.role,
      link,
      expiresAt,
    };
    await queueMail(tx, { orgId: owner.orgId, to: input.email, ...memberInviteMail(words) });
    await writeAudit(tx, owner, {
      orgId: owner.orgId,
      action: "member.invited",
      subject: "user",
      subjectId: user.id,
      data: { role: input.role },
    });
  });
}

async function cancelInvitesOf(tx: Tx, orgId: string, userId: string): Promise<void> {
  await tx.oneTimeToken.updateMany({
    where: { userId, purpose: "staff_invite", usedAt: null, data: { path: ["orgId"], equals: orgId } },
    data: { usedAt: now() },
  });
}

/** Makes an open invitation worthless. @throws DomainError not_found when it is none of this team's. */
export async function cancelMemberInvite(actor: Actor, inviteId: string): Promise<void> {
  const owner = assertOwner(actor);
  if (!isId(inviteId)) throw notFound("invitation");
  await db.$transaction(async (tx) => {
    const cancelled = await tx.oneTimeToken.updateManyAndReturn({
      where: {
        id: inviteId,
        purpose: "staff_invite",
        usedAt: null,
        data: { path: ["orgId"], equals: owner.orgId },
      },
      data: { usedAt: now() },
      select: { userId: true },
    });
    const userId = cancelled[0]?.userId;
    if (!userId) throw notFound("invitation");
    await audit(tx, owner, "member.invite_cancelled", userId);
  });
}

/** Holds the team's owners still while one of them changes: two owners cannot demote each other at once. */
async function lockOwners(tx: Tx, orgId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ userId: string }[]>`
    select "userId" from membership
    where "orgId" = ${orgId}::uuid and role = 'owner' and "removedAt" is null order by id for update`;
  return rows.map((row) => row.userId);
}

async function assertOwnerStays(tx: Tx, orgId: string, userId: string): Promise<void> {
  if (leavesNoOwner(await lockOwners(tx, orgId), userId)) {
    throw new DomainError("conflict", "A team needs an owner. Make somebody else an owner first.");
  }
}

async function findMember(tx: Tx, orgId: string, userId: string): Promise<{ id: string; role: Role }> {
  const member = isId(userId)
    ? await tx.membership.findFirst({
        where: { orgId, userId, removedAt: null },
        select: { id: true, role: true },
      })
    : null;
  if (!member) throw notFound("member");
  return member;
}

/** Changes a member's role, at once. @throws DomainError conflict when the team would have no owner. */
export async function changeRole(actor: Actor, input: ChangeRole): Promise<void> {
  const owner = assertOwner(actor);
  await db.$transaction(async (tx) => {
    if (input.role !== "owner") await assertOwnerStays(tx, owner.orgId, input.userId);
    const member = await findMember(tx, owner.orgId, input.userId);
    if (member.role === input.role) return;
    await tx.membership.update({ where: { id: member.id }, data: { role: input.role } });
    await audit(tx, owner, "member.role_changed", input.userId, { from: member.role, to: input.role });
  });
}

/**
 * Takes a member out of the team. What they wrote stays and names them; their next request finds them outside.
 * @throws DomainError conflict when the team would have no owner.
 */
export async function removeMember(actor: Actor, input: { userId: string }): Promise<void> {
  const owner = assertOwner(actor);
  await db.$transaction(async (tx) => {
    await assertOwnerStays(tx, owner.orgId, input.userId);
    const member = await findMember(tx, owner.orgId, input.userId);
    await tx.membership.update({ where: { id: member.id }, data: { removedAt: now() } });
    await audit(tx, owner, "member.removed", input.userId, { role: member.role });
  });
}

async function audit(
  tx: Tx,
  owner: StaffActor,
  action: string,
  userId: string,
  data?: Record<string, string>,
): Promise<void> {
  const entry = { orgId: owner.orgId, action, subject: "user", subjectId: userId };
  await writeAudit(tx, owner, data ? { ...entry, data } : entry);
}

/**
 * Spends a link to join a team. An account that has a password must be signed in: the link never sets one for it.
 * @throws DomainError gone (unknown, used or over), forbidden (signed in as somebody else), unauthenticated (the
 * account has a password), invalid (the new password is too easy).
 */
export async function acceptMemberInvite(
  actor: Actor,
  input: { secret: string; password?: string | undefined },
): Promise<{ userId: string }> {
  const passwordHash = input.password ? await checkedHash(input.password) : null;
  return db.$transaction(async (tx) => {
    const spent = await spendToken(tx, "staff_invite", input.secret);
    const grant = MemberGrant.safeParse(spent?.data);
    if (!spent || !grant.success) {
      throw new DomainError(
        "gone",
        "This invitation was used already, or its week is over. Ask for a new one.",
      );
    }
    const user = await tx.user.findUniqueOrThrow({
      where: { id: spent.userId },
      select: { id: true, name: true, email: true, passwordHash: true, emailProvenAt: true },
    });
    await proveAccount(tx, actor, user, { password: input.password, passwordHash });
    const sessionId = actor.kind === "staff" || actor.kind === "candidate" ? actor.sessionId : undefined;
    await noteMailboxProof(tx, user.id, {
      orgId: grant.data.orgId,
      keepPassword: true,
      ...(sessionId ? { except: sessionId } : {}),
    });
    const { orgId, role } = grant.data;
    await tx.membership.upsert({
      where: { orgId_userId: { orgId, userId: user.id } },
      create: { id: newId(), orgId, userId: user.id, role },
      update: { role, removedAt: null },
    });
    await writeAudit(
      tx,
      { kind: "candidate", userId: user.id, name: user.name, email: user.email, sessionId: "" },
      { orgId, action: "member.joined", subject: "user", subjectId: user.id, data: { role } },
    );
    return { userId: user.id };
  });
}

async function checkedHash(password: string): Promise<string> {
  const problem = passwordProblem(password);
  if (problem) throw passwordError(problem);
  return hashPassword(password);
}

interface Account {
  id: string;
  name: string;
  email: string;
  passwordHash: string | null;
  emailProvenAt: Date | null;
}

async function proveAccount(
  tx: Tx,
  actor: Actor,
  user: Account,
  given: { password: string | undefined; passwordHash: string | null },
): Promise<void> {
  if (actor.kind === "staff" || actor.kind === "candidate") {
    // The link spent here came by mail. Before any proof of the mailbox the account's password may be that of whoever
    // held an invitation's link, so it is replaced; after one it can only be the owner's.
    if (actor.userId === user.id) return user.emailProvenAt ? undefined : setPassword(tx, user, given);
    throw new DomainError(
      "forbidden",
      `This invitation is for ${user.email}, and you are signed in as ${actor.email}.`,
    );
  }
  if (user.passwordHash)
    throw new DomainError("unauthenticated", "You have an account already: sign in to join.");
  await setPassword(tx, user, given);
}

async function setPassword(
  tx: Tx,
  user: Account,
  given: { password: string | undefined; passwordHash: string | null },
): Promise<void> {
  const problem = given.password ? passwordProblem(given.password, user) : "Choose a password.";
  if (problem || !given.passwordHash) throw passwordError(problem ?? "Choose a password.");
  await tx.user.update({ where: { id: user.id }, data: { passwordHash: given.passwordHash } });
}
