import type { CodeDefinition } from "#lib/assessments/schema.ts";
import { ChoiceAnswer, CodeAnswer } from "#lib/assessments/schema.ts";
import { gradeAttempt, judgeRun } from "#lib/attempts/jobs.ts";
import { OWN_INPUT, type RunResult } from "#lib/attempts/runs/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { type JudgeFailure, reportBug, reportJudgeFailure } from "#lib/observability/report.ts";
import { log } from "#lib/platform/log.ts";
import { bindJob, type JobBinding, type JobMeta } from "#lib/platform/queue.ts";
import { defaultValidator } from "./check/default-validator.ts";
import {
  beginRun,
  beginSubmission,
  failSubmission,
  finishAttempt,
  finishRun,
  finishSubmission,
  type Grade,
} from "./commands.ts";
import { excerpt, type Judgement, judgeSubmission, type TestOutcome } from "./judge.ts";
import { languageById } from "./languages.ts";
import { findOpenRun, findTests, findWaiting, type OpenRun, type WaitingSubmission } from "./queries.ts";
import { scoreChoice, scoreCode } from "./rules.ts";
import type { Judge } from "./sandbox/detect.ts";

const ACTOR: Actor = { kind: "system", job: gradeAttempt.name };

/** The judge could not do its work this time: the queue tries again. */
class JudgeUnable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "JudgeUnable";
  }
}

/**
 * This room's jobs with their handlers. Without a sandbox there are none: the jobs wait on their queue, untouched, until
 * a worker that can judge takes them.
 * @param slots boxes of this worker: as many runs and gradings are taken at once, and a run's tests go first.
 */
export function gradingBindings(judge: Judge | { sandbox: null }, slots: number): JobBinding[] {
  if (!judge.sandbox) return [];
  return [
    bindJob(judgeRun, (payload, meta) => handleJudgeRun(judge, payload, meta), slots),
    bindJob(gradeAttempt, (payload, meta) => handleGradeAttempt(judge, payload, meta), slots),
  ];
}

/**
 * Grades what waits of an attempt, then the attempt. Delivered twice it finds nothing left to do.
 * @throws JudgeUnable while tries are left; afterwards the answer is marked failed, reported, and never scored.
 */
export async function handleGradeAttempt(
  judge: Judge,
  { attemptId }: { attemptId: string },
  meta: JobMeta,
): Promise<void> {
  let failure: unknown = null;
  for (const submission of await findWaiting(attemptId)) {
    try {
      await beginSubmission(submission.id);
      await finishSubmission(submission.id, submission.graderVersion, await grade(judge, submission));
    } catch (error) {
      failure ??= error;
      if (!meta.isLastTry) continue;
      await failSubmission(submission.id, (error as Error).message);
      reportFailure(error, { submissionId: submission.id, reason: "grading failed", facts: { attemptId } });
    }
  }
  if (failure && !meta.isLastTry) throw failure;
  if (await finishAttempt(ACTOR, attemptId)) log.info("attempt.graded", { attemptId });
}

async function grade(judge: Judge, submission: WaitingSubmission): Promise<Grade> {
  const { content, definition, maxPoints } = submission;
  if (content === null) return { verdict: null, points: 0, tests: [] };
  switch (definition.type) {
    case "text":
      return { verdict: null, points: null, tests: [] };
    case "choice": {
      const { choices } = ChoiceAnswer.parse(content);
      return { verdict: null, points: scoreChoice(maxPoints, definition, choices), tests: [] };
    }
    case "function":
    case "sql":
      throw new JudgeUnable(`no way yet to judge ${definition.type} questions`);
    case "code":
      return gradeCode(judge, submission, definition, CodeAnswer.parse(content));
  }
}

async function gradeCode(
  judge: Judge,
  submission: WaitingSubmission,
  definition: CodeDefinition,
  answer: CodeAnswer,
): Promise<Grade> {
  const tests = await findTests(submission.questionVersionId);
  const judgement = await judgeAnswer(judge, definition, answer, tests, "batch");
  const { verdict, compileOutput } = judgement;
  if (verdict === "CE")
    return { verdict, points: 0, tests: [], ...(compileOutput === undefined ? {} : { compileOutput }) };
  const results = tests.map((test, index) => ({ test, outcome: judgement.tests[index] }));
  const outcomes = results.flatMap(({ test, outcome }) => (outcome ? [{ ...outcome, ...pick(test) }] : []));
  return {
    verdict,
    points: scoreCode(submission.maxPoints, outcomes),
    tests: outcomes.map(({ testId, verdict, timeMs, memoryKb, stdout, stderr }) => ({
      testId,
      verdict,
      timeMs,
      memoryKb,
      stdout: stdout || null,
      stderr: stderr || null,
    })),
  };
}

function pick(test: { id: string; visibility: "sample" | "secret" }) {
  return { testId: test.id, visibility: test.visibility };
}

type StoredTest = { name: string; input: Uint8Array; answer: Uint8Array | null };

/** @throws JudgeUnable when there is no verdict on the answer, only on the judge. */
async function judgeAnswer(
  judge: Judge,
  definition: CodeDefinition,
  answer: CodeAnswer,
  tests: readonly StoredTest[],
  priority: "interactive" | "batch",
): Promise<Judgement> {
  const runtime = judge.runtimes.get(answer.language);
  if (!runtime)
    throw new JudgeUnable(`${languageById(answer.language)?.name ?? answer.language} is off on this worker`);
  const { timeSeconds, memoryMiB, outputKiB } = definition.limits;
  const judgement = await judgeSubmission(
    {
      tests,
      checker: defaultValidator(definition.validator),
      limits: { timeMs: timeSeconds * 1000, memoryMib: memoryMiB, outputKib: outputKiB },
      runtime,
      source: answer.source,
      priority,
    },
    judge.sandbox,
  );
  if (judgement.verdict === "JE") throw new JudgeUnable(judgement.reason ?? "the question has no tests");
  return judgement;
}

/** Judges one press on Run. @throws JudgeUnable while tries are left; afterwards the run says that the judge failed. */
export async function handleJudgeRun(
  judge: Judge,
  { runId }: { runId: string },
  meta: JobMeta,
): Promise<void> {
  const run = await findOpenRun(runId);
  if (!run) return;
  try {
    await beginRun(runId);
    const { verdict, result } = await judgeOpenRun(judge, run);
    await finishRun(runId, { state: "done", verdict, result });
  } catch (error) {
    if (!meta.isLastTry) throw error;
    // Whatever it was: a run that never ends would hold the candidate's place at Run for good.
    await finishRun(runId, { state: "failed", verdict: "JE", result: { tests: [] } });
    reportFailure(error, { runId, reason: "run failed" });
  }
}

/** After the last try. What is not the judge's own word is a bug, and is reported with its stack as well. */
function reportFailure(error: unknown, failure: JudgeFailure): void {
  const detail = (error as Error).message;
  reportJudgeFailure({ ...failure, facts: { ...failure.facts, detail } });
  if (!(error instanceof JudgeUnable)) reportBug(error, { where: `job ${failure.reason}` });
}

async function judgeOpenRun(
  judge: Judge,
  run: OpenRun,
): Promise<Pick<Judgement, "verdict"> & { result: RunResult }> {
  const tests: StoredTest[] =
    run.stdin === null
      ? await findTests(run.questionVersionId, "sample")
      : [{ name: OWN_INPUT, input: Buffer.from(run.stdin), answer: null }];
  const {
    verdict,
    tests: outcomes,
    compileOutput,
  } = await judgeAnswer(judge, run.definition, run, tests, "interactive");
  return {
    verdict,
    result: {
      tests: outcomes.map((outcome, index) => shown(outcome, tests[index]?.answer ?? null)),
      ...(compileOutput === undefined ? {} : { compileOutput }),
    },
  };
}

/** What a candidate sees of a sample or of their own input: all of it, for none of it is hidden. */
function shown({ name, verdict, timeMs, memoryKb, stdout, stderr }: TestOutcome, answer: Uint8Array | null) {
  const test = { name, verdict, timeMs, memoryKb, stdout, stderr };
  return answer === null ? test : { ...test, expected: excerpt(answer) };
}
