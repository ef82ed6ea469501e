import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import type { GateReport } from "#lib/assessments/gate/schema.ts";
import { readAuthored } from "#lib/assessments/packages/library.ts";
import {
  isProgramQuestion,
  type ProgramQuestion,
  readProgram,
  readProgramQuestion,
} from "#lib/assessments/packages/programs.ts";
import { readPackage, readProblemPackage } from "#lib/assessments/packages/read.ts";
import { PackageError, type ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { zipFiles } from "#lib/assessments/packages/zip.ts";
import { contentHash, languagesOf, questionOfPackage, starterOf } from "#lib/assessments/questions/rules.ts";
import { checkPackage } from "#lib/grading/gate/check-package.ts";
import { PackageJudge } from "#lib/grading/gate/judge-package.ts";
import { type Judge, openJudge } from "#lib/grading/sandbox/detect.ts";
import { type Arguments, Refusal, readArguments, readDriver } from "./judge/arguments.ts";
import { printIssue, printSubmission, printSummary } from "./judge/print.ts";
import { judgeQuestion } from "./judge/programs.ts";

async function main(): Promise<number> {
  const given = readArguments();
  const isQuestion = (path: string) => existsSync(`${path}/question.yaml`);
  const others = await Promise.all(given.paths.filter((path) => !isQuestion(path)).map(readOrExplain));
  const read = others.flat();
  const zipped = read.filter((one): one is ProgramQuestion => "slug" in one);
  const packages = read.filter((one): one is ProblemPackage => !("slug" in one));
  const questions = [...given.paths.filter(isQuestion).map(readQuestion), ...zipped];
  if (packages.length + questions.length === 0) throw new Refusal("There is no problem package among these.");
  const judge = await openJudge(Math.max(1, Math.min(4, availableParallelism())), { driver: readDriver() });
  if (!judge.sandbox) {
    const { report } = judge;
    throw new Refusal(
      report.driver === "none" ? `The judge cannot run here: ${report.reason}\n${report.fix}` : "",
    );
  }
  const stop = () => void judge.sandbox?.close().finally(() => process.exit(130));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    if (given.record !== null) return await record(judge, packages, given.record);
    let allHold = true;
    for (const one of packages) allHold = (await judgePackage(judge, one, given)) && allHold;
    const { submission, json } = given;
    for (const one of questions) allHold = (await judgeQuestion(judge, one, submission, json)) && allHold;
    if (!json) printSummary(allHold);
    return allHold ? 0 : 1;
  } finally {
    await judge.sandbox.close();
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

/** One package or zipped question; or none where `content/*` also names a README and the questions without a program. */
async function readOrExplain(path: string): Promise<(ProblemPackage | ProgramQuestion)[]> {
  const skip = (why: string) => {
    process.stderr.write(`${path}: ${why}\n`);
    return [];
  };
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
      if (!/\.(zip|kpp)$/i.test(path)) return skip("not a package, skipped");
      const files = await zipFiles(readFileSync(path), basename(path));
      return [isProgramQuestion(files) ? readProgram(files) : readPackage(files)];
    }
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
  { submission: alone, strict, json }: Arguments,
): Promise<boolean> {
  const runner = new PackageJudge(judge, one);
  let allHold = true;
  if (!alone) {
    const faults = (await runner.triedOutputs()).map((detail) => ({ weight: "error" as const, detail }));
    const issues = [...one.issues, ...faults];
    for (const issue of issues) printIssue(one.shortName, issue);
    if (faults.length > 0 || (strict && issues.some(({ weight }) => weight === "error"))) allHold = false;
  }
  for (const submission of alone ? [alone] : one.submissions) {
    const judged = await runner.submission(submission);
    printSubmission(one.shortName, judged, json);
    allHold &&= judged.reasons.length === 0;
  }
  if (!alone && one.submissions.length === 0) {
    process.stderr.write(`${one.shortName}: no submissions to judge; add submissions/accepted/…\n`);
    return false;
  }
  return allHold;
}

/** What the gate says of each package, by the hash of its question: the portal's seed publishes upon it. */
async function record(judge: Judge, packages: readonly ProblemPackage[], file: string): Promise<number> {
  const reports: Record<string, GateReport> = {};
  let allReady = true;
  for (const one of packages) {
    const languages = languagesOf(one);
    const gated = { ...one, languages, starter: starterOf(one) };
    const report = await checkPackage(judge, gated, { at: new Date(), by: "release" });
    const ready = report.reasons.length === 0;
    allReady &&= ready;
    process.stdout.write(`${ready ? "ready  " : "refused"} · ${one.shortName}\n`);
    for (const reason of report.reasons) process.stdout.write(`          ${reason}\n`);
    reports[contentHash(questionOfPackage(one))] = report;
  }
  writeFileSync(file, `${JSON.stringify(reports, null, 2)}\n`);
  return allReady ? 0 : 1;
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
