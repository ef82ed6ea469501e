import { z } from "zod";
import { defineJob, type EnqueueOptions } from "#lib/platform/queue.ts";

/*
 * The contracts only. `gradeAttempt` and `judgeRun` are worked by the grading room, which comes after this one;
 * the expiry handlers are in submissions/jobs.ts.
 */

/**
 * Takes up an attempt that was handed in: scores what a key can score, and queues one `gradeAnswer` for each answer
 * that needs the sandbox, so that workers on many machines share it. Any worker can do it.
 */
export const gradeAttempt = defineJob({
  name: "attempts.grade",
  /** `background`: after everything that a person waits for. */
  payload: z.object({ attemptId: z.uuid(), background: z.boolean().optional() }),
  retryLimit: 3,
});

/** Judges one submission. The job has the submission's id, so there is one of each; its group is the language. */
export const gradeAnswer = defineJob({
  name: "attempts.grade-answer",
  payload: z.object({ submissionId: z.uuid() }),
  retryLimit: 3,
});

/**
 * Judges one Run: the samples when its `stdin` is null, else its own input alone. Whoever finishes the row calls
 * `announceRun` (runs/commands.ts) in the same transaction, which wakes the candidate's waiting request. The job has
 * the run's id; its group is `runGroup`.
 */
export const judgeRun = defineJob({
  name: "attempts.run",
  payload: z.object({ runId: z.uuid() }),
  retryLimit: 2,
});

/** Hands in one attempt that is out of time; waits on the queue from the attempt's start. */
export const expireAttempt = defineJob({
  name: "attempts.expire",
  payload: z.object({ attemptId: z.uuid() }),
  retryLimit: 5,
});

/** Each minute: hands in whatever is out of time, should a scheduled job have been lost or a deadline moved. */
export const expireAttempts = defineJob({
  name: "attempts.expire-overdue",
  payload: z.object({}),
  retryLimit: 0,
  cron: "* * * * *",
});

/** Each night: takes away practices for what nobody can start any more. */
export const purgePracticesJob = defineJob({
  name: "attempts.purge-practices",
  payload: z.object({}),
  retryLimit: 0,
  cron: "40 3 * * *",
});

/*
 * Fairness. A queue serves the highest priority first, so the priority is minus a place in time: now, pushed back by a
 * step for each job of the same candidate that stands before it. First answers (and first presses) of everybody come
 * before second ones, nobody is passed for longer than their own steps, and an old job beats every later one at last.
 */

/** Seconds by which each further answer of an attempt stands back: about what one takes to judge. */
const ANSWER_STEP_SECONDS = 20;
/** Seconds by which a Run stands back for each of the same candidate that is under way. */
const RUN_STEP_SECONDS = 5;
/** What nobody waits for comes after everything that people hand in within a month. */
const BACKGROUND_SECONDS = 30 * 86_400;
/** Priorities are 32-bit whole numbers: seconds since 2026 fit until 2094. */
const EPOCH_SECONDS = Date.UTC(2026, 0, 1) / 1000;

function placeAt(now: Date, seconds: number): number {
  return -(Math.floor(now.getTime() / 1000) - EPOCH_SECONDS + seconds);
}

/** @param nth 0 for the first answer of its attempt. */
export function answerOptions(now: Date, nth: number, background = false): EnqueueOptions {
  return { priority: placeAt(now, nth * ANSWER_STEP_SECONDS + (background ? BACKGROUND_SECONDS : 0)) };
}

export interface QueuedRun {
  language: string;
  /** It is of a practice, which has no clock. */
  practice: boolean;
}

/** What a worker's lanes take by: a practice's runs have lanes of their own, so that they never fill the others. */
export function runGroup({ language, practice }: QueuedRun): string {
  return practice ? `practice:${language}` : language;
}

/** @param underWay runs of the same person that are queued or running. */
export function runOptions(now: Date, underWay: number, run: QueuedRun): EnqueueOptions {
  return { priority: placeAt(now, underWay * RUN_STEP_SECONDS), group: runGroup(run) };
}
