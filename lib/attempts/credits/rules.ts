import { coveredMs, MAX_CREDIT_SHARE, type Span } from "../rules.ts";

/** A wait for the judge that a person hardly notices; beyond it the whole of it is given back. */
export const JUDGE_GRACE_SECONDS = 10;
/** One Run is worth no more: who waits longer has turned to something else. */
export const MAX_JUDGE_WAIT_SECONDS = 300;
/**
 * All waits in the queue together give back no more than this share of the time that everyone gets: others can make a queue, friends too,
 * and whoever could not run anything for longer needs a person's judgement and an adjustment.
 */
export const MAX_JUDGE_WAIT_SHARE = 0.25;

/** Said to both sides, in the ledger. */
export const WAIT_REASON = "A run waited for the judge.";
export const FAILURE_REASON = "The judge failed at a run.";

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
  /** Until when other Runs of the same person were being judged: behind one's own Run one waits for oneself. */
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

/** What of a span none of the others covers, in order. */
function uncovered({ fromAt, toAt }: Span, others: readonly Span[]): Span[] {
  const found: Span[] = [];
  let from = fromAt;
  for (const other of others.toSorted((one, two) => one.fromAt.getTime() - two.fromAt.getTime())) {
    const end = other.fromAt < toAt ? other.fromAt : toAt;
    if (end > from) found.push({ fromAt: from, toAt: end });
    if (other.toAt > from) from = other.toAt;
  }
  return from < toAt ? [...found, { fromAt: from, toAt }] : found;
}

/**
 * A wait as far as it fits beside the attempt's other ones, what overlaps counting once; null: nothing of it does.
 * @param baseSeconds the time that everyone gets.
 */
export function withinShare(wait: Span, others: readonly Span[], baseSeconds: number): Span | null {
  let leftMs = baseSeconds * 1000 * MAX_JUDGE_WAIT_SHARE - coveredMs(others);
  if (leftMs <= 0) return null;
  for (const { fromAt, toAt } of uncovered(wait, others)) {
    if (toAt.getTime() - fromAt.getTime() >= leftMs)
      return { fromAt: wait.fromAt, toAt: new Date(fromAt.getTime() + leftMs) };
    leftMs -= toAt.getTime() - fromAt.getTime();
  }
  return wait;
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

/**
 * By how many seconds each line of the ledger moved the end: what overlaps counts for the line that began first, so that
 * all of them add up to what was given.
 * @param lines oldest first.
 * @param plannedMs what they are capped by together.
 */
export function countedSeconds(lines: readonly Span[], plannedMs: number): number[] {
  const sums = lines.map((_, index) => coveredMs(lines.slice(0, index + 1)));
  const given = sums.map((sum) => Math.round(Math.min(sum, plannedMs * MAX_CREDIT_SHARE) / 1000));
  return given.map((sum, index) => sum - (given[index - 1] ?? 0));
}
