import { beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#lib/auth/actor.ts";
import { hashPassword, verifyPassword } from "#lib/auth/passwords.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { newId, newToken } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makeStaff } from "#prisma/factories.ts";
import { acceptInvitation, noteOpened } from "./commands.ts";
import { getInvitation } from "./queries.ts";

const anonymous: Actor = { kind: "anonymous" };
const PASSWORD = "ada's long phrase";
let orgId: string;
let versionId: string;

beforeAll(async () => {
  orgId = (await makeStaff()).orgId;
  versionId = (await makeAssessment(orgId)).versionId;
});

async function invite(
  part: Parameters<typeof makeCandidate>[2] = {},
  window: Parameters<typeof makeCandidate>[3] = {},
) {
  const token = newToken();
  const made = await makeCandidate(orgId, versionId, part, { tokenHash: sha256(token), ...window });
  return { token, ...made };
}

async function makeUser(
  email: string,
  passwordHash: string | null = null,
): Promise<{ id: string; actor: Actor }> {
  const { id } = await db.user.create({ data: { email, name: "Ada", passwordHash } });
  return { id, actor: { kind: "candidate", userId: id, name: "Ada", email, sessionId: newId() } };
}

describe("accepting an invitation", () => {
  test("makes an account and binds the record to it; looking does neither", async () => {
    const { token, candidate, invitation } = await invite();
    await noteOpened(invitation.id);
    expect(await getInvitation(anonymous, token)).toMatchObject({
      state: "set_password",
      email: candidate.email,
    });
    expect(await db.user.count({ where: { email: candidate.email } })).toBe(0);
    const { userId } = await acceptInvitation(anonymous, { token, password: PASSWORD });
    const bound = await db.candidate.findUniqueOrThrow({
      where: { id: candidate.id },
      include: { user: true },
    });
    expect(bound.userId).toBe(userId);
    expect(await verifyPassword(bound.user?.passwordHash ?? null, PASSWORD)).toBe(true);
    expect(
      (await db.invitation.findUniqueOrThrow({ where: { id: invitation.id } })).acceptedAt,
    ).not.toBeNull();
  });

  test("cannot set the password of an account that exists", async () => {
    const { token, candidate } = await invite();
    const passwordHash = await hashPassword("their own phrase");
    const { id } = await makeUser(candidate.email, passwordHash);
    expect(await getInvitation(anonymous, token)).toMatchObject({ state: "sign_in" });
    const hijack = acceptInvitation(anonymous, { token, password: PASSWORD });
    await expect(hijack).rejects.toMatchObject({ code: "unauthenticated" });
    const user = await db.user.findUniqueOrThrow({ where: { id }, include: { candidates: true } });
    expect(user.passwordHash).toBe(passwordHash);
    expect(user.candidates).toEqual([]);
  });

  test("nor of one that is used without a password", async () => {
    const { token, candidate } = await invite();
    const { id } = await makeUser(candidate.email);
    await makeCandidate(orgId, versionId, { email: candidate.email, userId: id });
    await expect(acceptInvitation(anonymous, { token, password: PASSWORD })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  test("nor of one whose mailbox was proved, and choosing one by the link proves nothing", async () => {
    const { token, candidate } = await invite();
    const { id } = await makeUser(candidate.email);
    await db.user.update({ where: { id }, data: { emailProvenAt: new Date() } });
    expect(await getInvitation(anonymous, token)).toMatchObject({ state: "sign_in" });
    await expect(acceptInvitation(anonymous, { token, password: PASSWORD })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const fresh = await invite();
    const { userId } = await acceptInvitation(anonymous, { token: fresh.token, password: PASSWORD });
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).emailProvenAt).toBeNull();
  });

  test("two who accept at once make one account", async () => {
    const { token, candidate } = await invite();
    const both = await Promise.allSettled(
      ["one long phrase", "two long phrase"].map((password) =>
        acceptInvitation(anonymous, { token, password }),
      ),
    );
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await db.user.count({ where: { email: candidate.email } })).toBe(1);
  });

  test("the account of the address accepts, twice is once, and another account is refused", async () => {
    const { token, candidate, invitation } = await invite();
    const ada = await makeUser(candidate.email);
    const bob = await makeUser(`bob-${newId().slice(-12)}@example.org`);
    await expect(acceptInvitation(bob.actor, { token })).rejects.toMatchObject({ code: "forbidden" });
    const accepted = { invitationId: invitation.id, userId: ada.id };
    expect(await acceptInvitation(ada.actor, { token })).toEqual(accepted);
    expect(await acceptInvitation(ada.actor, { token })).toEqual(accepted);
    expect(await getInvitation(bob.actor, token)).toMatchObject({ state: "other_account" });
    expect(await getInvitation(anonymous, token)).toMatchObject({ state: "sign_in_again" });
  });

  test("an end, a revocation, a missed window and an unknown link are each told apart", async () => {
    const past = new Date(Date.now() - 60_000);
    const ended = await invite({ withdrawnAt: past });
    const revoked = await invite({}, { revokedAt: past });
    const late = await invite({}, { createdAt: new Date(Date.now() - 120_000), expiresAt: past });
    const states = [ended, revoked, late].map(
      async ({ token }) => (await getInvitation(anonymous, token)).state,
    );
    expect(await Promise.all(states)).toEqual(["ended", "revoked", "expired"]);
    expect(await getInvitation(anonymous, newToken())).toEqual({ state: "unknown" });
    for (const { token } of [ended, revoked, late])
      await expect(acceptInvitation(anonymous, { token, password: PASSWORD })).rejects.toMatchObject({
        code: "gone",
      });
    await expect(
      acceptInvitation(anonymous, { token: newToken(), password: PASSWORD }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("a password that is too easy binds nothing", async () => {
    const { token, candidate } = await invite();
    await expect(acceptInvitation(anonymous, { token, password: "password1" })).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/password" }],
    });
    expect((await db.candidate.findUniqueOrThrow({ where: { id: candidate.id } })).userId).toBeNull();
  });
});
