import type { Span } from "../rules.ts";

/** A wait for the judge that a person hardly notices; beyond it the whole of it is given back. */
export const JUDGE_GRACE_SECONDS = 10;
/** One Run is worth no more: who waits longer has turned to something else. */
export const MAX_JUDGE_WAIT_SECONDS = 300;

export interface WaitingRun {
  createdAt: Date;
  /** When a worker began to judge it; null while it waits. */
  startedAt: Date | null;
  finishedAt: Date | null;
  /** The judge failed at it: then all of it was in vain. */
  failed: boolean;
}

/** The time that a Run cost its candidate through our fault; null when it was served as it should be. */
export function judgeWait(run: WaitingRun, now: Date): Span | null {
  const end = (run.failed ? run.finishedAt : run.startedAt) ?? now;
  const waited = end.getTime() - run.createdAt.getTime();
  if (waited <= (run.failed ? 0 : JUDGE_GRACE_SECONDS * 1000)) return null;
  const toAt = new Date(run.createdAt.getTime() + Math.min(waited, MAX_JUDGE_WAIT_SECONDS * 1000));
  return { fromAt: run.createdAt, toAt };
}
