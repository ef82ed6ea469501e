import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { annotateEvent, noteAddress } from "#lib/attempts/events/commands.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import type { PartnerActor } from "#lib/auth/actor.ts";
import { writeJournal } from "#lib/auth/journal.ts";
import { issueToken } from "#lib/auth/tokens.ts";
import { inviteCandidate } from "#lib/candidates/commands.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { decide } from "#lib/review/commands.ts";
import { makeAssessment, makeCandidate, type TestCandidate } from "./attempt-factories.ts";
import { makePartner, makeStaff } from "./factories.ts";

/* One person who left something in every table, marked so that each trace of them can be found. */

export const EMAIL = "zephyrine@quillfeather.example";
const NAME = "Zephyrine Quillfeather";
const IP = "203.0.113.77";
export const EXTERNAL_ID = "quill-4711";
/** An attempt that left something everywhere. */
async function work(person: TestCandidate, items: string[], submit: boolean, mark = "mark") {
  const { actor, invitationId } = person;
  const [code = "", , text = ""] = items;
  const { attemptId } = await startAttempt(actor, invitationId);
  const events = [{ id: newId(), kind: "paste" as const, at: new Date().toISOString() }];
  const source = `print('${mark}-code')`;
  const save = (itemId: string, revision: number, content: unknown) =>
    saveAnswer(actor, { attemptId, itemId }, { revision, content, events });
  await save(code, 1, { language: "python", source });
  await save(text, 1, { text: `My answer is ${mark}-text, and it is mine alone.` });
  await save(text, 2, { text: `I am ${actor.name}` });
  await noteAddress(attemptId, IP);
  await requestRun(actor, attemptId, {
    questionId: code,
    language: "python",
    source,
    stdin: `${mark}-stdin`,
  });
  await db.run.updateMany({
    where: { attemptId },
    data: { result: { tests: [{ stdout: `${mark}-stdout` }] } },
  });
  const file = { attemptId, itemId: text, name: `${mark}-file.pdf`, kind: "pdf", bytes: 10, sha256: "0" };
  const part = { ordinal: 0, content: Buffer.from(`${mark}-bytes`) };
  await db.attemptFile.create({ data: { ...file, parts: { create: part } } });
  const note = { note: `${mark}-note: my screen reader left the page` };
  await annotateEvent(actor, { attemptId, eventId: events[0]?.id ?? "" }, note);
  if (submit) await submitAttempt(actor, attemptId);
  return attemptId;
}

/** What the judge and the team leave on an attempt. */
async function graded(attemptId: string, staff: Awaited<ReturnType<typeof makeStaff>>, itemId: string) {
  const submission = await db.submission.findFirstOrThrow({ where: { attemptId } });
  const test = await db.questionTest.findFirstOrThrow();
  await db.testResult.create({
    data: {
      submissionId: submission.id,
      testId: test.id,
      graderVersion: 1,
      verdict: "AC",
      timeMs: 1,
      stdout: "mark-out",
    },
  });
  await db.submission.updateMany({ where: { attemptId }, data: { state: "done", points: 5 } });
  await db.attempt.update({
    where: { id: attemptId },
    data: { state: "graded", gradedAt: new Date(), points: 15, maxPoints: 30 },
  });
  await db.review.create({
    data: { attemptId, itemId, reviewerId: staff.userId, points: 5, comment: "mark-review" },
  });
}

/** Two organisations, three applications of the marked person (decided, undecided, running), and a bystander. */
export async function makeMarkedPerson() {
  const first = await makeAssessment();
  const second = await makeAssessment();
  const staff = await makeStaff("owner", first.orgId);
  const person = await makeCandidate(first);
  const undecided = await makeCandidate(second);
  const running = await makeCandidate(second);
  const bystander = await makeCandidate(first);
  const partner = await makePartner(second.orgId);
  const { userId } = person.actor;
  const user = { email: EMAIL, name: NAME, emailProvenAt: new Date(), passwordHash: "mark-hash" };
  await db.user.update({ where: { id: userId }, data: user });
  for (const made of [person, undecided, running]) {
    await db.candidate.update({
      where: { id: made.candidateId },
      data: { userId, email: EMAIL, name: NAME },
    });
    made.actor = { ...person.actor, email: EMAIL, name: NAME };
  }
  await db.candidate.update({
    where: { id: undecided.candidateId },
    data: {
      source: "partner",
      partnerId: partner.id,
      externalId: EXTERNAL_ID,
      profileUrl: "https://partner.example/mark-profile",
      metadata: { mark: "mark-metadata" },
    },
  });
  const attempts = {
    decided: await work(person, first.itemIds, true),
    undecided: await work(undecided, second.itemIds, true),
    running: await work(running, second.itemIds, false),
    others: await work(bystander, first.itemIds, true, "other"),
  };
  await graded(attempts.decided, staff, first.itemIds[2]);
  const other = await makeStaff("owner", second.orgId);
  await graded(attempts.undecided, other, second.itemIds[2]);
  await decide(staff, {
    attemptId: attempts.decided,
    kind: "advance",
    reason: "mark-reason: Zephyrine was the best",
  });
  await around(userId, undecided.candidateId, partner, second.versionId);
  return { person, undecided, staff, attempts, partner };
}

/** Sign-ins, mails, look-ups, tokens, and a second invitation by the partner that nobody accepted. */
async function around(
  userId: string,
  candidateId: string,
  partner: { id: string; orgId: string; slug: string },
  versionId: string,
) {
  const tried = { durationMs: 1, requestId: newId(), ip: IP, userAgent: "mark-agent" };
  await writeJournal({ email: EMAIL, userId, outcome: "signed_in", reason: "code", ...tried });
  await writeJournal({ email: EMAIL, outcome: "invalid_credentials", reason: "unknown_address", ...tried });
  await db.session.updateMany({ where: { userId }, data: { ip: IP, userAgent: "mark-agent" } });
  await db.$transaction((tx) =>
    issueToken(tx, { userId, purpose: "sign_in_link", data: { mark: "mark-token" } }),
  );
  await db.partnerLookup.create({
    data: { partnerId: partner.id, candidateId, kind: "ok", durationMs: 1, detail: "mark-detail" },
  });
  const { assessmentId } = await db.assessmentVersion.findUniqueOrThrow({ where: { id: versionId } });
  await inviteCandidate(partnerActor(partner), sentBy(assessmentId), {
    origin: { externalId: `${EXTERNAL_ID}-again`, inviteBy: "email" },
  });
  await db.$executeRaw`
    update pgboss.job set output = '{"message": "no mailbox zephyrine@quillfeather.example"}'
    where data->>'mailId' in (select id::text from mail_message where "to" = ${EMAIL})`;
}

/** What the partner sends of the person. */
export const sentBy = (assessment: string) => ({
  email: EMAIL,
  name: NAME,
  assessment,
  locale: "de",
  timeMultiplier: 1,
});

export function partnerActor({ id, orgId, slug }: { id: string; orgId: string; slug: string }): PartnerActor {
  const scopes = ["candidates:write", "candidates:read"];
  return { kind: "partner", partnerId: id, partnerSlug: slug, orgId, keyId: newId(), scopes };
}
