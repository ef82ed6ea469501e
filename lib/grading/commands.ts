import { languageOf } from "#lib/attempts/answers/rules.ts";
import { answerOptions, gradeAnswer } from "#lib/attempts/jobs.ts";
import { announceRun, trimRuns } from "#lib/attempts/runs/commands.ts";
import type { RunResult, TestDetail } from "#lib/attempts/runs/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { beginning, storable, storableJson } from "#lib/platform/text.ts";
import { creditWait } from "./credits/commands.ts";
import type { Scored } from "./groups/schema.ts";
import type { WaitingSubmission } from "./queries.ts";
import { attemptScore, isGraded } from "./rules.ts";
import type { Verdict } from "./verdicts.ts";

/** A submission or run that nobody has finished: what a second delivery of the same job finds no more. */
const OPEN = { state: { in: ["queued" as const, "running" as const] } };
/** A judge failure's reason as it is stored: the first lines say it. */
const MAX_FAILURE = 1_000;

/** One test's result, as it is kept. */
export interface TestGrade {
  testId: string;
  verdict: Verdict;
  timeMs: number;
  memoryKb: number | null;
  score: number | null;
  stdout: string | null;
  stderr: string | null;
  /** What a function or a query gave back. */
  detail?: TestDetail;
}

/** What becomes of a submission; its tests' results are kept apart, as they come. */
export interface Grade {
  /** null: nothing was judged (choice, text, left empty). */
  verdict: Verdict | null;
  /** null: waits for a reviewer. */
  points: number | null;
  compileOutput?: string;
  /** Of a question with groups. */
  scored?: Scored;
}

/**
 * Queues one job for each of these answers, in turn with those of other candidates. One that has its job already keeps it.
 * @param background after everything that a person waits for.
 */
export async function queueAnswers(
  submissions: readonly WaitingSubmission[],
  at: Date,
  background = false,
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const [nth, submission] of submissions.entries())
      await queueAnswer(tx, submission, answerOptions(at, nth, background));
  });
}

/** Queues the judging of one answer. */
export async function queueAnswer(
  tx: Tx,
  { id, definition, content }: Pick<WaitingSubmission, "id" | "definition" | "content">,
  options: { priority?: number; replace?: boolean },
): Promise<void> {
  const language = languageOf(definition, content);
  await enqueue(
    tx,
    gradeAnswer,
    { submissionId: id },
    { ...options, id, ...(language && { group: language }) },
  );
}

/** One grading of a submission: “Judge again” begins another, and what is left of this one then touches nothing. */
type Grading = Pick<WaitingSubmission, "id" | "graderVersion">;

/**
 * Says that this worker judges it now.
 * @returns false: it is over, or is to be judged again by another job; it stays as it is.
 */
export async function beginSubmission({ id, graderVersion }: Grading, workerId: string): Promise<boolean> {
  const begun = await db.submission.updateMany({
    where: { id, graderVersion, ...OPEN },
    data: { state: "running", workerId },
  });
  return begun.count > 0;
}

/** Keeps results of tests as they come: whoever takes the submission up again goes on from there. */
export async function keepResults(
  { id, graderVersion, crashes }: Pick<WaitingSubmission, "id" | "graderVersion" | "crashes">,
  results: readonly TestGrade[],
): Promise<void> {
  if (results.length === 0) return;
  await db.testResult.createMany({
    data: results.map((result) => ({ ...storableJson(result), submissionId: id, graderVersion })),
    skipDuplicates: true,
  });
  // It goes on: the workers that died over it did not die of it.
  if (crashes > 0) await db.submission.updateMany({ where: { id, ...OPEN }, data: { crashes: 0 } });
}

/**
 * Writes a grade. Idempotent: of two workers with the same job one writes.
 * @returns false when somebody else had finished it.
 */
export async function finishSubmission(id: string, graderVersion: number, grade: Grade): Promise<boolean> {
  const { verdict, points, compileOutput = null, scored } = grade;
  const finished = await db.submission.updateMany({
    where: { id, graderVersion, ...OPEN },
    data: {
      state: "done",
      verdict,
      points,
      ...(scored ? { scored } : {}),
      compileOutput: compileOutput === null ? null : storable(compileOutput),
      failure: null,
      gradedAt: points === null ? null : now(),
    },
  });
  return finished.count > 0;
}

/**
 * The judge's own failure after its last try: no verdict against the candidate, no points, nothing lost.
 * @param worker who speaks, if a worker does: one that has it no more may not fail it.
 * @returns false when that grading is over already, or another has taken its place.
 */
export async function failSubmission(
  { id, graderVersion }: Grading,
  reason: string,
  worker?: string,
): Promise<boolean> {
  const failed = await db.submission.updateMany({
    where: { id, graderVersion, ...OPEN, ...(worker === undefined ? {} : { workerId: worker }) },
    data: { state: "failed", verdict: "JE", failure: beginning(storable(reason), MAX_FAILURE) },
  });
  return failed.count > 0;
}

/**
 * Scores the attempt when none of its items waits for the judge any more: exactly once, under its row lock.
 * @returns whether this call did it.
 */
export async function finishAttempt(actor: Actor, attemptId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [attempt] = await tx.$queryRaw<{ state: string; orgId: string; erasedAt: Date | null }[]>`
      select state::text, "orgId"::text, "erasedAt" from attempt where id = ${attemptId}::uuid for no key update`;
    // An erased one has no answers left: a score of nothing would be a lie.
    if (attempt?.state !== "submitted" || attempt.erasedAt) return false;
    const submissions = await tx.submission.findMany({
      where: { attemptId },
      select: {
        state: true,
        points: true,
        item: { select: { points: true, reviews: { where: { attemptId }, select: { points: true } } } },
      },
    });
    if (!isGraded(submissions)) return false;
    const score = attemptScore(
      submissions.map(({ points, item }) => ({
        judged: points?.toNumber() ?? null,
        maxPoints: item.points,
        // There are some when an attempt is graded again: what people gave stays.
        reviews: item.reviews.map((review) => review.points.toNumber()),
      })),
    );
    await tx.attempt.update({
      where: { id: attemptId },
      data: { state: "graded", gradedAt: now(), ...score },
    });
    await writeAudit(tx, actor, {
      orgId: attempt.orgId,
      action: "attempt.graded",
      subject: "attempt",
      subjectId: attemptId,
      data: score,
    });
    return true;
  });
}

/** Says that this worker judges the run from now on: what lay before was waiting. */
export async function beginRun(id: string, workerId: string): Promise<void> {
  await db.run.updateMany({
    where: { id, ...OPEN },
    data: { state: "running", workerId, startedAt: now() },
  });
}

/** Writes a run's outcome, gives back what its candidate waited for us, and wakes the browser that waits for it. */
export async function finishRun(
  id: string,
  outcome: { state: "done" | "failed"; verdict: Verdict; result: RunResult },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const finishedAt = now();
    const finished = await tx.run.updateMany({
      where: { id, ...OPEN },
      data: { ...storableJson(outcome), finishedAt },
    });
    if (finished.count === 0) return;
    await creditWait(tx, id, finishedAt);
    await trimRuns(tx, id);
    await announceRun(tx, id);
  });
}
