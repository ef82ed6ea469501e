import type { Span } from "../rules.ts";

/** A wait for the judge that a person hardly notices; beyond it the whole of it is given back. */
export const JUDGE_GRACE_SECONDS = 10;
/** One Run is worth no more: who waits longer has turned to something else. */
export const MAX_JUDGE_WAIT_SECONDS = 300;

/**
 * A Run at which the judge failed is given back within these bounds only, because code can be written that makes a judge
 * fail: so many Runs of one question, each up to so long, and together up to this share of the time. A judge that is
 * away lets Runs wait, and waiting is counted by its own rule.
 */
export const FAILED_RUNS = { perQuestion: 2, maxSeconds: 60, share: 0.1 } as const;

export interface WaitingRun {
  createdAt: Date;
  /** When a worker began to judge it; null while it waits. */
  startedAt: Date | null;
  /** Until when other Runs of the same attempt were being judged: behind one's own Run one waits for oneself. */
  ownUntil?: Date | null;
}

export interface FailedRun {
  createdAt: Date;
  finishedAt: Date | null;
}

/** Another Run of the attempt at which the judge failed, and that was given back. */
export interface CreditedFailure {
  sameQuestion: boolean;
  /** The very same source, language and input. */
  sameSource: boolean;
  seconds: number;
}

/** The time that a Run waited for the judge; null when it was served as it should be. */
export function judgeWait({ createdAt, startedAt, ownUntil }: WaitingRun, now: Date): Span | null {
  const fromAt = ownUntil && ownUntil > createdAt ? ownUntil : createdAt;
  const waited = (startedAt ?? now).getTime() - fromAt.getTime();
  if (waited <= JUDGE_GRACE_SECONDS * 1000) return null;
  return { fromAt, toAt: new Date(fromAt.getTime() + Math.min(waited, MAX_JUDGE_WAIT_SECONDS * 1000)) };
}

/**
 * What a Run that the judge failed at (or that took a worker down) is worth; null: nothing.
 * @param earlier the other ones of the attempt that were credited.
 * @param plannedSeconds the time that the attempt's terms give.
 */
export function failureSpan(
  { createdAt, finishedAt }: FailedRun,
  earlier: readonly CreditedFailure[],
  plannedSeconds: number,
  now: Date,
): Span | null {
  if (earlier.some(({ sameSource }) => sameSource)) return null;
  if (earlier.filter(({ sameQuestion }) => sameQuestion).length >= FAILED_RUNS.perQuestion) return null;
  const left = plannedSeconds * FAILED_RUNS.share - earlier.reduce((sum, { seconds }) => sum + seconds, 0);
  const took = ((finishedAt ?? now).getTime() - createdAt.getTime()) / 1000;
  const seconds = Math.min(took, FAILED_RUNS.maxSeconds, left);
  if (seconds <= 0) return null;
  return { fromAt: createdAt, toAt: new Date(createdAt.getTime() + Math.round(seconds * 1000)) };
}
