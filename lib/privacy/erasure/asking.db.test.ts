import { Client } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { writeJournal } from "#lib/auth/journal.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { handleEraseData, handleEraseOverdue } from "../removal/jobs.ts";
import { eraseCandidate, eraseMyself } from "./commands.ts";
import { getBeforeErasure, getErasure } from "./queries.ts";

let assessment: TestAssessment;
let elsewhere: TestAssessment;

beforeAll(async () => {
  assessment = await makeAssessment();
  elsewhere = await makeAssessment();
});

async function signedInAgo(sessionId: string, minutes: number) {
  const createdAt = new Date(Date.now() - minutes * 60_000);
  await db.session.update({ where: { id: sessionId }, data: { createdAt } });
}

const writeMail = (orgId: string, to: string) =>
  db.mailMessage.create({ data: { orgId, to, subject: "Your invitation", text: "", kind: "invitation" } });

describe("asking for erasure", () => {
  test("takes the account's own address, typed", async () => {
    const { actor } = await makeCandidate(assessment);
    const wrong = eraseMyself(actor, { email: "somebody@example.org", password: "" });
    await expect(wrong).rejects.toMatchObject({ code: "invalid", errors: [{ pointer: "/email" }] });
    const typed = ` ${actor.email.toUpperCase()} `;
    expect((await eraseMyself(actor, { email: typed, password: "" })).erasureId).toBeTruthy();
  });

  test("takes the password when the sign-in is older than fifteen minutes", async () => {
    const { actor } = await makeCandidate(assessment);
    const passwordHash = await hashPassword("correct horse battery");
    await db.user.update({ where: { id: actor.userId }, data: { passwordHash } });
    await signedInAgo(actor.sessionId, 16);
    expect((await getBeforeErasure(actor)).proof).toBe("password");
    const ask = (password: string) => eraseMyself(actor, { email: actor.email, password });
    await expect(ask("wrong")).rejects.toMatchObject({ errors: [{ pointer: "/password" }] });
    expect((await ask("correct horse battery")).erasureId).toBeTruthy();
  });

  test("takes a new sign-in where there is no password", async () => {
    const { actor } = await makeCandidate(assessment);
    await signedInAgo(actor.sessionId, 16);
    expect((await getBeforeErasure(actor)).proof).toBe("sign_in");
    await expect(eraseMyself(actor, { email: actor.email, password: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

test("a worker that dies in the middle has deleted nothing, and the sweep then deletes all of it", async () => {
  const { actor, invitationId, candidateId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const [itemId] = assessment.itemIds;
  const content = { language: "python", source: "print(1)" };
  await saveAnswer(actor, { attemptId, itemId }, { revision: 1, content });
  const { erasureId } = await eraseMyself(actor, { email: actor.email, password: "" });
  // Somebody holds one of the last rows: the erasure has deleted the answers and waits, when its connection is cut.
  const holder = new Client({ connectionString: env().DATABASE_URL });
  await holder.connect();
  await holder.query("begin");
  await holder.query("select 1 from candidate where id = $1 for update", [candidateId]);
  const dying = handleEraseData({ erasureId }).then(
    () => "done",
    () => "died",
  );
  const cut = `select pg_terminate_backend(pid) from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await holder.query(cut)).rowCount, { timeout: 4_000 }).toBe(1);
  expect(await dying).toBe("died");
  await holder.query("rollback");
  await holder.end();
  expect(await db.answer.count({ where: { attemptId } })).toBe(1);
  expect((await getErasure(erasureId)).doneAt).toBeNull();
  const requestedAt = new Date(Date.now() - 3_600_000);
  await db.erasure.update({ where: { id: erasureId }, data: { requestedAt } });
  await handleEraseOverdue();
  expect((await getErasure(erasureId)).doneAt).not.toBeNull();
  expect(await db.attempt.count({ where: { id: attemptId } })).toBe(0);
});

test("a member of a team who was a candidate too keeps the account, its sign-ins and its session", async () => {
  const { actor, candidateId } = await makeCandidate(assessment);
  await db.membership.create({ data: { orgId: elsewhere.orgId, userId: actor.userId, role: "reviewer" } });
  const tried = { durationMs: 1, requestId: newId(), ip: null, userAgent: null };
  const { userId, email } = actor;
  await writeJournal({ email, userId, outcome: "signed_in", reason: "code", ...tried });
  const { erasureId } = await eraseMyself(actor, { email, password: "" });
  await handleEraseData({ erasureId });
  expect((await getErasure(erasureId)).summary).toMatchObject({ records: 1, accountKept: true });
  expect(await db.user.findUnique({ where: { id: userId } })).toMatchObject({ email, erasedAt: null });
  expect(await db.session.count({ where: { userId, revokedAt: null } })).toBe(1);
  expect(await db.signInAttempt.count({ where: { userId } })).toBe(1);
  const record = await db.candidate.findUniqueOrThrow({ where: { id: candidateId } });
  expect(record).toMatchObject({ name: "Erased", userId: null, erasedBy: "candidate" });
});

describe("a manager, at a candidate's request,", () => {
  test("deletes what the own team holds; the account and another team's record stay", async () => {
    const staff = await makeStaff("manager", assessment.orgId);
    const { actor, candidateId } = await makeCandidate(assessment);
    const { email, userId } = actor;
    const other = await makeCandidate(elsewhere);
    await db.candidate.update({ where: { id: other.candidateId }, data: { userId, email } });
    const { erasureId } = await eraseCandidate(staff, { candidateId, email });
    await handleEraseData({ erasureId });
    expect(await db.candidate.findUnique({ where: { id: candidateId } })).toMatchObject({
      name: "Erased",
      erasedBy: `staff:${staff.userId}`,
    });
    expect(await db.candidate.findUnique({ where: { id: other.candidateId } })).toMatchObject({
      email,
      userId,
      erasedAt: null,
    });
    expect((await db.user.findUniqueOrThrow({ where: { id: userId } })).email).toBe(email);
    expect(await db.session.count({ where: { userId, revokedAt: null } })).toBe(1);
  });

  test("deletes the account too when nothing else is left of the person", async () => {
    const staff = await makeStaff("manager", assessment.orgId);
    const { actor, candidateId } = await makeCandidate(assessment);
    const { erasureId } = await eraseCandidate(staff, { candidateId, email: actor.email });
    await handleEraseData({ erasureId });
    const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
    expect(user).toMatchObject({ name: "Erased", erasedAt: expect.any(Date) });
  });

  test("leaves what other organisations sent to the same mailbox, even when the account goes", async () => {
    const staff = await makeStaff("manager", assessment.orgId);
    const { actor, candidateId } = await makeCandidate(assessment);
    const { email, userId } = actor;
    await db.user.update({ where: { id: userId }, data: { emailProvenAt: new Date() } });
    await writeMail(assessment.orgId, email);
    await writeMail(elsewhere.orgId, email);
    const { erasureId } = await eraseCandidate(staff, { candidateId, email });
    await handleEraseData({ erasureId });
    const mails = await db.mailMessage.findMany({ where: { to: email, orgId: { not: null } } });
    expect(mails).toMatchObject([{ orgId: elsewhere.orgId }]);
  });

  test("needs the role, the own team's candidate, and the right address", async () => {
    const { actor, candidateId } = await makeCandidate(assessment);
    const ask = async (role: "reviewer" | "owner", orgId: string, email = actor.email) =>
      eraseCandidate(await makeStaff(role, orgId), { candidateId, email });
    await expect(ask("reviewer", assessment.orgId)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("owner", elsewhere.orgId)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("owner", assessment.orgId, "x@example.org")).rejects.toMatchObject({ code: "invalid" });
  });
});
