import type { before } from "#app/_words/en/before.ts";
import { listOf, type Words } from "#app/_words/message.ts";
import type { TimePlan } from "#lib/attempts/rules.ts";

type BeforeWords = Words<typeof before>;

/** “60 min (40 + 50 %)”; without extra time “40 min”. */
export function planWords({ totalMinutes, baseMinutes, extraPercent }: TimePlan, t: BeforeWords): string {
  if (extraPercent === 0) return t("plan", { total: totalMinutes });
  return t("planExtra", { total: totalMinutes, base: baseMinutes, extra: extraPercent });
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** “in 3 days”, “in 5 hours”, “in less than an hour”: beside the date, never instead of it. */
export function untilWords(from: Date, to: Date, t: BeforeWords): string {
  const left = to.getTime() - from.getTime();
  if (left >= 2 * DAY_MS) return t("inDays", { count: Math.floor(left / DAY_MS) });
  return left >= HOUR_MS ? t("inHours", { count: Math.floor(left / HOUR_MS) }) : t("inLessThanAnHour");
}

type Asks = { code: number; sql: number; choice: number; short: number; text: number; file: number };

/** “2 coding questions, 1 choice question and 1 written answer”. */
export function asksWords(asks: Asks, t: BeforeWords): string {
  const parts = [
    { count: asks.code, word: "codeQuestions" },
    { count: asks.sql, word: "sqlQuestions" },
    { count: asks.choice, word: "choiceQuestions" },
    { count: asks.short, word: "shortAnswers" },
    { count: asks.text, word: "writtenAnswers" },
    { count: asks.file, word: "fileAnswers" },
  ] as const;
  const named = parts.filter(({ count }) => count > 0).map(({ count, word }) => t(word, { count }));
  return listOf(named, t.locale);
}

/** That one's own extra time was saved, and which. */
export function extraSavedWords(percent: number, t: Words<typeof before>): string {
  return percent === 0 ? t("extraSavedNone") : t("extraSavedOf", { percent });
}
