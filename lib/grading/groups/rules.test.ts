import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ScoreGroup, Scoring } from "#lib/assessments/scoring/schema.ts";
import type { Verdict } from "../verdicts.ts";
import { type GroupedTest, ScoringFault, scoreGroups } from "./rules.ts";

const group = (name: string, changes: Partial<ScoreGroup> = {}): ScoreGroup => ({
  name,
  aggregation: "pass-fail",
  maxScore: null,
  testScore: null,
  testMax: null,
  requirePass: [],
  breaks: false,
  ...changes,
});

const sum = (name: string, maxScore: number | null, worth: number | null, more: Partial<ScoreGroup> = {}) =>
  group(name, { aggregation: "sum", maxScore, testScore: worth, testMax: worth, ...more });

const outcomes = (list: Record<string, Verdict | Partial<GroupedTest>>): GroupedTest[] =>
  Object.entries(list).map(([name, given]) =>
    typeof given === "string" ? { name, verdict: given } : { name, verdict: "AC", ...given },
  );

const score = (groups: ScoreGroup[], list: Parameters<typeof outcomes>[0]) =>
  scoreGroups({ groups }, outcomes(list)).score;

describe("groups of tests", () => {
  const classic: Scoring = {
    groups: [
      sum("secret", 100, null),
      group("secret/1-small", { maxScore: 30 }),
      sum("secret/2-large", 40, 20),
      group("secret/3-huge", {
        aggregation: "min",
        maxScore: 30,
        testScore: 30,
        testMax: 30,
        requirePass: ["sample", "secret/1-small"],
      }),
    ],
  };

  test("sum, min and pass-fail score as the format says, samples never", () => {
    const all = {
      "sample/1": "AC",
      "secret/1-small/a": "AC",
      "secret/1-small/b": "AC",
      "secret/2-large/a": "WA",
      "secret/2-large/b": "AC",
      "secret/3-huge/a": { score: 0.5 },
      "secret/3-huge/b": "AC",
    } as const;
    expect(scoreGroups(classic, outcomes(all))).toEqual({
      score: 65,
      maxScore: 100,
      groups: [
        { name: "secret", score: 65, maxScore: 100, accepted: false },
        { name: "secret/1-small", score: 30, maxScore: 30, accepted: true },
        { name: "secret/2-large", score: 20, maxScore: 40, accepted: false },
        { name: "secret/3-huge", score: 15, maxScore: 30, accepted: true },
      ],
    });
    expect(score(classic.groups, { ...all, "secret/1-small/b": "TLE" })).toBe(20);
    expect(score(classic.groups, { ...all, "sample/1": "WA" })).toBe(50);
  });

  test("what comes after a rejection counts for nothing where the group breaks (legacy)", () => {
    const breaking = [sum("", null, 1, { breaks: true }), sum("secret", null, 10, { breaks: true })];
    expect(score(breaking, { "secret/1": "AC", "secret/2": "WA", "secret/3": "AC" })).toBe(10);
    expect(score(breaking, { "sample/1": "WA", "secret/1": "AC" })).toBe(0);
  });

  test("nested groups, averages and the best of several (legacy)", () => {
    const nested = [
      sum("secret", null, 1),
      sum("secret/a", null, 3, { aggregation: "max" }),
      sum("secret/a/deep", null, 4, { aggregation: "avg" }),
    ];
    expect(
      score(nested, {
        "secret/a/x": "AC",
        "secret/a/deep/1": "AC",
        "secret/a/deep/2": "AC",
        "secret/b": "AC",
      }),
    ).toBe(5);
    expect(score(nested, { "secret/a/x": "WA", "secret/a/deep/1": "AC", "secret/a/deep/2": "WA" })).toBe(2);
  });

  test("a share counts of the test's worth, and points outright where that has no bound", () => {
    expect(score([sum("secret", 10, 5)], { "secret/1": { score: 0.5 }, "secret/2": "AC" })).toBe(7.5);
    expect(score([sum("secret", null, null)], { "secret/1": { score: 1234 } })).toBe(1234);
  });

  test.each<[string, ScoreGroup, Partial<GroupedTest>]>([
    ["more than the test is worth", sum("secret", 10, 5), { score: 1.2 }],
    ["no score where it has to", sum("secret", null, null), {}],
    ["a score in a pass-fail group", group("secret", { maxScore: 10 }), { score: 1 }],
    ["a score for a rejected test", sum("secret", 10, 5), { verdict: "WA", score: 1 }],
    ["more than the group's maximum", sum("secret", 10, 10, { testMax: null }), { score: 11 }],
  ])("a validator that gives %s is at fault, not the candidate", (_, only, outcome) => {
    expect(() => score([only], { "secret/1": outcome })).toThrow(ScoringFault);
  });

  test("a failure of the judge is never scored", () => {
    expect(() => score([sum("secret", 1, 1)], { "secret/1": "JE" })).toThrow("never scored");
  });

  test("for any results: 0 to the maximum, order without meaning, and never less for one more accepted test", () => {
    const verdict = fc.constantFrom<Verdict>("AC", "WA", "TLE", "RTE");
    const names = ["sample/1", "secret/1-small/a", "secret/2-large/a", "secret/2-large/b", "secret/3-huge/a"];
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 5, maxLength: 5 }), fc.nat(4), (verdicts, better) => {
        const tests = names.map((name, index) => ({ name, verdict: verdicts[index] ?? "WA" }));
        const before = scoreGroups(classic, tests).score;
        const after = scoreGroups(
          classic,
          tests.map((each, index) => (index === better ? { ...each, verdict: "AC" as const } : each)),
        ).score;
        const turned = scoreGroups(classic, [...tests].reverse()).score;
        return before >= 0 && after <= 100 && after >= before && turned === before;
      }),
    );
  });
});
