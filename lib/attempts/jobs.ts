import { z } from "zod";
import { defineJob, type EnqueueOptions } from "#lib/platform/queue.ts";

/*
 * The contracts only. `gradeAttempt` and `judgeRun` are worked by the grading room, which comes after this one;
 * the expiry handlers are in submissions/jobs.ts.
 */

/** Grades every queued submission of an attempt that was handed in. */
export const gradeAttempt = defineJob({
  name: "attempts.grade",
  payload: z.object({ attemptId: z.uuid() }),
  retryLimit: 3,
});

/**
 * Judges one Run: the samples when its `stdin` is null, else its own input alone. Whoever finishes the row calls
 * `announceRun` (runs/commands.ts) in the same transaction, which wakes the candidate's waiting request.
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

/** A person waits at Run; nobody waits at grading. */
export const RUN_OPTIONS = { priority: 100 } as const satisfies EnqueueOptions;
export const GRADE_OPTIONS = { priority: 0 } as const satisfies EnqueueOptions;
