import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attemptScore } from "#lib/grading/rules.ts";
import { gradingText, headline, reviewText } from "./reports/rules.ts";
import {
  binOf,
  type Cohort,
  cohortSize,
  cutText,
  histogram,
  type ItemFacts,
  itemState,
  midRank,
  ordinal,
  percentOf,
  shareText,
  standingCell,
  standingOf,
  standingText,
} from "./rules.ts";

/** NBSP stands between a number and its unit; the tests read plain spaces. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

const cohortOf = (percents: readonly number[]): Cohort => {
  const counts = new Map<number, number>();
  for (const percent of percents) counts.set(percent, (counts.get(percent) ?? 0) + 1);
  return [...counts].map(([percent, count]) => ({ percent, count }));
};
const percent = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100);
const cohort = fc.array(percent, { minLength: 1, maxLength: 200 });

describe("the mid-rank", () => {
  it("stays between none and all", () => {
    fc.assert(
      fc.property(percent, cohort, (own, others) => {
        const rank = midRank(own, cohortOf(others)) ?? -1;
        return rank >= 0 && rank <= 1;
      }),
    );
  });

  it("never falls when the score rises", () => {
    fc.assert(
      fc.property(percent, percent, cohort, (one, other, others) => {
        const all = cohortOf(others);
        return (midRank(Math.min(one, other), all) ?? 0) <= (midRank(Math.max(one, other), all) ?? 0);
      }),
    );
  });

  it("averages one half over the whole cohort, whatever the ties", () => {
    fc.assert(
      fc.property(cohort, (scores) => {
        const all = cohortOf(scores);
        const mean = scores.reduce((sum, score) => sum + (midRank(score, all) ?? 0), 0) / scores.length;
        return Math.abs(mean - 0.5) < 1e-9;
      }),
    );
  });

  it("mirrors when every score is mirrored", () => {
    fc.assert(
      fc.property(percent, cohort, (own, others) => {
        const mirror = (value: number) => Math.round((100 - value) * 100) / 100;
        const there = midRank(own, cohortOf(others)) ?? 0;
        const back = midRank(mirror(own), cohortOf(others.map(mirror))) ?? 0;
        return Math.abs(there + back - 1) < 1e-9;
      }),
    );
  });

  it("knows nothing of an empty cohort", () => {
    expect(midRank(50, [])).toBeNull();
  });
});

describe("a standing", () => {
  it("is a rank below twenty and a share from twenty on", () => {
    fc.assert(
      fc.property(cohort, (scores) => {
        const standing = standingOf(scores[0] ?? 0, cohortOf(scores));
        expect(standing.kind).toBe(scores.length < 20 ? "rank" : "share");
      }),
    );
  });

  it("counts from the best and says when a place is shared", () => {
    const eight = cohortOf([90, 80, 70, 70, 60, 50, 40, 30]);
    expect(standingText(standingOf(80, eight))).toBe("2nd of 8");
    expect(standingText(standingOf(70, eight))).toBe("shared 3rd of 8");
    expect(standingText(standingOf(50, cohortOf([50])))).toBe("the only one scored so far");
    expect(standingText(standingOf(null, eight))).toBe("");
  });

  it("reads as a share of how many", () => {
    const hundred = cohortOf(Array.from({ length: 100 }, (_, index) => index));
    expect(plain(standingText(standingOf(71, hundred)))).toBe("better than 72 % of 100");
    expect(plain(standingCell(standingOf(0, hundred)))).toBe("< 1 %");
    const many = [
      { percent: 10, count: 4_999 },
      { percent: 90, count: 1 },
    ];
    expect(plain(standingText(standingOf(90, many)))).toBe("better than > 99 % of the last 5,000");
  });
});

describe("words for numbers", () => {
  it("speaks ordinals", () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111].map(ordinal)).toEqual(
      "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 103rd 111th".split(" "),
    );
  });

  it("claims neither end for what only comes near it", () => {
    expect([0, 0.004, 0.5, 0.996, 1].map(shareText).map(plain)).toEqual([
      "0 %",
      "< 1 %",
      "50 %",
      "> 99 %",
      "100 %",
    ]);
  });

  it("gives the cut in points, and its share where the total is not a hundred", () => {
    expect(plain(cutText(55, { points: 62, maxPoints: 100 }))).toBe("Cut score 55.");
    expect(plain(cutText(55, { points: 10, maxPoints: 40 }))).toBe("Cut score 22 of 40 (55 %).");
    expect(cutText(null, { points: 10, maxPoints: 40 })).toBe("");
  });
});

describe("the histogram", () => {
  it("puts everyone into one of ten bins, a hundred into the last", () => {
    fc.assert(
      fc.property(cohort, (scores) => {
        const bins = histogram(cohortOf(scores));
        expect(bins).toHaveLength(10);
        expect(bins.reduce((sum, count) => sum + count, 0)).toBe(cohortSize(cohortOf(scores)));
      }),
    );
    expect([0, 9.99, 10, 90, 100].map(binOf)).toEqual([0, 0, 1, 9, 9]);
  });
});

const code = (part: Partial<ItemFacts> = {}): ItemFacts => ({
  type: "code",
  maxPoints: 40,
  judged: 30,
  judgeState: "done",
  reviews: [],
  ...part,
});
const written = (part: Partial<ItemFacts> = {}): ItemFacts => ({
  ...code({ type: "text", maxPoints: 20, judged: null }),
  ...part,
});

describe("an attempt's total", () => {
  it("leaves an answer that waits for a reviewer out of both numbers", () => {
    expect(attemptScore([code(), written()])).toEqual({ points: 30, maxPoints: 40 });
    expect(reviewText([code(), written()])).toBe(
      "1 answer waits for a reviewer and is not in the score yet.",
    );
  });

  it("takes the mean of the reviewers' points once there are any", () => {
    expect(attemptScore([code(), written({ reviews: [10, 15] })])).toEqual({ points: 42.5, maxPoints: 60 });
    expect(reviewText([code(), written({ reviews: [0] })])).toBe("");
  });

  it("never exceeds what could be had, and never leaves it in doubt by fractions", () => {
    const item = fc.record({
      type: fc.constantFrom("code" as const, "choice" as const, "text" as const),
      maxPoints: fc.integer({ min: 0, max: 1000 }),
      judgeState: fc.constantFrom("queued" as const, "done" as const, "failed" as const),
      share: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
      marks: fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const facts = items.map(({ share, marks, ...rest }) => ({
          ...rest,
          judged: share === null ? null : (rest.maxPoints * share) / 100,
          reviews: marks.map((mark) => (rest.maxPoints * mark) / 100),
        }));
        const total = attemptScore(facts);
        return total.points <= total.maxPoints && Number.isInteger(Math.round(total.points * 1e6) / 1e4);
      }),
    );
  });

  it("ignores a reviewer where the judge decides", () => {});
});

describe("an item's state", () => {
  it.each([
    ["scored", code()],
    ["grading", code({ judged: null, judgeState: "running" })],
    ["judge_waiting", code({ judged: null, judgeState: "failed" })],
    ["needs_review", written()],
    ["scored", written({ reviews: [3] })],
    ["not_submitted", code({ judged: null, judgeState: null })],
  ] as const)("is %s", (state, item) => {
    expect(itemState(item)).toBe(state);
  });
});

describe("the first line of a report", () => {
  const graded = {
    state: "graded" as const,
    items: [code()],
    score: { points: 62, maxPoints: 100 },
    standing: { kind: "share" as const, share: 0.712, of: 84, capped: false },
    cutPercent: 55,
    usedMinutes: 38.2,
    allowedMinutes: 60,
  };

  it("says how good, of how many, the cut, and in what time", () => {
    expect(plain(headline(graded))).toBe("62 of 100, better than 71 % of 84. Cut score 55. 38 of 60 min.");
  });

  it("says how far grading is while there is no score", () => {
    const items = [
      code(),
      code({ judged: null, judgeState: "queued" }),
      code({ judged: null, judgeState: "running" }),
      written(),
    ];
    expect(plain(headline({ ...graded, state: "submitted", score: null, items }))).toBe(
      "Grading 2 of 3 questions. 38 of 60 min.",
    );
  });

  it("says that nothing is lost while the judge is away", () => {
    expect(gradingText([code(), code({ judged: null, judgeState: "failed" })])).toBe(
      "Judge waiting: score will follow, nothing is lost.",
    );
  });

  it("does not invent a score where only people score", () => {
    const score = { points: 0, maxPoints: 0 };
    expect(percentOf(score)).toBeNull();
    expect(plain(headline({ ...graded, score, items: [written()] }))).toBe(
      "Nothing is scored yet. 38 of 60 min.",
    );
  });
});
