import { expect, test } from "vitest";
import { startAttempt } from "#lib/attempts/commands.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { writeJournal } from "#lib/auth/journal.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { getReport } from "#lib/review/reports/queries.ts";
import { makeAssessment, makeCandidate } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { downloadMyData } from "../download/queries.ts";
import { eraseMyself } from "../erasure/commands.ts";
import { getHeld } from "../held/queries.ts";
import { handleEraseData } from "./jobs.ts";

/* An address alone gives nobody anything: an account is as good as what it has shown to be its own. */

const MINUTE_MS = 60_000;
const tried = { durationMs: 1, requestId: newId(), ip: "203.0.113.9", userAgent: "Browser" };

async function copyOf(actor: CandidateActor) {
  let text = "";
  for await (const part of await downloadMyData(actor)) text += part;
  return JSON.parse(text) as { mails: { subject: string }[]; signIns: { reason: string }[] };
}

/** An account of two organisations' address, made by the link of one of them, and what both hold of the address. */
async function takenAddress(provenAt: Date | null) {
  const [own, foreign] = [await makeAssessment(), await makeAssessment()];
  const { actor } = await makeCandidate(own);
  const { email, userId } = actor;
  await db.user.update({ where: { id: userId }, data: { emailProvenAt: provenAt } });
  const mail = { to: email, text: "", kind: "invitation" };
  await db.mailMessage.create({ data: { ...mail, orgId: own.orgId, subject: "own" } });
  await db.mailMessage.create({ data: { ...mail, orgId: foreign.orgId, subject: "foreign" } });
  const data = { ...mail, orgId: own.orgId, subject: "team", kind: "member_invite" };
  await db.mailMessage.create({ data });
  await writeJournal({ email, userId, outcome: "signed_in", reason: "own", ...tried });
  const { orgId } = foreign;
  const row = { ...tried, email, orgId, outcome: "invalid_credentials" as const, reason: "foreign" };
  await db.signInAttempt.create({ data: row });
  return { actor, foreign };
}

const subjects = async (to: string) =>
  (
    await db.mailMessage.findMany({ where: { to, kind: { not: "erased" } }, orderBy: { subject: "asc" } })
  ).map(({ subject }) => subject);
const reasons = async (email: string) =>
  (await db.signInAttempt.findMany({ where: { email } })).map(({ reason }) => reason);

test("without proof of the mailbox, other organisations' mails and sign-ins are neither shown, counted nor deleted", async () => {
  const { actor } = await takenAddress(null);
  const { mails, signIns } = await copyOf(actor);
  expect(mails.map(({ subject }) => subject)).toEqual(["own"]);
  expect(signIns.map(({ reason }) => reason)).toEqual(["own"]);
  expect(await getHeld(actor)).toMatchObject({ mails: 1, signIns: 1 });
  const { erasureId } = await eraseMyself(actor, { email: actor.email, password: "" });
  await handleEraseData({ erasureId });
  expect(await subjects(actor.email)).toEqual(["foreign", "team"]);
  expect(await reasons(actor.email)).toEqual(["foreign"]);
});

test("with proof they are the person's: shown, counted and deleted", async () => {
  const { actor } = await takenAddress(new Date());
  expect((await copyOf(actor)).mails).toHaveLength(3);
  expect(await getHeld(actor)).toMatchObject({ mails: 3, signIns: 2 });
  const { erasureId } = await eraseMyself(actor, { email: actor.email, password: "" });
  await handleEraseData({ erasureId });
  expect(await subjects(actor.email)).toEqual([]);
  expect(await reasons(actor.email)).toEqual([]);
});

test("an invitation that comes while an erasure waits is not meant by it: record and mail stay", async () => {
  const { actor, foreign } = await takenAddress(new Date());
  const { email } = actor;
  const { erasureId } = await eraseMyself(actor, { email, password: "" });
  const requestedAt = new Date(Date.now() - MINUTE_MS);
  await db.erasure.update({ where: { id: erasureId }, data: { requestedAt } });
  const record = { orgId: foreign.orgId, email, name: "Ada", source: "invited" as const };
  const again = await db.candidate.create({ data: record });
  const mail = { orgId: foreign.orgId, to: email, subject: "again", text: "", kind: "invitation" };
  await db.mailMessage.create({ data: mail });
  const createdAt = new Date(requestedAt.getTime() - MINUTE_MS);
  await db.mailMessage.updateMany({ where: { to: email, subject: { not: "again" } }, data: { createdAt } });
  await db.candidate.updateMany({ where: { userId: actor.userId }, data: { createdAt } });
  await handleEraseData({ erasureId });
  expect(await subjects(email)).toEqual(["again"]);
  expect(await db.candidate.findUnique({ where: { id: again.id } })).toMatchObject({ email, erasedAt: null });
});

test("an erased attempt tells nobody how much time it took, by its report or its times", async () => {
  const assessment = await makeAssessment();
  const staff = await makeStaff("owner", assessment.orgId);
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const submittedAt = new Date("2026-01-15T12:00:00Z");
  const startedAt = new Date(submittedAt.getTime() - 58 * MINUTE_MS);
  const deadlineAt = new Date(startedAt.getTime() + 60 * MINUTE_MS);
  const createdAt = new Date("2026-01-10T12:00:00Z");
  await db.invitation.update({ where: { id: invitationId }, data: { createdAt } });
  await db.attempt.update({
    where: { id: attemptId },
    data: {
      ...{ startedAt, submittedAt, deadlineAt, timeMultiplier: 1.5 },
      ...{ state: "submitted", submittedBy: "candidate", receipt: {} },
    },
  });
  const before = await getReport(staff, attemptId);
  expect(before.headline).toContain("39 of 40");
  const { erasureId } = await eraseMyself(actor, { email: actor.email, password: "" });
  await handleEraseData({ erasureId });
  const after = await getReport(staff, attemptId);
  expect(after.headline).not.toContain("min");
  expect(after).toMatchObject({ startedOn: before.startedOn, submittedAt, timeMultiplier: 1 });
  const { startedAt: left } = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  expect(left.toISOString()).toBe("2026-01-15T00:00:00.000Z");
});
