import { GRADE_OPTIONS, gradeAttempt } from "#lib/attempts/jobs.ts";
import { announceRun } from "#lib/attempts/runs/commands.ts";
import type { RunResult } from "#lib/attempts/runs/schema.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { attemptScore, isGraded } from "./rules.ts";
import type { Verdict } from "./verdicts.ts";

/** A submission or run that nobody has finished: what a second delivery of the same job finds no more. */
const OPEN = { state: { in: ["queued" as const, "running" as const] } };
/** A judge failure's reason as it is stored: the first lines say it. */
const MAX_FAILURE = 1_000;

export interface TestGrade {
  testId: string;
  verdict: Verdict;
  timeMs: number;
  memoryKb: number | null;
  stdout: string | null;
  stderr: string | null;
}

export interface Grade {
  /** null: nothing was judged (choice, text, left empty). */
  verdict: Verdict | null;
  /** null: waits for a reviewer. */
  points: number | null;
  compileOutput?: string;
  tests: TestGrade[];
}

/** Says that the judge has begun; a submission that is over stays as it is. */
export async function beginSubmission(id: string): Promise<void> {
  await db.submission.updateMany({ where: { id, ...OPEN }, data: { state: "running" } });
}

/**
 * Writes a grade with its test results in one transaction. Idempotent: of two workers with the same job one writes.
 * @returns false when somebody else had finished it.
 */
export async function finishSubmission(id: string, graderVersion: number, grade: Grade): Promise<boolean> {
  const { verdict, points, compileOutput, tests } = grade;
  return db.$transaction(async (tx) => {
    const finished = await tx.submission.updateMany({
      where: { id, graderVersion, ...OPEN },
      data: {
        state: "done",
        verdict,
        points,
        compileOutput: compileOutput ?? null,
        failure: null,
        gradedAt: points === null ? null : now(),
      },
    });
    if (finished.count === 0) return false;
    const results = tests.map((test) => ({ ...test, submissionId: id, graderVersion }));
    await tx.testResult.createMany({ data: results, skipDuplicates: true });
    return true;
  });
}

/** The judge's own failure after its last try: no verdict against the candidate, no points, nothing lost. */
export async function failSubmission(id: string, reason: string): Promise<void> {
  await db.submission.updateMany({
    where: { id, ...OPEN },
    data: { state: "failed", verdict: "JE", failure: reason.slice(0, MAX_FAILURE) },
  });
}

/**
 * Scores the attempt when none of its items waits for the judge any more: exactly once, under its row lock.
 * @returns whether this call did it.
 */
export async function finishAttempt(actor: Actor, attemptId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const [attempt] = await tx.$queryRaw<{ state: string; orgId: string }[]>`
      select state::text, "orgId"::text from attempt where id = ${attemptId}::uuid for no key update`;
    if (attempt?.state !== "submitted") return false;
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

export async function beginRun(id: string): Promise<void> {
  await db.run.updateMany({ where: { id, ...OPEN }, data: { state: "running" } });
}

/** Writes a run's outcome and wakes the browser that waits for it. */
export async function finishRun(
  id: string,
  outcome: { state: "done" | "failed"; verdict: Verdict; result: RunResult },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const finished = await tx.run.updateMany({
      where: { id, ...OPEN },
      data: { ...outcome, finishedAt: now() },
    });
    if (finished.count > 0) await announceRun(tx, id);
  });
}

/**
 * Queues what the judge failed at once more, after its cause was mended.
 * @returns how many answers wait again.
 * @throws DomainError not_found; conflict when nothing of this attempt has failed.
 */
export async function regradeAttempt(actor: Actor, attemptId: string): Promise<number> {
  const staff = assertStaff(actor, "manager");
  if (!isId(attemptId)) throw notFound("report");
  return db.$transaction(async (tx) => {
    const own = await tx.attempt.count({ where: { id: attemptId, orgId: staff.orgId } });
    if (own === 0) throw notFound("report");
    const { count } = await tx.submission.updateMany({
      where: { attemptId, state: "failed" },
      data: { state: "queued", verdict: null, failure: null },
    });
    if (count === 0) throw new DomainError("conflict", "The judge has failed at none of these answers.");
    await enqueue(tx, gradeAttempt, { attemptId }, GRADE_OPTIONS);
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "attempt.regraded",
      subject: "attempt",
      subjectId: attemptId,
      data: { submissions: count },
    });
    return count;
  });
}
