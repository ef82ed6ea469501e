import { describe, expect, test } from "vitest";
import { aggregateVerdict, deriveTimeLimit } from "./rules.ts";
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
