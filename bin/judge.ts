import { existsSync, readFileSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languageName } from "#lib/assessments/languages.ts";
import { readAuthored } from "#lib/assessments/packages/library.ts";
import { type ProgramQuestion, readProgramQuestion } from "#lib/assessments/packages/programs.ts";
import { readProblemPackage } from "#lib/assessments/packages/read.ts";
import {
  DEFAULT_VALIDATOR,
  PackageError,
  type PackageSubmission,
  type ProblemPackage,
} from "#lib/assessments/packages/schema.ts";
import { expectedOf } from "#lib/assessments/packages/submissions.ts";
import { defaultValidator } from "#lib/grading/check/default-validator.ts";
import { type Judgement, judgeSubmission } from "#lib/grading/judge.ts";
import { languageOfFile } from "#lib/grading/languages.ts";
import { deriveTimeLimit } from "#lib/grading/rules.ts";
import { type Judge, openJudge } from "#lib/grading/sandbox/detect.ts";
import { VERDICT_LABELS } from "#lib/grading/verdicts.ts";
import { judgeQuestion } from "./judge/programs.ts";

const USAGE = `Usage: npm run judge -- DIR… [--submission FILE] [--json]

Judges every submission of the problem packages against what its folder expects.
  --submission FILE   judge this file alone (expected: what its folder's name says, else accepted)
  --json              one JSON object a line
Exit code: 0 when all is as expected, 1 when not, 2 when it could not be tried.`;

/** Long enough to measure an honest accepted solution when the package sets no limit itself. */
const MEASURING_LIMIT_MS = 30_000;

type Line = {
  package: string;
  submission: string;
  language: string | null;
  expected: readonly string[];
  ok: boolean;
} & Judgement;

async function main(): Promise<number> {
  const { directories, submission, json } = readArguments();
  const isQuestion = (path: string) => existsSync(`${path}/question.yaml`);
  const questions = directories.filter(isQuestion).map(readQuestion);
  const packages = directories.filter((path) => !isQuestion(path)).flatMap(readOrExplain);
  if (packages.length + questions.length === 0)
    throw new Refusal(`There is no problem package among these.\n\n${USAGE}`);
  const judge = await openJudge(Math.max(1, Math.min(4, availableParallelism())));
  if (!judge.sandbox) {
    const { report } = judge;
    throw new Refusal(
      report.driver === "none" ? `The judge cannot run here: ${report.reason}\n${report.fix}` : "",
    );
  }
  const stop = () => void judge.sandbox?.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    let allHold = true;
    for (const one of packages) allHold = (await judgePackage(judge, one, submission, json)) && allHold;
    for (const one of questions) allHold = (await judgeQuestion(judge, one, submission, json)) && allHold;
    return allHold ? 0 : 1;
  } finally {
    await judge.sandbox.close();
  }
}

class Refusal extends Error {}

function readArguments(): { directories: string[]; submission: PackageSubmission | null; json: boolean } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse();
  } catch (error) {
    throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
  }
  const { values, positionals } = parsed;
  if (values.help || positionals.length === 0) throw new Refusal(USAGE);
  return {
    directories: positionals,
    submission: readSubmission(values.submission),
    json: values.json === true,
  };
}

function parse() {
  return parseArgs({
    allowPositionals: true,
    options: { submission: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
  });
}

function readSubmission(path: string | undefined): PackageSubmission | null {
  if (path === undefined) return null;
  try {
    return {
      path: basename(path),
      source: readFileSync(path),
      expected: expectedOf(basename(dirname(resolve(path)))) ?? ["AC"],
      rules: [],
      lowersTimeLimit: false,
    };
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}`);
  }
}

/** A function or SQL question. */
function readQuestion(path: string): ProgramQuestion {
  try {
    return readProgramQuestion(path);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new Refusal(`${path} cannot be judged: ${error.message}`);
  }
}

/** One package; or none where `content/*` also names a README and the questions without a program. */
function readOrExplain(path: string): ProblemPackage[] {
  const skip = (why: string) => {
    process.stderr.write(`${path}: ${why}\n`);
    return [];
  };
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return skip("not a folder, skipped");
    if (!existsSync(`${path}/problem.yaml`) && existsSync(path)) {
      const questions = readAuthored(path);
      if (questions.length > 0)
        return skip(`${questions.length} questions without a program, read and in order`);
    }
    return [readProblemPackage(path)];
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new Refusal(`${path} cannot be judged: ${error.message}`);
  }
}

async function judgePackage(
  judge: Judge,
  one: ProblemPackage,
  alone: PackageSubmission | null,
  json: boolean,
): Promise<boolean> {
  const timeMs = await timeLimitOf(judge, one);
  let allHold = true;
  for (const submission of alone ? [alone] : one.submissions) {
    const language = languageOfFile(submission.path);
    const judgement = await judgeOne(judge, one, submission, timeMs);
    const ok = (submission.expected as readonly string[]).includes(judgement.verdict);
    allHold &&= ok;
    print(
      {
        package: one.shortName,
        submission: submission.path,
        language: language?.id ?? null,
        expected: submission.expected,
        ok,
        ...judgement,
      },
      json,
    );
  }
  if (!alone && one.submissions.length === 0) {
    process.stderr.write(`${one.shortName}: no submissions to judge; add submissions/accepted/…\n`);
    return false;
  }
  return allHold;
}

async function judgeOne(
  judge: Judge,
  one: ProblemPackage,
  submission: PackageSubmission,
  timeMs: number,
): Promise<Judgement> {
  const refused = (reason: string): Judgement => ({ verdict: "JE", tests: [], reason });
  if (one.unsupported.length > 0) return refused(one.unsupported.join("; "));
  if (submission.unsupported) return refused(submission.unsupported);
  const language = languageOfFile(submission.path);
  if (!language) return refused(`no language is known for ${submission.path}`);
  const runtime = judge.runtimes.get(language.id);
  if (!runtime) return refused(`${languageName(language.id)} is off on this machine`);
  if (submission.source.length > one.limits.codeKib * 1024) {
    return {
      verdict: "CE",
      tests: [],
      compileOutput: `The source is longer than ${one.limits.codeKib} KiB.`,
    };
  }
  const { memoryMib, outputMib } = one.limits;
  return judgeSubmission(
    {
      tests: one.tests,
      limits: { timeMs, memoryMib, outputKib: outputMib * 1024 },
      runtime,
      source: submission.source,
      checker: defaultValidator(DEFAULT_VALIDATOR),
    },
    judge.sandbox,
  );
}

/** Milliseconds: the package's own limit, or what its accepted submissions set it to. */
async function timeLimitOf(judge: Judge, one: ProblemPackage): Promise<number> {
  const { timeSeconds, acToTimeLimit, timeResolution } = one.limits;
  if (timeSeconds !== null) return timeSeconds * 1000;
  let slowest = 0;
  for (const submission of one.submissions.filter((candidate) => candidate.expected[0] === "AC")) {
    const { tests } = await judgeOne(judge, one, submission, MEASURING_LIMIT_MS);
    for (const test of tests) slowest = Math.max(slowest, test.timeMs / 1000);
  }
  return deriveTimeLimit(slowest, acToTimeLimit, timeResolution) * 1000;
}

function print(line: Line, json: boolean): void {
  if (json) {
    const tests = line.tests.map(({ name, verdict, timeMs, memoryKb }) => ({
      name,
      verdict,
      timeMs,
      memoryKb,
    }));
    const { package: name, submission, language, expected, verdict, ok, reason, compileOutput } = line;
    process.stdout.write(
      `${JSON.stringify({ package: name, submission, language, expected, verdict, tests, ok, reason, compileOutput })}\n`,
    );
    return;
  }
  const slowest = line.tests.reduce((most, test) => Math.max(most, test.timeMs), 0);
  const failing = line.tests.find((test) => test.verdict !== "AC");
  const why =
    line.reason ??
    (failing
      ? `${failing.name}${failing.reason ? `: ${failing.reason}` : ""}`
      : line.compileOutput?.split("\n")[0]);
  const words = [
    line.ok ? "ok  " : "FAIL",
    `${line.package} ${line.submission}`,
    `${line.verdict} (${VERDICT_LABELS[line.verdict].toLowerCase()})`,
    line.ok ? "" : `expected ${line.expected.join(" or ")}`,
    `${line.tests.length} tests, slowest ${slowest} ms`,
    why ?? "",
  ];
  process.stdout.write(`${words.filter(Boolean).join(" · ")}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof Refusal ? error.message : ((error as Error).stack ?? String(error))}\n`,
    );
    process.exitCode = 2;
  },
);
