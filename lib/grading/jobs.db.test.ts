import { beforeAll, describe, expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import { getRun } from "#lib/attempts/runs/queries.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import { db } from "#lib/platform/db.ts";
import { HandBack } from "#lib/platform/queue.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";
import { makeStaff } from "#prisma/factories.ts";
import { keepResults } from "./commands.ts";
import { handleGradeAnswer, handleGradeAttempt, handleJudgeRun } from "./jobs.ts";
import { findTests, findWaiting } from "./queries.ts";
import { regradeAttempt } from "./regrades/commands.ts";
import { findLastRegrade } from "./regrades/queries.ts";
import type { Judge } from "./sandbox/detect.ts";
import { holdJudge } from "./sandbox/hold-judge.ts";
import { SandboxFailure } from "./sandbox/types.ts";

const { signal } = new AbortController();
const FIRST = { id: "job", retry: 0, isLastTry: false, signal };
const LAST = { id: "job", retry: 3, isLastTry: true, signal };
const WORKER = "worker-of-this-test";
/** Doubles numbers; passes the sample, and the secret test, whose input is no number, only if told to. */
const HALF_RIGHT = "print(2 * int(input()))\n";
const RIGHT = "line = input()\nprint('SECRETOUT' if line == 'SECRETIN' else 2 * int(line))\n";

let assessment: TestAssessment;
const judge = holdJudge(2);

beforeAll(async () => {
  assessment = await makeAssessment();
});

async function started() {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  return { actor, attemptId };
}

async function handedIn(
  source: string | null,
  choices = ["b"],
  text: string | null = "Because of this and that.",
) {
  const { actor, attemptId } = await started();
  const [code, choice, written] = assessment.itemIds;
  const save = (itemId: string, content: unknown) =>
    saveAnswer(actor, { attemptId, itemId }, { revision: 1, content });
  if (source !== null) await save(code, { language: "python", source });
  await save(choice, { choices });
  if (text !== null) await save(written, { text });
  await submitAttempt(actor, attemptId);
  return attemptId;
}

function load(attemptId: string) {
  return db.attempt.findUniqueOrThrow({
    where: { id: attemptId },
    include: {
      submissions: {
        orderBy: { item: { ordinal: "asc" } },
        include: { results: { include: { test: true } } },
      },
    },
  });
}

/** What the queue does with an attempt: it is taken up, and then each of its answers. */
async function grade(judge: Judge, attemptId: string, meta: typeof FIRST) {
  await handleGradeAttempt({ attemptId });
  for (const { id } of await findWaiting(attemptId))
    await handleGradeAnswer(judge, { submissionId: id }, meta, WORKER);
}

/** A judge whose boxes do not start. */
const broken = (): Judge => ({
  ...judge,
  sandbox: Object.assign(Object.create(judge.sandbox), {
    prepare: () => Promise.reject(new SandboxFailure("the box did not start")),
  }),
});

describe("grading an attempt", () => {
  test("judges code with every test, scores choices by the key, and leaves writing to a reviewer", async () => {
    const attemptId = await handedIn(RIGHT);
    await grade(judge, attemptId, FIRST);
    const attempt = await load(attemptId);
    expect(attempt.state).toBe("graded");
    expect([attempt.points?.toNumber(), attempt.maxPoints?.toNumber()]).toEqual([20, 20]);
    expect(
      attempt.submissions.map(({ state, verdict, points }) => [state, verdict, points?.toNumber() ?? null]),
    ).toEqual([
      ["done", "AC", 10],
      ["done", null, 10],
      ["done", null, null],
    ]);
    expect(
      attempt.submissions[0]?.results.map(({ test: { name }, verdict }) => [name, verdict]).sort(),
    ).toEqual([
      ["sample/01-two", "AC"],
      ["secret/01-big", "AC"],
    ]);
  });

  test("gives nothing for what fails, does not compile, or was left empty", async () => {
    const outcomes = [];
    for (const source of [HALF_RIGHT, "print('", null]) {
      const attemptId = await handedIn(source, ["a"], null);
      await grade(judge, attemptId, FIRST);
      const { state, points, maxPoints, submissions } = await load(attemptId);
      outcomes.push([state, points?.toNumber(), maxPoints?.toNumber(), submissions[0]?.verdict]);
    }
    expect(outcomes).toEqual([
      ["graded", 0, 30, "RTE"],
      ["graded", 0, 30, "CE"],
      ["graded", 0, 30, null],
    ]);
  });

  test("delivered twice, also at once, is done once", async () => {
    const attemptId = await handedIn(RIGHT);
    await Promise.all([1, 2].map(() => grade(judge, attemptId, FIRST)));
    await grade(judge, attemptId, LAST);
    const attempt = await load(attemptId);
    expect(attempt.submissions[0]?.results).toHaveLength(2);
    const graded = await db.auditEvent.count({ where: { action: "attempt.graded", subjectId: attemptId } });
    expect(graded).toBe(1);
  });

  test("that the judge fails at is tried again, then waits unscored, and can be queued again", async () => {
    const attemptId = await handedIn(RIGHT);
    await expect(grade(broken(), attemptId, FIRST)).rejects.toThrow("did not start");
    expect((await load(attemptId)).submissions.map(({ state }) => state)).toEqual([
      "running",
      "done",
      "done",
    ]);
    await grade(broken(), attemptId, LAST);
    const failed = await load(attemptId);
    expect([failed.state, failed.submissions[0]?.state, failed.submissions[0]?.verdict]).toEqual([
      "submitted",
      "failed",
      "JE",
    ]);
    const manager = await makeStaff("manager", assessment.orgId);
    const again = { attemptId, scope: "unfinished" as const, why: "The boxes start again." };
    expect(await regradeAttempt(manager, again)).toBe(1);
    await grade(judge, attemptId, FIRST);
    expect((await load(attemptId)).points?.toNumber()).toBe(20);
    await expect(regradeAttempt(manager, again)).rejects.toMatchObject({ code: "conflict" });
    await expect(regradeAttempt(await makeStaff(), again)).rejects.toMatchObject({ code: "not_found" });
  });

  test.each(["all", "unfinished"] as const)(
    "that fails for good while somebody has it judged again (%s) leaves the new grading alone",
    async (scope) => {
      const attemptId = await handedIn(RIGHT);
      await handleGradeAttempt({ attemptId });
      const [submission] = await findWaiting(attemptId);
      const manager = await makeStaff("manager", assessment.orgId);
      const prepare = async () => {
        await regradeAttempt(manager, { attemptId, scope, why: "The box hangs." });
        throw new SandboxFailure("the box did not start");
      };
      const slow = { ...judge, sandbox: Object.assign(Object.create(judge.sandbox), { prepare }) };
      await handleGradeAnswer(slow, { submissionId: submission?.id ?? "" }, LAST, WORKER);
      expect((await load(attemptId)).submissions[0]).toMatchObject({ state: "queued", verdict: null });
      await grade(judge, attemptId, FIRST);
      expect((await load(attemptId)).points?.toNumber()).toBe(20);
    },
  );

  test("taken up after a crash goes on where the tests stand", async () => {
    const attemptId = await handedIn(RIGHT);
    await handleGradeAttempt({ attemptId });
    const [submission] = await findWaiting(attemptId);
    if (!submission) throw new Error("nothing waits");
    const [, secret] = await findTests(submission.questionVersionId);
    const kept = {
      testId: secret?.id ?? "",
      verdict: "TLE",
      timeMs: 77,
      memoryKb: null,
      score: null,
    } as const;
    // Half a character, which the database refuses, does not lose the result.
    await keepResults(submission, [{ ...kept, stdout: null, stderr: null, detail: { reason: "\ud83d" } }]);
    await handleGradeAnswer(judge, { submissionId: submission.id }, FIRST, WORKER);
    const { submissions } = await load(attemptId);
    expect(submissions[0]).toMatchObject({ state: "done", verdict: "TLE" });
    expect(submissions[0]?.results.find((row) => row.testId === kept.testId)).toMatchObject({ timeMs: 77 });
    expect(submissions[0]?.results).toHaveLength(2);
  });

  test("stops where it is when the worker must, and keeps what it has", async () => {
    const attemptId = await handedIn(RIGHT);
    await handleGradeAttempt({ attemptId });
    const [submission] = await findWaiting(attemptId);
    const stopping = { ...FIRST, signal: AbortSignal.abort(new HandBack("the worker stops")) };
    const target = { submissionId: submission?.id ?? "" };
    await expect(handleGradeAnswer(judge, target, stopping, WORKER)).rejects.toBeInstanceOf(HandBack);
    const { submissions, state } = await load(attemptId);
    expect([state, submissions[0]?.state]).toEqual(["submitted", "running"]);
    expect(submissions[0]?.results.length).toBeGreaterThan(0);
    await handleGradeAnswer(judge, target, FIRST, WORKER);
    expect((await load(attemptId)).state).toBe("graded");
  });

  test("judged again as a whole takes the score back, keeps the old results, and says who and why", async () => {
    const attemptId = await handedIn(RIGHT);
    await grade(judge, attemptId, FIRST);
    const manager = await makeStaff("manager", assessment.orgId);
    const why = "The time limit was too short.";
    expect(await regradeAttempt(manager, { attemptId, scope: "all", why })).toBe(1);
    const taken = await load(attemptId);
    expect([taken.state, taken.points, taken.submissions[0]?.state]).toEqual(["submitted", null, "queued"]);
    await grade(judge, attemptId, FIRST);
    expect(await findLastRegrade(assessment.orgId, attemptId)).toMatchObject({
      why,
      answers: 1,
      before: { points: 20 },
    });
    const again = await load(attemptId);
    expect([again.state, again.points?.toNumber()]).toEqual(["graded", 20]);
    expect(again.submissions[0]?.results.map((row) => row.graderVersion).toSorted()).toEqual([1, 1, 2, 2]);
    const where = { action: "attempt.regraded", subjectId: attemptId };
    expect(await db.auditEvent.findFirst({ where })).toMatchObject({
      actorId: manager.userId,
      data: { why, scope: "all", before: { points: "20.00" } },
    });
  });
});

describe("a run", () => {
  async function run(source: string, stdin?: string) {
    const { actor, attemptId } = await started();
    const body = { questionId: assessment.itemIds[0], language: "python", source, stdin };
    const { runId } = await requestRun(actor, attemptId, body);
    return { runId, read: () => getRun(actor, { attemptId, runId }) };
  }

  test("shows the samples with what was expected, and nothing of the hidden tests", async () => {
    const { runId, read } = await run("print(3)");
    await handleJudgeRun(judge, { runId }, FIRST, WORKER);
    const view = await read();
    expect(view).toMatchObject({ state: "done", verdict: "WA" });
    expect(view.tests).toEqual([
      expect.objectContaining({ name: "01-two", verdict: "WA", stdout: "3\n", expected: "4\n" }),
    ]);
    expect(JSON.stringify(view)).not.toContain("SECRET");
  });

  test("on own input shows what the program said, compared with nothing", async () => {
    const { runId, read } = await run("print(input()[::-1])", "abc\n");
    await handleJudgeRun(judge, { runId }, FIRST, WORKER);
    expect(await read()).toMatchObject({
      verdict: "AC",
      tests: [{ name: "own input", verdict: "AC", stdout: "cba\n" }],
    });
  });

  test("that does not compile shows the compiler's words", async () => {
    const { runId, read } = await run("print('");
    await handleJudgeRun(judge, { runId }, FIRST, WORKER);
    expect(await read()).toMatchObject({
      verdict: "CE",
      tests: [],
      compileOutput: expect.stringContaining("SyntaxError"),
    });
  });

  test("that the judge fails at ends as the judge's failure, and the place at Run is free again", async () => {
    const { runId, read } = await run("print(4)");
    await expect(handleJudgeRun(broken(), { runId }, FIRST, WORKER)).rejects.toThrow("did not start");
    expect((await read()).state).toBe("running");
    await handleJudgeRun(broken(), { runId }, LAST, WORKER);
    expect(await read()).toMatchObject({ state: "failed", verdict: "JE" });
  });
});
