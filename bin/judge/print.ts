import type { PackageIssue } from "#lib/assessments/packages/schema.ts";
import type { JudgedSubmission } from "#lib/grading/gate/judge-package.ts";
import { slowestOf } from "#lib/grading/gate/rules.ts";
import { VERDICT_LABELS } from "#lib/grading/verdicts.ts";

/** One line a submission, for people or as JSON. */
export function printSubmission(packageName: string, judged: JudgedSubmission, json: boolean): void {
  process.stdout.write(`${json ? jsonLine(packageName, judged) : textLine(packageName, judged)}\n`);
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
  const { verdict, tests, scored, reason, compileOutput } = judgement;
  const failing = tests.find((test) => test.verdict !== "AC");
  const detail = failing?.reason ? `: ${failing.reason.split("\n")[0]}` : "";
  const why = reason ?? (failing ? `${failing.name}${detail}` : compileOutput?.split("\n")[0]);
  const words = [
    reasons.length === 0 ? "ok  " : "FAIL",
    `${packageName} ${submission.path}`,
    `${verdict} (${VERDICT_LABELS[verdict].toLowerCase()})`,
    scored
      ? `score ${round(scored.score)}${scored.maxScore === null ? "" : ` of ${round(scored.maxScore)}`}`
      : "",
    verdict === "JE" ? "" : reasons.join("; "),
    `${tests.length} tests, slowest ${slowestOf(tests) ?? 0} ms`,
    why ?? "",
  ];
  return words.filter(Boolean).join(" · ");
}

function round(score: number): number {
  return Math.round(score * 100) / 100;
}
