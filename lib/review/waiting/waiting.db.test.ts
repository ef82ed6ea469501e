import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import { failSubmission, finishSubmission } from "#lib/grading/commands.ts";
import { handleGradeAttempt } from "#lib/grading/jobs.ts";
import { findWaiting } from "#lib/grading/queries.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { listCandidates } from "../candidates/queries.ts";
import { getReport } from "../reports/queries.ts";
import { CandidateFilter } from "../schema.ts";

/** A worker that can judge these languages, or none. */
async function setWorker(languages: string[] | null) {
  await db.workerHeartbeat.deleteMany();
  const at = new Date();
  const list = ["python", "javascript"].map((id) => ({ id, name: id, on: languages?.includes(id) ?? false }));
  if (languages) {
    const facts = { startedAt: at, seenAt: at, selfTestAt: at, selfTestOk: true };
    await db.workerHeartbeat.create({ data: { id: "w", ...facts, sandbox: { languages: list } } });
  }
  // What the workers can do is remembered for a second.
  await pause(1_050);
}

test("a score that waits says for whom: no judge, no judge for the language, the judge, a failed judge, a person", async () => {
  const assessment = await makeAssessment();
  const staff = await makeStaff("manager", assessment.orgId);
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const [code, , written] = assessment.itemIds;
  const content = { language: "python", source: "print(4)" };
  await saveAnswer(actor, { attemptId, itemId: code }, { revision: 1, content });
  await saveAnswer(actor, { attemptId, itemId: written }, { revision: 1, content: { text: "Because." } });
  await submitAttempt(actor, attemptId);
  await handleGradeAttempt({ attemptId });
  const [submission] = await findWaiting(attemptId);
  const id = submission?.id ?? "";
  const seen = async () => {
    const report = await getReport(staff, attemptId);
    const { rows } = await listCandidates(staff, CandidateFilter.parse({}));
    return [rows[0]?.waiting, report.judgeNote, report.judged.unfinished];
  };

  await setWorker(null);
  expect(await seen()).toEqual([
    "judge_unavailable",
    expect.stringContaining("no running worker has a sandbox"),
    1,
  ]);
  await setWorker(["javascript"]);
  expect(await seen()).toEqual(["judge_unavailable", expect.stringContaining("unavailable for Python 3"), 1]);
  await setWorker(["python"]);
  expect(await seen()).toEqual(["judge", "", 1]);
  await failSubmission({ id, graderVersion: 1 }, "the box did not start");
  expect(await seen()).toEqual(["judge_failed", "", 1]);
  await db.submission.update({ where: { id }, data: { state: "queued", verdict: null } });
  await finishSubmission(id, 1, { verdict: "WA", points: 0 });
  expect(await seen()).toEqual(["reviewer", "", 0]);
});

test("a press on Run is told at once when nobody can judge it", async () => {
  const assessment = await makeAssessment();
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const body = { questionId: assessment.itemIds[0], language: "python", source: "print(4)" };
  await setWorker(["javascript"]);
  expect(await requestRun(actor, attemptId, body)).toMatchObject({ waitsFor: "language" });
  await setWorker(["python"]);
  expect(await requestRun(actor, attemptId, body)).not.toHaveProperty("waitsFor");
});
