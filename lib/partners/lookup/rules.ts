/** A good answer this young is not asked for again. */
const FRESH_MS = 5 * 60_000;
export const FIRST_RECHECK_SECONDS = 30;
/** Half an hour between later tries: a partner that is down for hours is not helped by more. */
const LONGEST_RECHECK_SECONDS = 1800;
/** With the pauses above this outlives a session's twelve hours, after which nobody is left to ask about. */
const MAX_RECHECKS = 32;
const JITTER = 0.2;

/** Whether the last good answer about a candidate is young enough to stand for a new one. */
export function isFresh(candidate: { lookupState: string; lookupCheckedAt: Date | null }, at: Date): boolean {
  const { lookupState, lookupCheckedAt } = candidate;
  if (lookupState !== "confirmed" || !lookupCheckedAt) return false;
  const age = at.getTime() - lookupCheckedAt.getTime();
  return age >= 0 && age < FRESH_MS;
}

/**
 * Seconds until a partner is asked again after `tries` rechecks without an answer: doubling, jittered.
 * @param chance a number in [0, 1).
 * @returns null when it is time to stop.
 */
export function recheckDelay(tries: number, chance: number): number | null {
  if (tries >= MAX_RECHECKS) return null;
  const plain = Math.min(FIRST_RECHECK_SECONDS * 2 ** Math.min(tries, 10), LONGEST_RECHECK_SECONDS);
  return Math.round(plain * (1 - JITTER + 2 * JITTER * chance));
}

/** Clocks of two well-kept machines differ by seconds; five minutes is what signed requests commonly allow. */
const CHECK_AHEAD_MS = 5 * 60_000;
/** A partner that answers from a nightly export says when that was made; nothing honest is older. */
const CHECK_BEHIND_MS = 36 * 3_600_000;

/**
 * The time at which a partner says it checked, when that can be believed; else null. A time out of the window takes
 * nothing from the answer: a denial is the partner's word about the candidate, and a wrong clock, a dead battery or a
 * date of year 9999 must not turn it into an open door. It only loses its say about time: what is in force from when
 * goes by our own clock, always.
 * @param claimed may be no time at all; @param receivedAt by our clock.
 */
export function believedCheckTime(claimed: Date, receivedAt: Date): Date | null {
  const ahead = claimed.getTime() - receivedAt.getTime();
  // Not a number compares false, so that what is no time is not believed either.
  return ahead <= CHECK_AHEAD_MS && ahead >= -CHECK_BEHIND_MS ? claimed : null;
}
