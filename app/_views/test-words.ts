import { verdicts } from "#app/_words/en/verdicts.ts";
import type { QuestionType } from "#lib/assessments/schema.ts";
import { verdictWords } from "#lib/grading/verdicts.ts";
import type { TestGroup } from "#lib/review/groups/rules.ts";
import type { TestView, VerdictCode } from "#lib/review/reports/schema.ts";
import { formatPoints } from "#lib/review/rules.ts";

export type GroupView = TestGroup<TestView>;

const verdictOf = (test: TestView) => test.verdict;
export const isFailed = ({ verdict }: TestView) => verdict !== null && verdict !== "AC";

/** What became of a test, as part of a sentence: a query does not crash, SQLite refuses it. */
export function failureWords(code: VerdictCode, kind: QuestionType): string {
  return kind === "sql" && code === "RTE" ? verdicts.sqlError : verdictWords(code);
}

/** “2 of 3 tests passed: 1 of 1 sample, 1 of 2 secret.” */
export function testsSentence(tests: readonly TestView[]): string {
  const samples = tests.filter((test) => test.visibility === "sample");
  const secret = tests.filter((test) => test.visibility === "secret");
  const parts = [
    samples.length > 0 ? `${passedOf(samples)} sample` : "",
    secret.length > 0 ? `${passedOf(secret)} secret` : "",
  ].filter(Boolean);
  return `${passedOf(tests)} tests passed: ${parts.join(", ")}.`;
}

/** “4 of 5” */
export function passedOf(tests: readonly TestView[]): string {
  return `${tests.filter((test) => test.verdict === "AC").length} of ${tests.length}`;
}

/** Verdicts of tests that did not pass, the most frequent first. */
export function failuresOf(tests: readonly TestView[]): { verdict: VerdictCode; count: number }[] {
  const byVerdict = Map.groupBy(tests.filter(isFailed), verdictOf);
  return [...byVerdict]
    .flatMap(([verdict, some]) => (verdict ? [{ verdict, count: some.length }] : []))
    .sort((a, b) => b.count - a.count);
}

/** “Points lost: 16 in 3-large (2 of 4 too slow).” Empty when none are, and where points are no sum of groups. */
export function lostSentence(groups: readonly GroupView[], groupsRule: string, kind: QuestionType): string {
  if (groupsRule) return "";
  const many = groups.filter((group) => group.maxPoints !== null && group.tests.length > 0).length > 1;
  const lost = groups.flatMap((group) => {
    const { points, maxPoints, tests } = group;
    if (points === null || maxPoints === null || tests.length === 0 || points >= maxPoints) return [];
    const failures = failuresOf(tests).map(
      ({ verdict, count }) => `${count} of ${tests.length} ${failureWords(verdict, kind)}`,
    );
    const reasons = [...failures, ...group.unmet.map((title) => `${title} did not pass`)];
    const why = reasons.length > 0 ? ` (${reasons.join(", ")})` : "";
    return [`${formatPoints(maxPoints - points)}${many ? ` in ${group.title}` : ""}${why}`];
  });
  return lost.length === 0 ? "" : `Points lost: ${lost.join("; ")}.`;
}

/** Why it failed, where every test failed for the same reason; else empty. */
export function commonReason(tests: readonly TestView[]): string {
  const reasons = new Set(tests.map((test) => (isFailed(test) ? test.detail?.reason : undefined)));
  const [only] = reasons;
  return reasons.size === 1 && tests.length > 1 ? (only ?? "") : "";
}
