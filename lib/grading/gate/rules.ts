import type { CheckedStarter, CheckedSubmission } from "#lib/assessments/gate/schema.ts";
import { languageName } from "#lib/assessments/languages.ts";
import { matchesGlob } from "#lib/assessments/packages/glob.ts";
import type { ExpectationRule, PackageSubmission } from "#lib/assessments/packages/schema.ts";
import type { Judgement, TestOutcome } from "../judge.ts";
import { type Verdict, verdictWords } from "../verdicts.ts";

/** Expectations are about what a program can do; the judge's own failure is never among them. */
type Expectation = Pick<PackageSubmission, "path" | "expected" | "rules">;

/** Sums of thirds do not come out even. */
const ROUNDING = 1e-6;

/** Why a submission is not what its author says; empty: it is. */
export function unmet({ path, expected, rules }: Expectation, judgement: Judgement): string[] {
  const { verdict, scored, reason } = judgement;
  if (verdict === "JE") return [`the judge could not say: ${reason ?? "no reason given"}`];
  const reasons: string[] = [];
  if (!(expected as readonly Verdict[]).includes(verdict))
    reasons.push(`expected ${listed(expected)}, got ${verdictWords(verdict)}`);
  if (path.startsWith("partially_accepted/") && scored) {
    const isPart = scored.score > 0 && (scored.maxScore === null || scored.score < scored.maxScore);
    if (!isPart)
      reasons.push(`expected a part of the score, got ${scored.score} of ${scored.maxScore ?? "any"}`);
  }
  return [...reasons, ...rules.flatMap((rule) => brokenBy(rule, judgement))];
}

function listed(verdicts: readonly Verdict[]): string {
  return verdicts.map(verdictWords).join(" or ");
}

function brokenBy(rule: ExpectationRule, { tests, scored }: Judgement): string[] {
  const chosen = tests.filter((test) => rule.tests === null || matchesGlob(rule.tests, test.name));
  const where = rule.tests === null ? "" : ` in ${rule.tests}`;
  if (chosen.length === 0 && rule.score === null)
    return [`submissions.yaml names tests that are not there:${where}`];
  const reasons: string[] = [];
  const { permitted, required, message } = rule;
  const odd = permitted && chosen.find((test) => !(permitted as readonly Verdict[]).includes(test.verdict));
  if (odd) reasons.push(`${odd.name} is ${verdictWords(odd.verdict)}, permitted is ${listed(permitted)}`);
  if (required && !chosen.some((test) => (required as readonly Verdict[]).includes(test.verdict)))
    reasons.push(`no test${where} is ${listed(required)}, and one has to be`);
  if (message !== null && !chosen.some((test) => test.reason?.includes(message)))
    reasons.push(`the validator never says “${message}”${where}`);
  return [...reasons, ...scoreBroken(rule, scored)];
}

function scoreBroken({ tests, score }: ExpectationRule, scored: Judgement["scored"]): string[] {
  if (!score) return [];
  const group = scored?.groups.find(({ name }) => name === tests);
  const got = tests === null ? scored?.score : group?.score;
  if (got === undefined) return [`submissions.yaml gives a score for ${tests ?? "a problem"} that has none`];
  const [from, to] = score;
  return got >= from - ROUNDING && got <= to + ROUNDING ? [] : [`scored ${got}, expected ${from} to ${to}`];
}

/** The slowest test's CPU time in milliseconds; null when none ran. */
export function slowestOf(tests: readonly Pick<TestOutcome, "timeMs">[]): number | null {
  return tests.length === 0 ? null : tests.reduce((most, test) => Math.max(most, test.timeMs), 0);
}

export type GateFacts = {
  /** Languages that candidates may answer in. */
  languages: readonly string[];
  submissions: readonly CheckedSubmission[];
  starters: readonly CheckedStarter[];
  time: { limitSeconds: number; factor: number; slowestMs: number | null };
  /** What the package asks for and this judge lacks, and errors against the format. */
  faults: readonly string[];
};

/**
 * Why a question may not be published: an accepted solution has to pass in each language that has one, a wrong one has
 * to fail as its author says, the starter may earn nothing, and the time limit has to leave its factor over the slowest
 * accepted run. Each reason says what to do.
 */
export function gateReasons({ languages, submissions, starters, time, faults }: GateFacts): string[] {
  const reasons = [...faults];
  const judged = submissions.filter(({ verdict }) => verdict !== null);
  const accepted = judged.filter(({ expected }) => expected.length === 1 && expected[0] === "AC");
  const wrong = judged.filter(({ expected }) => !expected.includes("AC"));
  const proven = new Set(accepted.filter(isGood).map(({ language }) => language));
  if (proven.size === 0)
    reasons.push("No accepted solution passes. Add one that does to submissions/accepted.");
  if (wrong.length === 0)
    reasons.push(
      "No submission has to fail, so nothing shows that the tests find a mistake. Add one to submissions/wrong_answer.",
    );
  else if (!wrong.some(isGood))
    reasons.push("No wrong submission fails for the reason that its folder states.");
  for (const { path, reasons: why } of submissions.filter((each) => !isGood(each)))
    reasons.push(`${path}: ${why.join("; ")}.`);
  for (const { language, percent } of starters.filter((each) => each.percent > 0))
    reasons.push(
      `The starter code in ${languageName(language)} scores ${percent} %, must be 0. Add a test that it fails, or empty it.`,
    );
  const offered = languages.filter((language) => judged.some((each) => each.language === language));
  if (offered.length === 0 && languages.length > 0)
    reasons.push("None of the languages that it is offered in has a submission that could be judged here.");
  return [...reasons, ...timeReasons(time)];
}

function isGood(submission: CheckedSubmission): boolean {
  return submission.reasons.length === 0;
}

function timeReasons({ limitSeconds, factor, slowestMs }: GateFacts["time"]): string[] {
  if (slowestMs === null || (slowestMs / 1000) * factor <= limitSeconds + ROUNDING) return [];
  const needs = Math.ceil((slowestMs / 1000) * factor * 10) / 10;
  return [
    `The time limit of ${limitSeconds} s leaves no room: the slowest accepted run takes ${(slowestMs / 1000).toFixed(2)} s, and ${factor} times that is wanted. Set it to at least ${needs} s.`,
  ];
}
