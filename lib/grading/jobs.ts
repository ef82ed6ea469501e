import { showExpected } from "#lib/assessments/functions/cases.ts";
import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import { showsSamples } from "#lib/assessments/rules.ts";
import type { Definition } from "#lib/assessments/schema.ts";
import { languageOf } from "#lib/attempts/answers/rules.ts";
import { gradeAnswer, gradeAttempt, judgeRun, runGroup } from "#lib/attempts/jobs.ts";
import { OWN_INPUT, type RunResult, type RunTest } from "#lib/attempts/runs/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { isOutage, type JudgeFailure, reportFault, reportJudgeFailure } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { log } from "#lib/platform/log.ts";
import { bindJob, HandBack, type JobBinding, type JobMeta } from "#lib/platform/queue.ts";
import {
  beginRun,
  beginSubmission,
  failSubmission,
  finishAttempt,
  finishRun,
  finishSubmission,
  keepResults,
  queueAnswers,
  type TestGrade,
} from "./commands.ts";
import { handleCheckQuestion } from "./gate/jobs.ts";
import { gradeByKey, gradeCode, JudgeUnable, judgeProgram, type ProgramTest } from "./grade.ts";
import { excerpt, type Judgement, type TestOutcome } from "./judge.ts";
import { LANGUAGES } from "./languages.ts";
import {
  findAttemptOf,
  findOpenRun,
  findResults,
  findTests,
  findWaiting,
  findWaitingSubmission,
  type OpenRun,
  type WaitingSubmission,
} from "./queries.ts";
import type { Judge } from "./sandbox/detect.ts";

const ACTOR: Actor = { kind: "system", job: gradeAttempt.name };
/** A long grading keeps what it has found out this often: what a worker loses when it is killed is less than that. */
const KEEP_EVERY_MS = 250;
const KEEP_AT_MOST = 25;
/** Why an answer has no grade, where the judge itself has a fault. */
const OWN_FAULT = "The judge failed at this answer through a fault of its own, which has been reported.";

/**
 * This room's jobs with their handlers. Without a sandbox there is only what needs none: code waits on its queue,
 * untouched, until a worker that can judge takes it; and so it does per language.
 * @param slots boxes of this worker: as many runs and gradings are taken at once, and a run's tests go first.
 * @param worker this worker's name, by which others see whether it lives.
 */
export function gradingBindings(
  judge: Judge | { sandbox: null },
  slots: number,
  worker: string,
): JobBinding[] {
  const always = [bindJob(gradeAttempt, handleGradeAttempt)];
  if (!judge.sandbox) return always;
  const all = LANGUAGES.map(({ id }) => id);
  const missing = all.filter((id) => !judge.runtimes.has(id));
  const practised = (ids: readonly string[]) => ids.map((language) => runGroup({ language, practice: true }));
  const run = (payload: { runId: string }, meta: JobMeta) => handleJudgeRun(judge, payload, meta, worker);
  return [
    ...always,
    bindJob(judgeRun, run, slots, [...missing, ...practised(all)]),
    // Lanes beside the others, and in the boxes behind them: nobody's clock waits for a practice.
    bindJob(judgeRun, run, Math.max(1, Math.floor(slots / 2)), [...all, ...practised(missing)]),
    bindJob(gradeAnswer, (payload, meta) => handleGradeAnswer(judge, payload, meta, worker), slots, missing),
    bindJob(checkQuestion, (payload, meta) => handleCheckQuestion(judge, payload, meta)),
  ];
}

/**
 * Takes up an attempt: what a key can score is scored, the rest is queued, one job an answer. Delivered twice it finds
 * nothing left to do.
 */
export async function handleGradeAttempt({
  attemptId,
  background,
}: {
  attemptId: string;
  background?: boolean;
}): Promise<void> {
  const waiting = await findWaiting(attemptId);
  const forJudge = waiting.filter((it) => languageOf(it.definition, it.content) !== null);
  for (const submission of waiting.filter((it) => !forJudge.includes(it))) {
    await finishSubmission(submission.id, submission.graderVersion, gradeByKey(submission));
  }
  await queueAnswers(forJudge, now(), background);
  await concludeAttempt(attemptId);
}

/** For an answer that is graded already: whoever graded it may have died before the attempt was. */
async function concludeAttemptOf(submissionId: string): Promise<void> {
  const attemptId = await findAttemptOf(submissionId);
  if (attemptId) await concludeAttempt(attemptId);
}

async function concludeAttempt(attemptId: string): Promise<void> {
  if (await finishAttempt(ACTOR, attemptId)) log.info("attempt.graded", { attemptId });
}

/**
 * Grades one answer, then the attempt if it was the last. Delivered twice, or taken up after a crash, it goes on where
 * the tests stand.
 * @throws JudgeUnable while tries are left; afterwards the answer is marked failed, reported, and never scored.
 * @throws HandBack when the worker stops.
 */
export async function handleGradeAnswer(
  judge: Judge,
  { submissionId }: { submissionId: string },
  meta: JobMeta,
  worker: string,
): Promise<void> {
  const submission = await findWaitingSubmission(submissionId);
  if (!submission || !(await beginSubmission(submission, worker))) return concludeAttemptOf(submissionId);
  const language = languageOf(submission.definition, submission.content);
  try {
    assertJudges(judge, language);
    const grade = language === null ? gradeByKey(submission) : await gradeKept(judge, submission, meta);
    await finishSubmission(submissionId, submission.graderVersion, grade);
  } catch (error) {
    if (error instanceof HandBack || !meta.isLastTry) throw error;
    // The words of a bug are for its report: they may quote whatever it broke over.
    const words = error instanceof JudgeUnable ? error.message : OWN_FAULT;
    if (!(await failSubmission(submission, words, worker))) return;
    const facts = { attemptId: submission.attemptId };
    reportFailure(error, { submissionId, reason: "grading failed", facts });
    return;
  }
  await concludeAttempt(submission.attemptId);
}

/** A language that this worker's own release does not know: a newer worker's work. */
function assertJudges(judge: Judge, language: string | null): void {
  if (language === null || judge.runtimes.has(language)) return;
  throw new HandBack(`${language} is not on this worker`);
}

/** Grades, keeping each test's result as it comes. */
async function gradeKept(judge: Judge, submission: WaitingSubmission, { signal }: JobMeta) {
  const tests = await findTests(submission.questionVersionId);
  const kept = await findResults(submission.id, submission.graderVersion);
  let fresh: TestGrade[] = [];
  // The first result is kept at once: it shows that this answer kills nobody.
  let keptAt = Number.NEGATIVE_INFINITY;
  const keep = async () => {
    const results = fresh;
    fresh = [];
    keptAt = performance.now();
    await keepResults(submission, results);
  };
  try {
    return await gradeCode(judge, submission, tests, {
      kept,
      onResult: async (result) => {
        fresh.push(result);
        signal.throwIfAborted();
        if (fresh.length >= KEEP_AT_MOST || performance.now() - keptAt >= KEEP_EVERY_MS) await keep();
      },
    });
  } finally {
    await keep();
  }
}

/**
 * Judges one press on Run.
 * @throws JudgeUnable while tries are left; afterwards the run says that the judge failed. HandBack when the worker stops.
 */
export async function handleJudgeRun(
  judge: Judge,
  { runId }: { runId: string },
  meta: JobMeta,
  worker: string,
): Promise<void> {
  await beginRun(runId, worker);
  const run = await findOpenRun(runId);
  if (!run) return;
  try {
    assertJudges(judge, run.language);
    const { verdict, result } = await judgeOpenRun(judge, run, meta.signal);
    await finishRun(runId, { state: "done", verdict, result });
  } catch (error) {
    if (error instanceof HandBack || !meta.isLastTry) throw error;
    // Whatever it was: a run that never ends would hold the candidate's place at Run for good.
    await finishRun(runId, { state: "failed", verdict: "JE", result: { tests: [] } });
    reportFailure(error, { runId, reason: "run failed" });
  }
}

/**
 * After the last try. What is not the judge's own word is reported with its stack as well: a bug, or an outage. Of a Run
 * that an outage ended nothing is left to do; an answer waits for somebody to have it judged again.
 */
function reportFailure(error: unknown, failure: JudgeFailure): void {
  const detail = (error as Error).message;
  if (failure.submissionId || !isOutage(error))
    reportJudgeFailure({ ...failure, facts: { ...failure.facts, detail } });
  if (!(error instanceof JudgeUnable)) reportFault(error, { where: `job ${failure.reason}` });
}

async function judgeOpenRun(
  judge: Judge,
  run: OpenRun,
  signal: AbortSignal,
): Promise<Pick<Judgement, "verdict"> & { result: RunResult }> {
  const tests: ProgramTest[] =
    run.stdin === null
      ? await findTests(run.questionVersionId, "sample")
      : [{ name: OWN_INPUT, input: Buffer.from(run.stdin), answer: null }];
  const {
    verdict,
    tests: outcomes,
    compileOutput,
  } = await judgeProgram(
    judge,
    run.definition,
    run,
    tests,
    {
      priority: run.practice ? "batch" : "interactive",
      scope: run.attemptId,
      questionVersionId: run.questionVersionId,
    },
    {
      onTest: () => signal.throwIfAborted(),
    },
  );
  return {
    verdict,
    result: {
      tests: outcomes.map((outcome, index) => shown(outcome, tests[index]?.answer ?? null, run.definition)),
      ...(compileOutput === undefined ? {} : { compileOutput }),
    },
  };
}

/** What a candidate sees of a sample or of their own input: all of it, for none of it is hidden. */
function shown(outcome: TestOutcome, answer: Uint8Array | null, definition: Definition): RunTest {
  const { name, verdict, timeMs, memoryKb, stdout, stderr, detail } = outcome;
  const test = { name, verdict, timeMs, memoryKb, stdout, stderr, ...detail };
  if (answer === null || definition.type === "sql") return test;
  // What a program says in a talk goes to the validator: it did not print nothing.
  if (!showsSamples(definition))
    return { name, verdict, timeMs, memoryKb, ...(stderr === "" ? {} : { stderr }), ...detail };
  const expected =
    definition.type === "function" ? showExpected(definition.signature, answer) : excerpt(answer);
  return { ...test, expected };
}
