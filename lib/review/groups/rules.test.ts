import { describe, expect, test } from "vitest";
import type { ScoreGroup, Scoring } from "#lib/assessments/scoring/schema.ts";
import { scoreGroups } from "#lib/grading/groups/rules.ts";
import type { Verdict } from "#lib/grading/verdicts.ts";
import { groupTests, totalRule } from "./rules.ts";

const group = (name: string, changes: Partial<ScoreGroup>): ScoreGroup => ({
  name,
  aggregation: "sum",
  maxScore: null,
  testScore: null,
  testMax: null,
  requirePass: [],
  breaks: false,
  ...changes,
});

const made = (verdicts: Record<string, Verdict | [Verdict, number]>) =>
  Object.entries(verdicts).map(([name, given]) => {
    const [verdict, score] = typeof given === "string" ? [given, null] : given;
    const visibility = name.startsWith("sample") ? ("sample" as const) : ("secret" as const);
    return { name, visibility, verdict, score };
  });

/** A question of 40 points, graded as the judge grades it. */
function grouped(scoring: Scoring | null, verdicts: Parameters<typeof made>[0], points = 0) {
  const tests = made(verdicts);
  const scored = scoring ? scoreGroups(scoring, tests) : null;
  return groupTests(tests, { maxPoints: 40, points, scoring, scored });
}

describe("the groups that a question's points come from", () => {
  const classic: Scoring = {
    groups: [
      group("secret", { maxScore: 100 }),
      group("secret/1-small", { aggregation: "pass-fail", maxScore: 25 }),
      group("secret/2-large", { maxScore: 35, testScore: 17.5, testMax: 17.5 }),
      group("secret/3-huge", {
        aggregation: "min",
        maxScore: 40,
        testScore: 40,
        testMax: 40,
        requirePass: ["secret/1-small"],
      }),
    ],
  };

  test("are shown in points of the question, samples apart, each with its rule", () => {
    const groups = grouped(classic, {
      "sample/1": "AC",
      "secret/1-small/a": "AC",
      "secret/2-large/a": "AC",
      "secret/2-large/b": "TLE",
      "secret/3-huge/a": ["AC", 0.5],
    });
    expect(groups.map(({ title, points, maxPoints, rule }) => [title, points, maxPoints, rule])).toEqual([
      ["Samples", null, null, "Shown with the question, worth no points"],
      ["1-small", 10, 10, "All tests must pass"],
      ["2-large", 7, 14, "Each test counts for itself"],
      ["3-huge", 8, 16, "Counts as its weakest test; counts only if 1-small passes"],
    ]);
    expect(groups[2]?.tests.map(({ label, points, maxPoints }) => [label, points, maxPoints])).toEqual([
      ["a", 7, 7],
      ["b", 0, 7],
    ]);
    expect(groups[1]?.tests[0]).toMatchObject({ points: null, maxPoints: null });
  });

  test("say which group kept another from counting, and give its tests no points", () => {
    const groups = grouped(classic, {
      "secret/1-small/a": "WA",
      "secret/2-large/a": "AC",
      "secret/3-huge/a": "AC",
    });
    expect(groups.at(-1)).toMatchObject({
      points: 0,
      rule: "Counts as its weakest test; scores nothing, for 1-small did not pass",
      tests: [{ points: null }],
    });
  });

  test("of a package that names none are the samples and the secret tests, each of the same worth", () => {
    const groups = grouped(
      null,
      { "sample/1": "AC", "secret/01": "AC", "secret/02": "WA", "secret/03": "AC" },
      26.67,
    );
    expect(groups.map(({ title, points, maxPoints }) => [title, points, maxPoints])).toEqual([
      ["Samples", null, null],
      ["Secret tests", 26.67, 40],
    ]);
    expect(groups[1]?.tests.map((one) => one.points)).toEqual([13.33, 0, 13.33]);
    expect(grouped(null, { "sample/1": "AC" }, 40)).toMatchObject([{ title: "Samples", maxPoints: 40 }]);
    expect(grouped(null, {})).toEqual([]);
  });

  test("may hold groups (legacy), which stop at the first failure where their author says so", () => {
    const legacy: Scoring = {
      groups: [
        group("", { maxScore: 10, aggregation: "min" }),
        group("secret", { maxScore: 10 }),
        group("secret/a", { maxScore: 10, testScore: 5, testMax: 5, breaks: true }),
      ],
    };
    const groups = grouped(legacy, { "secret/a/1": "AC", "secret/a/2": "WA" });
    expect(groups.map(({ title, depth, points, rule }) => [title, depth, points, rule])).toEqual([
      ["Secret tests", 0, 20, "Sum of its groups"],
      ["a", 1, 20, "Each test counts for itself, up to the first that fails"],
    ]);
    expect(totalRule(legacy)).toBe("Counts as the weakest group");
    expect(totalRule(classic)).toBe("");
  });
});
