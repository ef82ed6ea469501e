import type { TimePlan } from "#lib/attempts/rules.ts";

const NBSP = "\u00a0";

/** “60 min (40 + 50 %)”; without extra time “40 min”. */
export function planWords({ totalMinutes, baseMinutes, extraPercent }: TimePlan): string {
  const total = `${totalMinutes}${NBSP}min`;
  return extraPercent === 0 ? total : `${total} (${baseMinutes} + ${extraPercent}${NBSP}%)`;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** “in 3 days”, “in 5 hours”, “in less than an hour”: beside the date, never instead of it. */
export function untilWords(from: Date, to: Date): string {
  const left = to.getTime() - from.getTime();
  if (left >= 2 * DAY_MS) return `in ${Math.floor(left / DAY_MS)} days`;
  if (left >= 2 * HOUR_MS) return `in ${Math.floor(left / HOUR_MS)} hours`;
  return left >= HOUR_MS ? "in 1 hour" : "in less than an hour";
}

/** “2 coding questions, 1 choice question and 1 written answer”. */
export function asksWords(asks: { code: number; sql: number; choice: number; text: number }): string {
  const parts = [
    counted(asks.code, "coding question"),
    counted(asks.sql, "SQL question"),
    counted(asks.choice, "choice question"),
    counted(asks.text, "written answer"),
  ].filter((part) => part !== "");
  return new Intl.ListFormat("en-GB").format(parts);
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
