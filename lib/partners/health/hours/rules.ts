const HOUR_MS = 3_600_000;
export const HOURS = 24;
/** Percentiles of fewer say nothing about an hour: drawn as a dot, not as part of the line. */
export const LEAST_FOR_LINE = 5;

/** One hour of look-ups. Times in milliseconds; null without a timed one. */
export interface Hour {
  start: Date;
  confirmed: number;
  unconfirmed: number;
  denied: number;
  timeouts: number;
  /** Look-ups at sign-in that were really put: what the percentiles are of. */
  timed: number;
  p50: number | null;
  p95: number | null;
}

/** The full hour at which the 24 shown begin; the last of them is the running one. */
export function startOfHours(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS);
}

/** 24 hours without a look-up. */
export function emptyHours(start: Date): Hour[] {
  return Array.from({ length: HOURS }, (_, index) => ({
    start: new Date(start.getTime() + index * HOUR_MS),
    confirmed: 0,
    unconfirmed: 0,
    denied: 0,
    timeouts: 0,
    timed: 0,
    p50: null,
    p95: null,
  }));
}

/** The chart of times as a sentence: what its reader came for. */
export function latencyFinding(hours: Hour[], budgetMs: number): string {
  const timed = hours.reduce((sum, hour) => sum + hour.timed, 0);
  if (timed === 0) return "No look-up was put at sign-in in the last 24 h.";
  const slowest = hours.reduce((worst, hour) => ((hour.p95 ?? -1) > (worst.p95 ?? -1) ? hour : worst));
  const timeouts = hours.reduce((sum, hour) => sum + hour.timeouts, 0);
  const late =
    timeouts === 0
      ? "No look-up ran out of time."
      : timeouts === 1
        ? "One look-up ran out of time."
        : `${timeouts} look-ups ran out of time.`;
  return `${timed === 1 ? "One look-up" : `${timed} look-ups`} at sign-in; in the slowest hour 95 % took ${slowest.p95} ms or less, of ${budgetMs} ms at most. ${late}`;
}

/** The numbers behind both charts, one line an hour, in UTC. */
export function hoursCsv(hours: Hour[]): string {
  const head = "hour_utc,confirmed,unconfirmed,denied,timeouts,timed,p50_ms,p95_ms";
  const lines = hours.map((hour) =>
    [
      hour.start.toISOString(),
      hour.confirmed,
      hour.unconfirmed,
      hour.denied,
      hour.timeouts,
      hour.timed,
      hour.p50 ?? "",
      hour.p95 ?? "",
    ].join(","),
  );
  return `${[head, ...lines].join("\r\n")}\r\n`;
}
