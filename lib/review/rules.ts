import type { QuestionType } from "#lib/assessments/schema.ts";
import { itemPoints, type ScoredItem } from "#lib/grading/rules.ts";

/** Below this many, a share would pretend to a precision that is not there: a rank says what is known. */
export const MIN_COHORT_FOR_SHARE = 20;
/** Comparisons look at the newest graded attempts of a version: enough to place anyone, flat at any size. */
export const MAX_COHORT = 5_000;
export const HISTOGRAM_BINS = 10;

const NBSP = "\u00a0";

export interface Score {
  points: number;
  maxPoints: number;
}

/** How many attempts reached a percentage. `percent` is 0–100, rounded to hundredths; values are distinct. */
export interface CohortStep {
  percent: number;
  count: number;
}
export type Cohort = readonly CohortStep[];

/** Share of the points that could be had, 0–100 in hundredths; null when nothing was scored. */
export function percentOf(score: Score | null): number | null {
  if (!score || score.maxPoints <= 0) return null;
  return Math.round((score.points / score.maxPoints) * 10_000) / 100;
}

/** Where a percentage stands among those of the same assessment version, itself included. */
export type Standing =
  | { kind: "none" }
  | { kind: "rank"; rank: number; shared: boolean; of: number }
  | { kind: "share"; share: number; of: number; capped: boolean };

/**
 * Mid-rank of a percentage: (below + ½ equal) ÷ n, 0–1. Ties share the middle of their places, so nobody gains by
 * standing in a crowd.
 * @returns null for an empty cohort.
 */
export function midRank(percent: number, cohort: Cohort): number | null {
  let below = 0;
  let equal = 0;
  let all = 0;
  for (const step of cohort) {
    all += step.count;
    if (step.percent < percent) below += step.count;
    else if (step.percent === percent) equal += step.count;
  }
  return all === 0 ? null : (below + equal / 2) / all;
}

export function cohortSize(cohort: Cohort): number {
  return cohort.reduce((sum, step) => sum + step.count, 0);
}

/** A share from 20 on, a rank below: small numbers show no false precision. */
export function standingOf(percent: number | null, cohort: Cohort): Standing {
  const of = cohortSize(cohort);
  if (percent === null || of === 0) return { kind: "none" };
  if (of >= MIN_COHORT_FOR_SHARE) {
    return { kind: "share", share: midRank(percent, cohort) ?? 0, of, capped: of >= MAX_COHORT };
  }
  const above = cohort.filter((step) => step.percent > percent).reduce((sum, step) => sum + step.count, 0);
  const equal = cohort.find((step) => step.percent === percent)?.count ?? 0;
  return { kind: "rank", rank: above + 1, shared: equal > 1, of };
}

/** 1st, 2nd, 3rd, 11th, 21st. */
export function ordinal(value: number): string {
  const lastTwo = value % 100;
  const last = lastTwo >= 11 && lastTwo <= 13 ? 0 : value % 10;
  return `${value}${{ 1: "st", 2: "nd", 3: "rd" }[last] ?? "th"}`;
}

/** "71 %", without decimals; neither end is claimed for what only comes near it. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.01) return `<${NBSP}1${NBSP}%`;
  if (share < 1 && share > 0.99) return `>${NBSP}99${NBSP}%`;
  return `${Math.round(share * 100)}${NBSP}%`;
}

/** For a table's cell: "71 %", "3rd of 8", or empty when there is nothing to compare. */
export function standingCell(standing: Standing): string {
  if (standing.kind === "none") return "";
  if (standing.kind === "share") return shareText(standing.share);
  return `${standing.shared ? "shared " : ""}${ordinal(standing.rank)} of ${standing.of}`;
}

/** For the sentence: "better than 71 % of 84", "3rd of 8", "the only one scored so far". */
export function standingText(standing: Standing): string {
  if (standing.kind === "none") return "";
  if (standing.kind === "share") {
    const whom = standing.capped ? `the last ${formatCount(standing.of)}` : formatCount(standing.of);
    return `better than ${shareText(standing.share)} of ${whom}`;
  }
  return standing.of === 1 ? "the only one scored so far" : standingCell(standing);
}

/** Points as people write them: at most two decimals, none that are zero. */
export function formatPoints(points: number): string {
  return new Intl.NumberFormat("en", { maximumFractionDigits: 2 }).format(points);
}

export function formatCount(count: number): string {
  return new Intl.NumberFormat("en").format(count);
}

/** "62 of 100". */
export function scoreText(score: Score): string {
  return `${formatPoints(score.points)} of ${formatPoints(score.maxPoints)}`;
}

/** "Cut score 55." for a hundred points, else in points with its share: "Cut score 22 of 40 (55 %)." */
export function cutText(cutPercent: number | null, score: Score | null): string {
  if (cutPercent === null) return "";
  if (!score || score.maxPoints <= 0) return `Cut score ${cutPercent}${NBSP}%.`;
  if (score.maxPoints === 100) return `Cut score ${cutPercent}.`;
  const points = formatPoints((cutPercent * score.maxPoints) / 100);
  return `Cut score ${points} of ${formatPoints(score.maxPoints)} (${cutPercent}${NBSP}%).`;
}

/** "38 of 60 min". Minutes are whole: started ones count as full only when half is over. */
export function timeText(usedMinutes: number, allowedMinutes: number): string {
  return `${Math.round(usedMinutes)} of ${Math.round(allowedMinutes)}${NBSP}min`;
}

/** Counts a cohort into ten bins, 0–9 … 90–100. */
export function histogram(cohort: Cohort): number[] {
  const bins = new Array<number>(HISTOGRAM_BINS).fill(0);
  for (const step of cohort) {
    const bin = binOf(step.percent);
    bins[bin] = (bins[bin] ?? 0) + step.count;
  }
  return bins;
}

export function binOf(percent: number): number {
  return Math.max(0, Math.min(HISTOGRAM_BINS - 1, Math.floor(percent / HISTOGRAM_BINS)));
}

/** One item as far as its score is concerned. Points are null where nobody has given any. */
export interface ItemFacts extends ScoredItem {
  type: QuestionType;
  /** A key grades it, whatever its type: a short answer is a text that nobody has to read. */
  keyed?: boolean;
  judgeState: "queued" | "running" | "done" | "failed" | null;
}

export type ItemState = "not_submitted" | "grading" | "judge_waiting" | "needs_review" | "scored";

/** A person scores what neither judge nor key can. */
export function isReviewedByPeople({ type, keyed }: Pick<ItemFacts, "type" | "keyed">): boolean {
  return !keyed && (type === "text" || type === "file");
}

export function itemState(item: ItemFacts): ItemState {
  if (itemPoints(item) !== null) return "scored";
  if (item.judgeState === null) return "not_submitted";
  if (isReviewedByPeople(item)) return "needs_review";
  return item.judgeState === "failed" ? "judge_waiting" : "grading";
}
