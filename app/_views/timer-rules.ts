import type { clock } from "#app/_words/en/clock.ts";
import type { Words } from "#app/_words/message.ts";

/** How the clock of an attempt speaks. Pure: milliseconds and moments in, words out. */

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;
/** From here on seconds count: above it they would only distract. */
const SECONDS_FROM_MS = 10 * MINUTE_MS;
/** A hidden clock comes back by itself here, and turns to the warning colour. */
export const WARN_FROM_MS = 5 * MINUTE_MS;

const WARNINGS_MS = [10 * MINUTE_MS, 5 * MINUTE_MS, MINUTE_MS] as const;

type ClockWords = Words<typeof clock>;

/** “41 min left” down to ten minutes, then “09:59 left”, then “00:00 left”. Minutes are rounded up: 41 min means not more. */
export function timeLeft(remainingMs: number, t: ClockWords): string {
  if (remainingMs > SECONDS_FROM_MS) return t("minutes", { count: Math.ceil(remainingMs / MINUTE_MS) });
  const seconds = Math.max(0, Math.ceil(remainingMs / SECOND_MS));
  const two = (value: number) => String(value).padStart(2, "0");
  return t("seconds", { time: `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` });
}

/** The same for the ear: “41 minutes left”, “1 minute 5 seconds left”. */
export function timeLeftSpoken(remainingMs: number, t: ClockWords): string {
  const seconds = Math.max(0, Math.ceil(remainingMs / SECOND_MS));
  if (seconds === 0) return t("up");
  if (remainingMs > SECONDS_FROM_MS) {
    return t("leftSpoken", { length: t("minutesLength", { count: Math.ceil(remainingMs / MINUTE_MS) }) });
  }
  const parts = [];
  if (seconds >= 60) parts.push(t("minutesLength", { count: Math.floor(seconds / 60) }));
  if (seconds % 60 > 0) parts.push(t("secondsLength", { count: seconds % 60 }));
  return t("leftSpoken", { length: parts.join(" ") });
}

/**
 * The warning to speak when the clock went from `beforeMs` to `nowMs`, or none. A page opened below a threshold
 * has not crossed it; after a long sleep only the last one crossed is spoken.
 * @param deadline the deadline's time of day in the candidate's zone, “13:00:00”.
 */
export function warningBetween(
  beforeMs: number,
  nowMs: number,
  deadline: string,
  t: ClockWords,
): string | undefined {
  const crossed = WARNINGS_MS.filter((mark) => beforeMs > mark && nowMs <= mark).at(-1);
  if (crossed === undefined || nowMs <= 0) return undefined;
  if (crossed === MINUTE_MS) return t("warnOne", { deadline });
  return t(crossed === WARN_FROM_MS ? "warnFive" : "warnTen");
}
