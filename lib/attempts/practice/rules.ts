const MINUTE_MS = 60_000;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;
/** A practice has no clock: its end lies beyond every invitation's. */
const PRACTICE_YEARS = 10;
/** The evidence of a check is as old as the check takes, with patience for a slow judge. */
const FRESH_MS = 15 * MINUTE_MS;

export function practiceEnds(startedAt: Date): Date {
  return new Date(startedAt.getTime() + PRACTICE_YEARS * YEAR_MS);
}

/** Whether something happened a moment ago; null: it never did. */
export function isFresh(happenedAt: Date | null, now: Date): boolean {
  return happenedAt !== null && now.getTime() - happenedAt.getTime() <= FRESH_MS;
}
