import { expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { PART_BYTES } from "#lib/attempts/files/schema.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { writeJournal } from "#lib/auth/journal.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeAssessmentOf, makeCandidate } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { ARCHIVE, DRAWING, pdfOf, takeFileSeat } from "#prisma/file-samples.ts";
import { getHeld } from "../held/queries.ts";
import { downloadMyData } from "./queries.ts";

async function copyOf(actor: CandidateActor): Promise<string> {
  let text = "";
  for await (const part of await downloadMyData(actor)) text += part;
  return text;
}

test("one's own data is one JSON text: whole, one's own alone, and without tests, keys and reviewers' words", async () => {
  const assessment = await makeAssessment();
  const { actor, invitationId } = await makeCandidate(assessment);
  const other = await makeCandidate(assessment);
  const [code, , written] = assessment.itemIds;
  const { attemptId } = await startAttempt(actor, invitationId);
  const events = [{ id: newId(), kind: "paste" as const, at: new Date().toISOString() }];
  const content = { language: "python", source: "print('mine')" };
  await saveAnswer(actor, { attemptId, itemId: code }, { revision: 1, content, events });
  const text = { text: "„Äußerst“ knapp \u{1F600}" };
  await saveAnswer(actor, { attemptId, itemId: written }, { revision: 1, content: text });
  const { receipt } = await submitAttempt(actor, attemptId);
  const staff = await makeStaff("owner", assessment.orgId);
  await db.review.create({
    data: { attemptId, itemId: written, reviewerId: staff.userId, points: 3, comment: "REVIEWERS-WORDS" },
  });
  const their = await startAttempt(other.actor, other.invitationId);
  const target = { attemptId: their.attemptId, itemId: code };
  await saveAnswer(other.actor, target, { revision: 1, content: { ...content, source: "OTHERS-WORK" } });
  const tried = { durationMs: 1, requestId: newId(), userAgent: "Browser" };
  const { email, userId } = actor;
  const mine = { ...tried, userId, outcome: "signed_in" as const, reason: "code", ip: "198.51.100.7" };
  await writeJournal({ email, ...mine });
  await writeJournal({ email, ...mine, outcome: "invalid_credentials", reason: "wrong", ip: "192.0.2.99" });

  const copy = await copyOf(actor);
  expect(copy).not.toMatch(/SECRETIN|SECRETOUT|SECRETRUBRIC|REVIEWERS-WORDS|OTHERS-WORK|192\.0\.2\.99/);
  expect(copy).not.toContain(other.actor.email);
  const data = JSON.parse(copy);
  expect(data).toMatchObject({
    format: "assay-my-data/1",
    account: { email, name: "Ada Lindt" },
    signIns: [{ outcome: "invalid_credentials" }, { outcome: "signed_in", ip: "198.51.100.7" }],
    applications: [
      {
        organisation: "Northwind",
        invitations: [{ id: invitationId, assessment: "Backend screen" }],
        attempts: [
          {
            id: attemptId,
            receipt,
            result: { state: "not_shared" },
            answers: [
              { handedIn: content, versions: [{ revision: 1, content }] },
              { saved: null, handedIn: null, versions: [] },
              { saved: { revision: 1, content: text }, handedIn: text },
            ],
            recorded: [{ kind: "paste" }],
          },
        ],
      },
    ],
  });
});

test("a long history comes whole, in its order", async () => {
  const assessment = await makeAssessment();
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const itemId = assessment.itemIds[0];
  const content = { language: "python", source: "1" };
  await saveAnswer(actor, { attemptId, itemId }, { revision: 1, content });
  const { id: answerId } = await db.answer.findFirstOrThrow({ where: { attemptId } });
  const more = Array.from({ length: 44 }, (_, index) => index + 2);
  for (const revision of more)
    await db.answerRevision.create({ data: { answerId, revision, content, savedAt: new Date() } });
  const { applications } = JSON.parse(await copyOf(actor));
  const { versions } = applications[0].attempts[0].answers[0];
  expect(versions.map(({ revision }: { revision: number }) => revision)).toEqual([1, ...more]);
  expect((await getHeld(actor)).applications).toMatchObject([
    { running: true, mayWithdraw: true, counts: { answers: 1, revisions: 45 } },
  ]);
});

test("files come along with their content", async () => {
  const seat = await takeFileSeat(await makeAssessmentOf(DRAWING, ARCHIVE));
  const content = pdfOf(PART_BYTES + 100);
  const { fileId, sha256 } = await seat.upload("plan.pdf", content);
  await seat.save(1, fileId);
  const { applications } = JSON.parse(await copyOf(seat.actor));
  const [file] = applications[0].attempts[0].files;
  expect(file).toMatchObject({ question: { ordinal: 1 }, name: "plan.pdf", bytes: content.length, sha256 });
  expect(Buffer.from(file.content, "base64").equals(content)).toBe(true);
});

test("five copies an hour, and no sixth", async () => {
  const { actor } = await makeCandidate(await makeAssessment());
  for (let copy = 0; copy < 5; copy++) await downloadMyData(actor);
  await expect(downloadMyData(actor)).rejects.toMatchObject({ code: "throttled" });
});
