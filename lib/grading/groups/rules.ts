import type { ScoreGroup, Scoring } from "#lib/assessments/scoring/schema.ts";
import type { Verdict } from "../verdicts.ts";
import type { Scored } from "./schema.ts";

export type GroupedTest = {
  /** Path below `data/`: `secret/1-small/03`. */
  name: string;
  verdict: Verdict;
  /** What the validator gave: a share of what the test is worth, 0 to 1; where that has no bound, the points themselves. */
  score?: number | null;
};

/** The validator gave a score that the format forbids: a judge error, never the candidate's. */
export class ScoringFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ScoringFault";
  }
}

/** Sums of thirds do not come out even; a score past its maximum by less than this is rounding. */
const ROUNDING = 1e-6;

/**
 * The score of a submission to a scoring problem: "Result aggregation" of the Kattis problem package format 2025-09
 * and, for legacy packages, its default grader with `on_reject`. Every test is judged whatever the others say; what a
 * group is not run for by the format counts for nothing here, so order and parallel judging change no score.
 * @throws ScoringFault where the format calls it a judge error; Error when a test is JE.
 */
export function scoreGroups(scoring: Scoring, tests: readonly GroupedTest[]): Scored {
  if (tests.some((test) => test.verdict === "JE")) throw new Error("a judge failure is never scored");
  const tree = new Tree(scoring.groups, tests);
  const [root] = scoring.groups;
  if (!root) throw new Error("a scoring has a group");
  const { score } = tree.result(root);
  const groups = scoring.groups.map((group) => ({
    name: group.name,
    maxScore: group.maxScore,
    ...tree.result(group),
  }));
  return { score, maxScore: root.maxScore, groups };
}

type Result = { score: number; accepted: boolean };

class Tree {
  readonly #groups: readonly ScoreGroup[];
  readonly #tests: readonly GroupedTest[];
  readonly #known = new Map<string, Result>();

  constructor(groups: readonly ScoreGroup[], tests: readonly GroupedTest[]) {
    this.#groups = groups;
    this.#tests = tests;
  }

  result(group: ScoreGroup): Result {
    const known = this.#known.get(group.name);
    if (known) return known;
    const result = group.requirePass.every((name) => this.#passes(name))
      ? this.#aggregate(group)
      : { score: 0, accepted: false };
    if (group.maxScore !== null && result.score > group.maxScore + ROUNDING)
      throw new ScoringFault(`${group.name || "the problem"} scored ${result.score} of ${group.maxScore}`);
    this.#known.set(group.name, result);
    return result;
  }

  #aggregate(group: ScoreGroup): Result {
    const items = this.#itemsOf(group);
    const scores: number[] = [];
    let accepted = true;
    for (const item of items) {
      const result = item.result();
      scores.push(result.score);
      accepted &&= result.accepted;
      if (group.breaks && !accepted) break;
    }
    return { accepted, score: combine(group, scores, accepted) };
  }

  /** Its own tests and the groups right below it, in the order of their names. */
  #itemsOf(group: ScoreGroup): { name: string; result: () => Result }[] {
    const groups = this.#groups
      .filter((inner) => inner !== group && this.#ownerOf(inner.name) === group)
      .map((inner) => ({ name: inner.name, result: () => this.result(inner) }));
    const tests = this.#tests
      .filter((test) => this.#ownerOf(test.name) === group)
      .map((test) => ({ name: test.name, result: () => scoreTest(group, test) }));
    return [...groups, ...tests].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  #ownerOf(name: string): ScoreGroup | undefined {
    return innermost(this.#groups, name);
  }

  /** Whether every test of a group (or of the samples) is accepted, and of what that one requires. */
  #passes(name: string): boolean {
    const required = this.#groups.find((group) => group.name === name)?.requirePass ?? [];
    return (
      this.#tests.every((test) => !isBelow(test.name, name) || test.verdict === "AC") &&
      required.every((each) => this.#passes(each))
    );
  }
}

/** The innermost group around the name of a test or of a group. */
export function innermost(groups: readonly ScoreGroup[], name: string): ScoreGroup | undefined {
  return groups
    .filter((group) => group.name !== name && isBelow(name, group.name))
    .sort((a, b) => b.name.length - a.name.length)[0];
}

/** What one test is worth at most; null: without bound; undefined: it has no score (a sample). */
export function testWorth(scoring: Scoring, name: string): number | null | undefined {
  return innermost(scoring.groups, name)?.testMax;
}

function isBelow(name: string, folder: string): boolean {
  return folder === "" || name.startsWith(`${folder}/`);
}

function combine(group: ScoreGroup, scores: readonly number[], accepted: boolean): number {
  if (group.aggregation === "pass-fail") return accepted ? (group.maxScore ?? 0) : 0;
  if (scores.length === 0) return 0;
  const sum = scores.reduce((total, score) => total + score, 0);
  switch (group.aggregation) {
    case "sum":
      return sum;
    case "avg":
      return sum / scores.length;
    case "min":
      return Math.min(...scores);
    case "max":
      return Math.max(...scores);
  }
}

function scoreTest(group: ScoreGroup, test: GroupedTest): Result {
  const gives = (test.score ?? null) !== null;
  if (test.verdict !== "AC") {
    if (gives) throw new ScoringFault(`${test.name}: the validator gives a rejected test a score`);
    return { score: 0, accepted: false };
  }
  if (gives && group.aggregation === "pass-fail")
    throw new ScoringFault(`${test.name}: the validator gives a score in a pass-fail group`);
  return { score: worthOf(group, test), accepted: true };
}

function worthOf(group: ScoreGroup, { name, score }: GroupedTest): number {
  if (group.aggregation === "pass-fail") return 0;
  if (score === undefined || score === null) {
    if (group.testScore === null) throw new ScoringFault(`${name}: the validator gives no score`);
    return group.testScore;
  }
  if (group.testMax === null) return score;
  const points = score * group.testMax;
  if (points > group.testMax + ROUNDING)
    throw new ScoringFault(`${name}: the validator gives ${points} of at most ${group.testMax}`);
  return points;
}
