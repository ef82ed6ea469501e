import { beforeAll, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makeStaff } from "#prisma/factories.ts";
import { searchJournal } from "./activity/queries.ts";
import { type SignInContext, signInWithPassword } from "./credentials.ts";
import type { SignInLookup } from "./lookup-port.ts";
import { noteMailboxProof } from "./mailbox-proof.ts";
import { hashPassword } from "./passwords.ts";

const PASSWORD = "ada's long phrase";
const nobodyAsked: SignInLookup = async () => {
  throw new Error("nobody should be asked");
};

let passwordHash: string;
let versionId: string;
let orgId: string;

beforeAll(async () => {
  passwordHash = await hashPassword(PASSWORD);
  orgId = (await makeStaff()).orgId;
  versionId = (await makeAssessment(orgId)).versionId;
});

const context = (ip: string | null = null): SignInContext => ({ requestId: newId(), ip, userAgent: "test" });

async function makePerson() {
  const email = `ada-${newId().slice(-12)}@example.org`;
  const user = await db.user.create({ data: { email, name: "Ada", passwordHash } });
  const { candidate } = await makeCandidate(orgId, versionId, { email, userId: user.id });
  return { user, candidate };
}

test("a try that must wait stands in the journal of the person's team", async () => {
  const { user, candidate } = await makePerson();
  const refusals = [];
  for (let tries = 0; tries < 30 && refusals.at(-1) !== "throttled"; tries++) {
    const wrong = { email: user.email, password: "not ada's phrase" };
    refusals.push((await signInWithPassword(wrong, context("192.0.2.77"), nobodyAsked)).outcome);
  }
  expect(refusals.at(-1)).toBe("throttled");
  const rows = await db.signInAttempt.findMany({ where: { email: user.email, outcome: "throttled" } });
  expect(rows).toMatchObject([
    { userId: user.id, candidateId: candidate.id, orgId, reason: "too_many_failures" },
  ]);
});

test("a try with a password that the first proof of the mailbox voided is told from one without any", async () => {
  const { user } = await makePerson();
  const reasonNow = async () => {
    const from = context();
    await signInWithPassword({ email: user.email, password: PASSWORD }, from, nobodyAsked);
    return (await db.signInAttempt.findFirst({ where: { requestId: from.requestId } }))?.reason;
  };
  await db.user.update({ where: { id: user.id }, data: { passwordHash: null } });
  expect(await reasonNow()).toBe("no_password_set");
  await db.user.update({ where: { id: user.id }, data: { passwordHash } });
  await db.$transaction((tx) => noteMailboxProof(tx, user.id, { orgId: null }));
  expect(await reasonNow()).toBe("password_voided");
  const owner = await makeStaff("owner", orgId);
  const { rows } = await searchJournal(owner, { search: user.email });
  expect(rows[0]).toMatchObject({ reason: "password_voided", voidedAt: expect.any(Date) });
});
