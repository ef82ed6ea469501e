import type { ChoiceDefinition } from "#lib/assessments/schema.ts";
import type { Scored } from "./groups/schema.ts";
import type { Verdict } from "./verdicts.ts";

/** The verdict of a submission: its first failing test in order. A judge failure anywhere outranks it all. */
export function aggregateVerdict(tests: readonly { verdict: Verdict }[]): Verdict {
  // A package without tests proves nothing, so it never accepts.
  if (tests.length === 0 || tests.some((test) => test.verdict === "JE")) return "JE";
  return tests.find((test) => test.verdict !== "AC")?.verdict ?? "AC";
}

/** The time limit of a package that gives none: the slowest accepted run × factor, rounded up. Seconds. */
export function deriveTimeLimit(slowestSeconds: number, factor: number, resolution: number): number {
  const steps = Math.ceil((slowestSeconds * factor) / resolution - 1e-9);
  return Math.max(1, steps) * resolution;
}

export type ScoredTest = { visibility: "sample" | "secret"; verdict: Verdict };

/**
 * Points of a coding answer in hundredths: the share of the secret tests that it passed. Samples are in the
 * statement, so passing them shows nothing; they count only where there is nothing else.
 * @throws Error when a test is JE: the judge's failure is never scored.
 */
export function scoreCode(maxPoints: number, tests: readonly ScoredTest[]): number {
  if (tests.some((test) => test.verdict === "JE")) throw new Error("a judge failure is never scored");
  const secret = tests.filter((test) => test.visibility === "secret");
  const counted = secret.length > 0 ? secret : tests;
  if (counted.length === 0) return 0;
  const passed = counted.filter((test) => test.verdict === "AC").length;
  return toHundredths((maxPoints * passed) / counted.length);
}

/**
 * Points of a coding answer in hundredths: by its groups where the question has any (`scored`), else by its tests.
 * @throws Error when a test is JE: the judge's failure is never scored.
 */
export function codePoints(
  maxPoints: number,
  scored: Pick<Scored, "score" | "maxScore"> | undefined,
  tests: readonly ScoredTest[],
): number {
  if (!scored) return scoreCode(maxPoints, tests);
  // A question whose score has no bound is never published: a share of it means nothing.
  return scored.maxScore ? toHundredths((maxPoints * scored.score) / scored.maxScore) : 0;
}

/** All of the right options and no other earn the points; anything else earns none. */
export function scoreChoice(
  maxPoints: number,
  definition: Pick<ChoiceDefinition, "correct">,
  choices: readonly string[],
): number {
  const chosen = new Set(choices);
  const isRight =
    chosen.size === definition.correct.length && definition.correct.every((id) => chosen.has(id));
  return isRight ? maxPoints : 0;
}

/** An attempt is graded when no item waits for the judge; one that waits for a reviewer does not hold it up. */
export function isGraded(items: readonly { state: "queued" | "running" | "done" | "failed" }[]): boolean {
  return items.every((item) => item.state === "done");
}

/** One item as far as its score is concerned. */
export interface ScoredItem {
  maxPoints: number;
  /** What the judge or the key gave; null where neither can. */
  judged: number | null;
  /** Points by people, one entry a reviewer; only answers that no judge can read have any. */
  reviews: readonly number[];
}

/** Points of one item: the mean of its reviewers', else the judge's; null while it waits for either. */
export function itemPoints({ judged, reviews }: Omit<ScoredItem, "maxPoints">): number | null {
  if (reviews.length === 0) return judged;
  return toHundredths(reviews.reduce((sum, points) => sum + points, 0) / reviews.length);
}

/** Sum over scored items: one that waits is in neither number. */
export function attemptScore(items: readonly ScoredItem[]): { points: number; maxPoints: number } {
  const scored = items.flatMap((item) => {
    const points = itemPoints(item);
    return points === null ? [] : [{ points, maxPoints: item.maxPoints }];
  });
  return {
    points: toHundredths(scored.reduce((sum, item) => sum + item.points, 0)),
    maxPoints: scored.reduce((sum, item) => sum + item.maxPoints, 0),
  };
}

function toHundredths(points: number): number {
  return Math.round(points * 100) / 100;
}
