import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import { importUpload } from "#lib/assessments/imports/commands.ts";
import { getEvidence } from "#lib/assessments/library/queries.ts";
import { makePackage } from "#lib/assessments/packages/testing.ts";
import { recheckQuestion } from "#lib/assessments/questions/commands.ts";
import { getQuestion } from "#lib/assessments/questions/queries.ts";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { gradeAnswer, gradeAttempt, judgeRun } from "#lib/attempts/jobs.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import { getRun } from "#lib/attempts/runs/queries.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import { handleExpireAttempts } from "#lib/attempts/submissions/jobs.ts";
import { db } from "#lib/platform/db.ts";
import { holdPresence } from "#lib/platform/presence.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { beginRun, beginSubmission, finishRun, finishSubmission, keepResults } from "../commands.ts";
import { handleGradeAnswer, handleGradeAttempt } from "../jobs.ts";
import { findTests, findWaiting } from "../queries.ts";
import type { Judge } from "../sandbox/detect.ts";
import { sweepJudging } from "./commands.ts";
import { MAX_CRASHES } from "./rules.ts";

/* No worker runs here: what one would leave behind is written as it would, and the sweep is called by hand. */

const ALIVE = "worker-that-lives";
const DEAD = "worker-that-died";
const BODY = { language: "python", source: "print(2 * int(input()))\n" };

let assessment: TestAssessment;
let presence: { stop: () => Promise<void> };

beforeAll(async () => {
  assessment = await makeAssessment();
  presence = await holdPresence(ALIVE);
});
afterAll(() => presence.stop());

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId, deadlineAt } = await startAttempt(actor, invitationId);
  return { actor, attemptId, deadlineAt: new Date(deadlineAt) };
}

/** An answer whose attempt was taken up: it waits for the judge. */
async function waiting() {
  const { actor, attemptId } = await started();
  const itemId = assessment.itemIds[0];
  await saveAnswer(actor, { attemptId, itemId }, { revision: 1, content: BODY });
  await submitAttempt(actor, attemptId);
  await db.$executeRaw`delete from pgboss.job where name = ${gradeAttempt.name} and id = ${attemptId}::uuid`;
  await handleGradeAttempt({ attemptId });
  const [submission] = await findWaiting(attemptId);
  if (!submission) throw new Error("nothing waits");
  return submission;
}

/** What a worker's lane does as it takes a job. */
async function take(queue: string, id: string, secondsAgo: number) {
  await db.$executeRaw`
    update pgboss.job set state = 'active', started_on = now() - make_interval(secs => ${secondsAgo}::float8)
    where name = ${queue} and id = ${id}::uuid`;
}

async function jobOf(queue: string, id: string) {
  const rows = await db.$queryRaw<{ state: string; priority: number; group: string | null }[]>`
    select state::text, priority, group_id as "group" from pgboss.job where name = ${queue} and id = ${id}::uuid`;
  return rows[0];
}

const stateOf = async (id: string) => (await db.submission.findUniqueOrThrow({ where: { id } })).state;

describe("a submission", () => {
  test("in the hands of a live worker is left alone; of a dead one it waits again, where it stood", async () => {
    const submission = await waiting();
    const { id } = submission;
    const before = await jobOf(gradeAnswer.name, id);
    expect(before).toMatchObject({ state: "created", group: "python" });
    await take(gradeAnswer.name, id, 30);
    await beginSubmission(submission, ALIVE);
    await sweepJudging();
    expect([await stateOf(id), (await jobOf(gradeAnswer.name, id))?.state]).toEqual(["running", "active"]);
    await beginSubmission(submission, DEAD);
    await sweepJudging();
    expect(await stateOf(id)).toBe("queued");
    expect(await jobOf(gradeAnswer.name, id)).toEqual(before);
  });

  test("over which workers keep dying is the judge's failure; one that gets on is not", async () => {
    const submission = await waiting();
    const { id, questionVersionId } = submission;
    const die = async () => {
      await take(gradeAnswer.name, id, 30);
      await beginSubmission(submission, DEAD);
      await sweepJudging();
    };
    for (let crash = 0; crash < MAX_CRASHES; crash++) await die();
    const [test] = await findTests(questionVersionId);
    const result = {
      verdict: "AC",
      timeMs: 1,
      memoryKb: null,
      score: null,
      stdout: null,
      stderr: null,
    } as const;
    await keepResults({ ...submission, crashes: MAX_CRASHES }, [{ ...result, testId: test?.id ?? "" }]);
    for (let crash = 0; crash < MAX_CRASHES; crash++) await die();
    expect(await stateOf(id)).toBe("queued");
    await die();
    const { state, verdict, points } = await db.submission.findUniqueOrThrow({ where: { id } });
    expect({ state, verdict, points }).toEqual({ state: "failed", verdict: "JE", points: null });
  });

  test("whose job was lost, or spent its tries with its worker, gets another", async () => {
    const submission = await waiting();
    const { id } = submission;
    await beginSubmission(submission, DEAD);
    await db.$executeRaw`update pgboss.job set state = 'failed' where name = ${gradeAnswer.name} and id = ${id}::uuid`;
    await sweepJudging();
    expect([await stateOf(id), await jobOf(gradeAnswer.name, id)]).toMatchObject([
      "queued",
      { state: "created", group: "python" },
    ]);
  });
});

test("an attempt whose worker died between its last answer and its score is graded", async () => {
  const bySweep = await waiting();
  await finishSubmission(bySweep.id, 1, { verdict: "AC", points: 10 });
  await sweepJudging();
  const byJob = await waiting();
  await finishSubmission(byJob.id, 1, { verdict: "AC", points: 10 });
  const meta = { id: "job", retry: 1, isLastTry: false, signal: new AbortController().signal };
  // It judges nothing any more, so it needs no judge.
  await handleGradeAnswer({} as Judge, { submissionId: byJob.id }, meta, ALIVE);
  const id = { in: [bySweep.attemptId, byJob.attemptId] };
  expect(await db.attempt.count({ where: { id, state: "graded" } })).toBe(2);
  expect(await db.auditEvent.count({ where: { action: "attempt.graded", subjectId: id } })).toBe(2);
});

describe("a run", () => {
  test("that waits too long is credited while it waits, and the attempt does not end before", async () => {
    const { actor, attemptId, deadlineAt } = await started();
    const { runId } = await requestRun(actor, attemptId, { questionId: assessment.itemIds[0], ...BODY });
    await db.run.update({ where: { id: runId }, data: { createdAt: new Date(Date.now() - 61_000) } });
    await sweepJudging();
    const view = await getRun(actor, { attemptId, runId });
    expect(view.creditSeconds).toBeGreaterThanOrEqual(61);
    const moved = (Date.parse(view.deadlineAt) - deadlineAt.getTime()) / 1000;
    expect(moved).toBeGreaterThanOrEqual(61);
    expect(moved).toBeLessThan(64);
    await sweepJudging();
    expect(await db.timeCredit.count({ where: { attemptId } })).toBe(1);
    await handleExpireAttempts();
    expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe("in_progress");
  });

  test("of a dead worker is taken up again; in the end it is the judge's failure, and frees its place", async () => {
    const { actor, attemptId } = await started();
    const { runId } = await requestRun(actor, attemptId, { questionId: assessment.itemIds[0], ...BODY });
    for (let crash = 0; crash <= MAX_CRASHES; crash++) {
      expect((await getRun(actor, { attemptId, runId })).state).toBe("queued");
      await take(judgeRun.name, runId, 30);
      await beginRun(runId, DEAD);
      await sweepJudging();
    }
    expect(await getRun(actor, { attemptId, runId })).toMatchObject({ state: "failed", verdict: "JE" });
    expect(await db.timeCredit.count({ where: { attemptId, sourceId: runId } })).toBe(1);
  });

  test("that fails again and again gives time back twice for a question, and once for a source", async () => {
    const { actor, attemptId } = await started();
    const itemId = assessment.itemIds[0];
    const fail = async (source: string) => {
      const { runId } = await requestRun(actor, attemptId, { questionId: itemId, ...BODY, source });
      await db.run.update({ where: { id: runId }, data: { createdAt: new Date(Date.now() - 5_000) } });
      await beginRun(runId, DEAD);
      await finishRun(runId, { state: "failed", verdict: "JE", result: { tests: [] } });
      return db.timeCredit.count({ where: { attemptId } });
    };
    expect(await fail("print(1)")).toBe(1);
    expect(await fail("print(1)")).toBe(1);
    expect(await fail("print(2)")).toBe(2);
    expect(await fail("print(3)")).toBe(2);
  });

  test("that waits behind another one of the same candidate is not given back", async () => {
    const { actor, attemptId } = await started();
    const body = { questionId: assessment.itemIds[0], ...BODY };
    const first = await requestRun(actor, attemptId, body);
    const second = await requestRun(actor, attemptId, body);
    await db.run.updateMany({ where: { attemptId }, data: { createdAt: new Date(Date.now() - 61_000) } });
    await db.run.update({
      where: { id: first.runId },
      data: { state: "running", startedAt: new Date(Date.now() - 60_000) },
    });
    await beginRun(second.runId, DEAD);
    await finishRun(second.runId, { state: "done", verdict: "AC", result: { tests: [] } });
    expect(await db.timeCredit.count({ where: { attemptId } })).toBe(0);
  });
});

describe("a question's check", () => {
  const lose = (state: string, id: string) => db.$executeRaw`
    update pgboss.job set state = ${state}::pgboss.job_state
    where name = ${checkQuestion.name} and data->>'questionVersionId' = ${id}`;

  test("that was lost with its tries ends with that as the reason, and can be asked for again", async () => {
    const actor = await makeStaff();
    const { questionId, questionVersionId } = await importUpload(actor, makePackage(), "twice.zip");
    const gate = async () => (await getQuestion(actor, questionId)).version.gate;
    await sweepJudging();
    expect(await gate()).toBe("checking");
    await lose("failed", questionVersionId);
    await sweepJudging();
    expect(await gate()).toBe("refused");
    const { report } = await getEvidence(actor, questionVersionId);
    expect(report?.reasons).toEqual([expect.stringContaining("Check it again")]);
    await recheckQuestion(actor, questionId);
    await sweepJudging();
    expect(await gate()).toBe("checking");
  });

  test("whose job is gone gets another", async () => {
    const { questionVersionId: id } = await importUpload(await makeStaff(), makePackage(), "twice.zip");
    await db.$executeRaw`delete from pgboss.job where name = ${checkQuestion.name}`;
    await sweepJudging();
    expect(await lose("active", id)).toBe(1);
  });
});

describe("fairness", () => {
  test("first answers and first presses of everybody come before second ones", async () => {
    const { actor, attemptId } = await started();
    const body = { questionId: assessment.itemIds[0], ...BODY };
    const first = await requestRun(actor, attemptId, body);
    const second = await requestRun(actor, attemptId, body);
    const other = await started();
    const third = await requestRun(other.actor, other.attemptId, body);
    const places = await Promise.all([first, second, third].map(({ runId }) => jobOf(judgeRun.name, runId)));
    const [mine = 0, mineAgain = 0, theirs = 0] = places.map((job) => job?.priority ?? 0);
    expect(mineAgain).toBeLessThan(theirs);
    expect(mineAgain).toBeLessThan(mine);
  });
});
