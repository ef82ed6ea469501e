import type { PackageIssue } from "#lib/assessments/packages/schema.ts";
import type { JudgedSubmission } from "#lib/grading/gate/judge-package.ts";
import { slowestOf } from "#lib/grading/gate/rules.ts";
import { verdictWords } from "#lib/grading/verdicts.ts";

/** A compiler repeats itself: the beginning is what its author needs. */
const COMPILE_LINES = 20;

const told = { all: 0, failed: 0 };

/** One line a submission, for people or as JSON; what the compiler said of one goes to standard error. */
export function printSubmission(packageName: string, judged: JudgedSubmission, json: boolean): void {
  told.all++;
  if (judged.reasons.length > 0) told.failed++;
  process.stdout.write(`${json ? jsonLine(packageName, judged) : textLine(packageName, judged)}\n`);
  const { compileOutput } = judged.judgement;
  if (!json && compileOutput) process.stderr.write(`${indented(compileOutput)}\n`);
}

/** What all the lines come to, on standard error. */
export function printSummary(allHold: boolean): void {
  if (told.all === 0) return;
  const { all, failed } = told;
  const many = all === 1 ? "1 submission" : `${all} submissions`;
  const fault = allHold ? "" : "; an error above stands against a package";
  const said = failed === 0 ? `as expected${fault}` : `${failed} not as expected`;
  process.stderr.write(`${many}: ${said}.\n`);
}

function indented(text: string): string {
  const lines = text.trimEnd().split("\n");
  const more = lines.length - COMPILE_LINES;
  return [...lines.slice(0, COMPILE_LINES), ...(more > 0 ? [`… and ${more} more lines`] : [])]
    .map((line) => `       ${line}`)
    .join("\n");
}

/** What is found against the format, on standard error: standard output is the submissions'. */
export function printIssue(packageName: string, { weight, detail }: PackageIssue): void {
  process.stderr.write(`${weight === "error" ? "error" : "warn "} · ${packageName} · ${detail}\n`);
}

function jsonLine(
  packageName: string,
  { submission, language, judgement, reasons }: JudgedSubmission,
): string {
  const { verdict, scored, reason, compileOutput } = judgement;
  const tests = judgement.tests.map((test) => ({
    name: test.name,
    verdict: test.verdict,
    timeMs: test.timeMs,
    memoryKb: test.memoryKb,
    ...(test.score === undefined ? {} : { score: test.score }),
  }));
  const { path, expected } = submission;
  return JSON.stringify({
    package: packageName,
    submission: path,
    language,
    expected,
    verdict,
    ...(scored ? { score: scored.score, maxScore: scored.maxScore, groups: scored.groups } : {}),
    tests,
    ok: reasons.length === 0,
    reason: reason ?? (reasons.length > 0 ? reasons.join("; ") : undefined),
    compileOutput,
  });
}

function textLine(packageName: string, { submission, judgement, reasons }: JudgedSubmission): string {
  const { verdict, tests, scored, reason } = judgement;
  const failing = tests.find((test) => test.verdict !== "AC");
  const detail = failing?.reason ? `: ${failing.reason.split("\n")[0]}` : "";
  const words = [
    reasons.length === 0 ? "ok  " : "FAIL",
    `${packageName} ${submission.path}`,
    `${verdict} (${verdictWords(verdict)})`,
    scored
      ? `score ${round(scored.score)}${scored.maxScore === null ? "" : ` of ${round(scored.maxScore)}`}`
      : "",
    verdict === "JE" ? "" : reasons.join("; "),
    tests.length === 0 ? "no test ran" : `${tests.length} tests, slowest ${slowestOf(tests) ?? 0} ms`,
    reason ?? (failing ? `${failing.name}${detail}` : ""),
  ];
  return words.filter(Boolean).join(" · ");
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
