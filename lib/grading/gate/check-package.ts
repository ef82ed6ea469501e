import type { CheckedStarter, CheckedSubmission, GateReport } from "#lib/assessments/gate/schema.ts";
import { languageName } from "#lib/assessments/languages.ts";
import type { ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { beginning } from "#lib/platform/text.ts";
import { scoreCode } from "../rules.ts";
import type { Judge } from "../sandbox/detect.ts";
import { checkInputs } from "./inputs.ts";
import { type JudgedPackage, type JudgedSubmission, PackageJudge } from "./judge-package.ts";
import { gateReasons, slowestOf } from "./rules.ts";

export type GatedPackage = JudgedPackage & {
  /** Languages that it is offered in. */
  languages: readonly string[];
  /** By language id. */
  starter: Readonly<Record<string, string>>;
  issues: ProblemPackage["issues"];
};

/** A check that takes longer keeps others waiting, and was not meant to: the package is too large, or its limit too high. */
const PATIENCE_MS = 12 * 60_000;

/** The first lines say it. */
const FAILURE_SHOWN = 500;
/** A compiler repeats itself. */
const COMPILER_SHOWN = 4_000;

export type GateHooks = { onSubmission?: (judged: JudgedSubmission) => void };

/**
 * Tries all that a package brings in the real judge, and says whether a question may be published upon it.
 * Takes as long as its submissions do; past 12 minutes it ends with that as the reason.
 */
export async function checkPackage(
  judge: Judge,
  source: GatedPackage,
  { at, by }: { at: Date; by: GateReport["by"] },
  hooks: GateHooks = {},
): Promise<GateReport> {
  const runner = new PackageJudge(judge, source, true);
  const until = performance.now() + PATIENCE_MS;
  const faults = [
    ...source.unsupported,
    ...source.issues.filter(({ weight }) => weight === "error").map(({ detail }) => detail),
  ];
  const limitMs = await runner.timeLimit();
  const submissions: CheckedSubmission[] = [];
  const warnings = source.issues.filter(({ weight }) => weight === "warning").map(({ detail }) => detail);
  let slowestMs: number | null = null;
  for (const submission of source.submissions) {
    if (performance.now() > until) {
      faults.push(
        "The check took more than 12 minutes, and was ended. Lower the time limit, or bring fewer tests.",
      );
      break;
    }
    const judged = await runner.submission(submission);
    hooks.onSubmission?.(judged);
    submissions.push(checked(judged));
    if (judged.isOff)
      warnings.push(`${submission.path} was not judged: ${languageName(judged.language ?? "")} is off here.`);
    const plain = submission.lowersTimeLimit && judged.reasons.length === 0 ? runner.plainMs(judged) : null;
    if (plain !== null) slowestMs = Math.max(slowestMs ?? 0, plain);
  }
  faults.push(...(await runner.triedOutputs()), ...(await runner.oddOutputs()));
  const inputs = await checkInputs(judge, source);
  faults.push(...inputs.faults);
  warnings.push(...inputs.warnings);
  const tables = await runner.tables();
  if (typeof tables === "string") faults.push(tables);
  const starters = await checkStarters(runner, source);
  const { acToTimeLimit: factor, timeSeconds } = source.limits;
  const time = { limitSeconds: limitMs / 1000, derived: timeSeconds === null, factor, slowestMs };
  return {
    checkedAt: at.toISOString(),
    by,
    toolchains: toolchainsOf(judge, submissions),
    time,
    submissions,
    starters,
    ...(Array.isArray(tables) ? { tables } : {}),
    reasons: gateReasons({ languages: source.languages, submissions, starters, time, faults }),
    warnings,
  };
}

function checked({ submission, language, judgement, reasons, isOff }: JudgedSubmission): CheckedSubmission {
  const { path, expected } = submission;
  const { verdict, tests, scored, compileOutput } = judgement;
  const failed = tests.find((test) => test.verdict !== "AC");
  return {
    path,
    language,
    expected: [...expected],
    verdict: isOff ? null : verdict,
    slowestMs: slowestOf(tests),
    failedAt: failed?.name ?? null,
    ...(failed?.reason ? { failure: beginning(failed.reason, FAILURE_SHOWN, "…") } : {}),
    ...(compileOutput ? { compileOutput: beginning(compileOutput, COMPILER_SHOWN, "\n…") } : {}),
    score: scored?.score ?? null,
    reasons: isOff ? [] : reasons,
  };
}

/** What a candidate earns who hands in what the editor begins with. */
async function checkStarters(
  runner: PackageJudge,
  { starter, languages, tests }: GatedPackage,
): Promise<CheckedStarter[]> {
  const starters: CheckedStarter[] = [];
  for (const [language, source] of Object.entries(starter)) {
    if (!languages.includes(language) || source.trim() === "") continue;
    const verdicts = await runner.starter(language, source);
    if (!verdicts) continue;
    const { verdict, scored, tests: outcomes } = verdicts;
    const results = outcomes.map((outcome, index) => ({
      verdict: outcome.verdict,
      visibility: tests[index]?.group.startsWith("sample") ? ("sample" as const) : ("secret" as const),
    }));
    const percent = scored
      ? (100 * scored.score) / (scored.maxScore || 1)
      : verdict === "CE" || verdict === "JE"
        ? 0
        : scoreCode(100, results);
    starters.push({ language, verdict, percent });
  }
  return starters;
}

function toolchainsOf(judge: Judge, submissions: readonly CheckedSubmission[]): Record<string, string> {
  const used = new Set(submissions.flatMap(({ language }) => (language ? [language] : [])));
  return Object.fromEntries(
    [...used].flatMap((id) => {
      const runtime = judge.runtimes.get(id);
      return runtime ? [[id, runtime.tool.version] as const] : [];
    }),
  );
}
