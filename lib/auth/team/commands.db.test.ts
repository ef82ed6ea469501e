import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeStaff } from "#prisma/factories.ts";
import type { Actor } from "../actor.ts";
import { endMyOtherSessions, endMySession } from "../commands.ts";
import { hashPassword, verifyPassword } from "../passwords.ts";
import { listMySessions } from "../queries.ts";
import { findLiveSession, openSession } from "../sessions.ts";
import {
  acceptMemberInvite,
  cancelMemberInvite,
  changeRole,
  inviteMember,
  removeMember,
} from "./commands.ts";
import { getMemberInvite, getTeam } from "./queries.ts";

const anonymous: Actor = { kind: "anonymous" };
const newEmail = () => `colleague-${newId().slice(-12)}@example.org`;

async function invite(owner: Actor, email: string, role: "owner" | "manager" | "reviewer" = "reviewer") {
  await inviteMember(owner, { email, name: "Colleague", role });
  const mail = await db.mailMessage.findFirstOrThrow({ where: { to: email }, orderBy: { id: "desc" } });
  return /\/join\/([\w-]{43})/.exec(mail.text)?.[1] ?? "";
}

describe("the last owner", () => {
  test("can be neither demoted nor removed", async () => {
    const owner = await makeStaff("owner");
    const { userId } = owner;
    await expect(changeRole(owner, { userId, role: "manager" })).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember(owner, { userId })).rejects.toMatchObject({ code: "conflict" });
  });

  test("stays even when two owners demote each other at once", async () => {
    const one = await makeStaff("owner");
    const two = await makeStaff("owner", one.orgId);
    const done = await Promise.allSettled([
      changeRole(one, { userId: two.userId, role: "reviewer" }),
      changeRole(two, { userId: one.userId, role: "reviewer" }),
    ]);
    expect(done.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await db.membership.count({ where: { orgId: one.orgId, role: "owner", removedAt: null } })).toBe(
      1,
    );
  });
});

describe("members", () => {
  test("only owners manage them, and only their own team's", async () => {
    const owner = await makeStaff("owner");
    const manager = await makeStaff("manager", owner.orgId);
    const stranger = await makeStaff("owner");
    const target = { userId: manager.userId };
    await expect(removeMember(manager, target)).rejects.toMatchObject({ code: "not_found" });
    await expect(removeMember(stranger, target)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      inviteMember(manager, { email: newEmail(), name: "N", role: "owner" }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a change of role and a removal are audited and hold at the next request", async () => {
    const owner = await makeStaff("owner");
    const member = await makeStaff("reviewer", owner.orgId);
    const { sid } = await openSession({
      userId: member.userId,
      lookup: "not_applicable",
      userAgent: null,
      ip: null,
    });
    await changeRole(owner, { userId: member.userId, role: "manager" });
    expect((await findLiveSession(sid))?.membership?.role).toBe("manager");
    await removeMember(owner, { userId: member.userId });
    expect((await findLiveSession(sid))?.membership).toBeNull();
    const actions = await db.auditEvent.findMany({ where: { orgId: owner.orgId }, orderBy: { id: "asc" } });
    expect(actions.map((event) => event.action)).toEqual(["member.role_changed", "member.removed"]);
  });
});

describe("joining", () => {
  test("a new colleague sets a password, once", async () => {
    const owner = await makeStaff("owner");
    const email = newEmail();
    const secret = await invite(owner, email, "manager");
    expect(await getMemberInvite(anonymous, secret)).toMatchObject({
      state: "ready",
      account: "set_password",
    });
    const accept = () => acceptMemberInvite(anonymous, { secret, password: "a colleague's phrase" });
    await accept();
    await expect(accept()).rejects.toMatchObject({ code: "gone" });
    const { members, invited } = await getTeam(owner);
    expect(members.find((member) => member.email === email)?.role).toBe("manager");
    expect(invited).toEqual([]);
  });

  test("a refused password leaves the link as it was", async () => {
    const owner = await makeStaff("owner");
    const secret = await invite(owner, newEmail());
    await expect(acceptMemberInvite(anonymous, { secret })).rejects.toMatchObject({ code: "invalid" });
    expect(await getMemberInvite(anonymous, secret)).toMatchObject({ state: "ready" });
  });

  test("the link sets no password for an account that has one", async () => {
    const owner = await makeStaff("owner");
    const passwordHash = await hashPassword("their own phrase");
    const user = await db.user.create({ data: { email: newEmail(), name: "Ada", passwordHash } });
    const secret = await invite(owner, user.email);
    const hijack = acceptMemberInvite(anonymous, { secret, password: "an attacker's phrase" });
    await expect(hijack).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).passwordHash).toBe(passwordHash);
  });

  test("a candidate's account takes a fresh password at its first membership, and its other sessions end", async () => {
    const owner = await makeStaff("owner");
    const old = await hashPassword("whoever held the link");
    const user = await db.user.create({ data: { email: newEmail(), name: "Ada", passwordHash: old } });
    const session = { userId: user.id, lookup: "not_applicable" as const, userAgent: null, ip: null };
    const [theirs, attackers] = [await openSession(session), await openSession(session)];
    const me: Actor = {
      kind: "candidate",
      userId: user.id,
      name: "Ada",
      email: user.email,
      sessionId: theirs.id,
    };
    const secret = await invite(owner, user.email);
    await expect(acceptMemberInvite(me, { secret })).rejects.toMatchObject({ code: "invalid" });
    await acceptMemberInvite(me, { secret, password: "ada's own phrase" });
    const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: user.id } });
    expect(await verifyPassword(passwordHash, "ada's own phrase")).toBe(true);
    expect(await findLiveSession(attackers.sid)).toBeNull();
    expect((await findLiveSession(theirs.sid))?.membership?.orgId).toBe(owner.orgId);
  });

  test("joining is a proof of the mailbox; who has proved it keeps the password", async () => {
    const owner = await makeStaff("owner");
    const passwordHash = await hashPassword("ada's own phrase");
    const user = await db.user.create({
      data: { email: newEmail(), name: "Ada", passwordHash, emailProvenAt: new Date() },
    });
    const me: Actor = {
      kind: "candidate",
      userId: user.id,
      name: "Ada",
      email: user.email,
      sessionId: newId(),
    };
    const known = await invite(owner, user.email);
    expect(await getMemberInvite(me, known)).toMatchObject({ account: "you" });
    await acceptMemberInvite(me, { secret: known });
    expect((await db.user.findUniqueOrThrow({ where: { id: user.id } })).passwordHash).toBe(passwordHash);
    const email = newEmail();
    const secret = await invite(owner, email);
    await acceptMemberInvite(anonymous, { secret, password: "a colleague's phrase" });
    const colleague = await db.user.findUniqueOrThrow({ where: { email } });
    expect(colleague.emailProvenAt).not.toBeNull();
    expect(colleague.passwordHash).not.toBeNull();
  });

  test("a membership alone is no proof: a password from before any proof is replaced", async () => {
    const owner = await makeStaff("owner");
    const member = await makeStaff("reviewer");
    const old = await hashPassword("whoever held the link");
    await db.user.update({ where: { id: member.userId }, data: { passwordHash: old, emailProvenAt: null } });
    const secret = await invite(owner, member.email);
    await expect(acceptMemberInvite(member, { secret })).rejects.toMatchObject({ code: "invalid" });
  });

  test("somebody else's account cannot use it", async () => {
    const owner = await makeStaff("owner");
    const other = await makeStaff("reviewer");
    const secret = await invite(owner, newEmail());
    await expect(acceptMemberInvite(other, { secret })).rejects.toMatchObject({ code: "forbidden" });
  });

  test("a cancelled or replaced invitation is worthless", async () => {
    const owner = await makeStaff("owner");
    const email = newEmail();
    const first = await invite(owner, email);
    const second = await invite(owner, email);
    expect(await getMemberInvite(anonymous, first)).toMatchObject({ state: "used" });
    const [open] = (await getTeam(owner)).invited;
    await cancelMemberInvite(owner, open?.inviteId ?? "");
    expect(await getMemberInvite(anonymous, second)).toMatchObject({ state: "used" });
  });
});

test("a person sees and ends their own sessions, and nobody else's", async () => {
  const me = await makeStaff();
  const other = await makeStaff();
  const session = { lookup: "not_applicable" as const, userAgent: "Firefox", ip: null };
  const mine = [
    await openSession({ ...session, userId: me.userId }),
    await openSession({ ...session, userId: me.userId }),
  ];
  const theirs = await openSession({ ...session, userId: other.userId });
  const actor = { ...me, sessionId: mine[0]?.id ?? "" };
  expect((await listMySessions(actor)).map((one) => one.isThisOne).sort()).toEqual([false, true]);
  await expect(endMySession(actor, { sessionId: theirs.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await endMyOtherSessions(actor)).toBe(1);
  expect(await findLiveSession(mine[0]?.sid ?? "")).not.toBeNull();
  expect(await findLiveSession(mine[1]?.sid ?? "")).toBeNull();
  expect(await findLiveSession(theirs.sid)).not.toBeNull();
});
