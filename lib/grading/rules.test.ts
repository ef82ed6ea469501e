import { describe, expect, test } from "vitest";
import {
  aggregateVerdict,
  attemptScore,
  deriveTimeLimit,
  isGraded,
  type ScoredTest,
  scoreChoice,
  scoreCode,
} from "./rules.ts";
import type { Verdict } from "./verdicts.ts";

const verdicts = (...list: Verdict[]) => list.map((verdict) => ({ verdict }));

describe("a submission's verdict", () => {
  test("is that of its first failing test", () => {
    expect(aggregateVerdict(verdicts("AC", "TLE", "WA"))).toBe("TLE");
    expect(aggregateVerdict(verdicts("AC", "AC"))).toBe("AC");
  });

  test("is never the candidate's fault when the judge failed anywhere", () => {
    expect(aggregateVerdict(verdicts("WA", "JE"))).toBe("JE");
  });

  test("is not an acceptance when there was nothing to pass", () => {
    expect(aggregateVerdict([])).toBe("JE");
  });
});

test.each([
  [0.3, 2, 1, 1],
  [0.51, 2, 1, 2],
  [0.5, 2, 1, 1],
  [1.2, 2, 0.5, 2.5],
])("an accepted run of %d s × %d at steps of %d s gives a limit of %d s", (slowest, factor, step, limit) => {
  expect(deriveTimeLimit(slowest, factor, step)).toBeCloseTo(limit);
});

describe("points", () => {
  const tests = (...list: [ScoredTest["visibility"], Verdict][]) =>
    list.map(([visibility, verdict]) => ({ visibility, verdict }));

  test("of a coding answer are its share of the secret tests", () => {
    const twoOfThree = tests(["sample", "WA"], ["secret", "AC"], ["secret", "AC"], ["secret", "TLE"]);
    expect(scoreCode(40, twoOfThree)).toBe(26.67);
    expect(scoreCode(40, tests(["sample", "AC"], ["secret", "WA"]))).toBe(0);
    expect(scoreCode(40, tests(["sample", "AC"], ["sample", "WA"]))).toBe(20);
  });

  test("are never given for a failure of the judge", () => {
    expect(() => scoreCode(40, tests(["secret", "JE"]))).toThrow("never scored");
  });

  test.each([
    [["a", "c"], 20],
    [["c", "a"], 20],
    [["a"], 0],
    [["a", "b", "c"], 0],
    [[], 0],
  ])("of the choice %j are %d", (choices, points) => {
    expect(scoreChoice(20, { correct: ["a", "c"] }, choices)).toBe(points);
  });

  test("of an attempt leave out what waits for a reviewer", () => {
    const items = [
      { judged: 26.67, maxPoints: 40, reviews: [] },
      { judged: 20, maxPoints: 20, reviews: [] },
      { judged: null, maxPoints: 40, reviews: [] },
    ];
    expect(attemptScore(items)).toEqual({ points: 46.67, maxPoints: 60 });
  });

  test("of a written answer are the mean of its reviewers', also when the attempt is graded again", () => {
    const written = { judged: null, maxPoints: 40, reviews: [30, 35.5] };
    expect(attemptScore([{ judged: 20, maxPoints: 20, reviews: [] }, written])).toEqual({
      points: 52.75,
      maxPoints: 60,
    });
  });

  test("wait for the judge, but not for a reviewer", () => {
    expect(isGraded([{ state: "done" }, { state: "done" }])).toBe(true);
    expect(isGraded([{ state: "done" }, { state: "failed" }])).toBe(false);
  });
});
