import { expect, test } from "vitest";
import { commonReason, failuresOf, type GroupView, lostSentence, testsSentence } from "./test-words.ts";

type Verdict = GroupView["tests"][number]["verdict"];

function group(
  title: string,
  points: number | null,
  maxPoints: number | null,
  verdicts: Verdict[],
  reason?: string,
) {
  const tests = verdicts.map((verdict, index) => ({
    name: `${title}/${index}`,
    label: `${index}`,
    visibility: title === "Samples" ? ("sample" as const) : ("secret" as const),
    verdict,
    score: null,
    points: null,
    maxPoints: null,
    timeMs: 1,
    memoryKb: null,
    input: { text: "", bytes: 0 },
    expected: { text: "", bytes: 0 },
    stdout: null,
    stderr: null,
    detail: reason === undefined || verdict === "AC" ? null : { reason },
  }));
  return { name: title, title, depth: 0, rule: "", unmet: [], points, maxPoints, tests };
}

const samples = group("Samples", null, null, ["AC"]);

test("one sentence says where the points went, and why", () => {
  const groups = [
    samples,
    group("1-small", 10, 10, ["AC", "AC"]),
    group("2-large", 7, 14, ["AC", "WA"]),
    group("3-huge", 0, 16, ["TLE", "TLE", "AC", "MLE"]),
  ];
  expect(lostSentence(groups, "", "code")).toBe(
    "Points lost: 7 in 2-large (1 of 2 wrong answer); 16 in 3-huge (2 of 4 too slow, 1 of 4 too much memory).",
  );
  expect(lostSentence([samples, group("Secret tests", 13.33, 40, ["AC", "WA", "WA"])], "", "code")).toBe(
    "Points lost: 26.67 (2 of 3 wrong answer).",
  );
  const needy = { ...group("3-huge", 0, 16, ["AC"]), unmet: ["2-large"] };
  expect(lostSentence([group("2-large", 0, 24, ["WA"]), needy], "", "code")).toBe(
    "Points lost: 24 in 2-large (1 of 1 wrong answer); 16 in 3-huge (2-large did not pass).",
  );
  expect(lostSentence([samples, group("1", 40, 40, ["AC"])], "", "code")).toBe("");
  expect(testsSentence(groups.flatMap((one) => one.tests))).toBe(
    "5 of 9 tests passed: 1 of 1 sample, 4 of 8 secret.",
  );
});

test("SQL that SQLite refuses is an error in the SQL, not a crash, and the reason of all tests is said once", () => {
  const reason = "SQLite says: no such column: nam (in the statement that begins at line 1)";
  const refused = group("Secret tests", 0, 40, ["RTE", "RTE"], reason);
  expect(lostSentence([refused], "", "sql")).toBe("Points lost: 40 (2 of 2 SQL error).");
  expect(lostSentence([refused], "", "code")).toBe("Points lost: 40 (2 of 2 crashed).");
  expect(commonReason(refused.tests)).toBe(reason);
  expect(commonReason([...samples.tests, ...refused.tests])).toBe("");
  expect(failuresOf(refused.tests)).toEqual([{ verdict: "RTE", count: 2 }]);
});
