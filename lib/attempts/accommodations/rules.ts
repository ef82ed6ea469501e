import { plannedMs } from "../rules.ts";

/**
 * The multiplier that the clock goes by: the larger of what the team (or its partner) granted and what the candidate
 * gave themselves. Both answer the same need, so they are neither added nor multiplied.
 * @param granted 1 to 3.
 */
export function combinedMultiplier(granted: number, ownExtraPercent: number): number {
  return Math.max(granted, 1 + ownExtraPercent / 100);
}

export interface TimeFacts {
  startedAt: Date;
  deadlineAt: Date;
  baseMinutes: number;
  /** What the clock goes by. */
  timeMultiplier: number;
}

/** What an attempt's team may know of its time. */
export interface ToldTime {
  timeMultiplier: number;
  allowedMs: number;
  /** Milliseconds of the candidate's clock since the start → the same on the clock that the team is told of. */
  onToldClock: (ms: number) => number;
}

/**
 * An attempt's time without the extra time that a candidate keeps to themselves: what was used is told as the same
 * share of the time that the team gave. With nothing private it is the time as it was.
 * @param granted the invitation's multiplier, which the team gave and knows.
 */
export function toldTime(
  { startedAt, deadlineAt, baseMinutes, timeMultiplier }: TimeFacts,
  { granted, shared }: { granted: number; shared: boolean },
): ToldTime {
  const told = shared ? timeMultiplier : Math.min(granted, timeMultiplier);
  const realMs = deadlineAt.getTime() - startedAt.getTime();
  const hiddenMs =
    plannedMs({ baseMinutes, timeMultiplier }) - plannedMs({ baseMinutes, timeMultiplier: told });
  const allowedMs = Math.max(1000, realMs - hiddenMs);
  return { timeMultiplier: told, allowedMs, onToldClock: (ms) => (ms * allowedMs) / realMs };
}
