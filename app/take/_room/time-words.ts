import type { clock } from "#app/_words/en/clock.ts";
import type { Words } from "#app/_words/message.ts";
import type { TimeView } from "#lib/attempts/schema.ts";

type Credits = TimeView["credits"];

/** “60 min (40 + 50 %)”; without extra time “40 min”. */
export function timeWords(plan: TimeView["plan"], t: Words<typeof clock>): string {
  const { totalMinutes: total, baseMinutes: base, extraPercent: extra } = plan;
  return extra === 0 ? t("plan", { total }) : t("planExtra", { total, base, extra });
}

/** “45 s”, “3 min”. */
export function shortTime(seconds: number): string {
  return seconds < 60 ? `${seconds}\u00a0s` : `${Math.round(seconds / 60)}\u00a0min`;
}

/** All that was given back, as the ledger counts it. */
export function givenSeconds(credits: Credits): number {
  return credits.reduce((sum, { seconds }) => sum + seconds, 0);
}
