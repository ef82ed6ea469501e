import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { basename, resolve } from "node:path";
import type { GateReport } from "#lib/assessments/gate/schema.ts";
import { readAny } from "#lib/assessments/packages/any.ts";
import { folderFiles } from "#lib/assessments/packages/files.ts";
import { readAuthored } from "#lib/assessments/packages/library.ts";
import type { ProgramQuestion } from "#lib/assessments/packages/programs.ts";
import { PackageError, type ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { zipFiles } from "#lib/assessments/packages/zip.ts";
import { questionOfProgram } from "#lib/assessments/questions/programs/rules.ts";
import { contentHash, questionOfPackage } from "#lib/assessments/questions/rules.ts";
import { checkPackage } from "#lib/grading/gate/check-package.ts";
import { gatedOf } from "#lib/grading/gate/gated.ts";
import { checkInputs } from "#lib/grading/gate/inputs.ts";
import { PackageJudge } from "#lib/grading/gate/judge-package.ts";
import { type Judge, openJudge } from "#lib/grading/sandbox/detect.ts";
import { type Arguments, Refusal, readArguments, readDriver } from "./judge/arguments.ts";
import { printIssue, printSubmission, printSummary } from "./judge/print.ts";

/** What has something to judge. */
type Judged = ProblemPackage | ProgramQuestion;

async function main(): Promise<number> {
  const given = readArguments();
  const packages = (await Promise.all(given.paths.map(readOrExplain))).flat();
  if (packages.length === 0) throw new Refusal("There is no problem package among these.");
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
    if (!given.json) printSummary(allHold);
    return allHold ? 0 : 1;
  } finally {
    await judge.sandbox.close();
  }
}

/** One package or question; or none where `content/*` also names a README and the questions without a program. */
async function readOrExplain(path: string): Promise<Judged[]> {
  const skip = (why: string) => {
    process.stderr.write(`${path}: ${why}\n`);
    return [];
  };
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) {
      if (!/\.(zip|kpp)$/i.test(path)) return skip("not a package, skipped");
    }
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory();
    if (isFolder && !existsSync(`${path}/problem.yaml`) && !existsSync(`${path}/question.yaml`)) {
      const questions = readAuthored(path);
      if (questions.length > 0)
        return skip(`${questions.length} questions without a program, read and in order`);
    }
    const files =
      isFolder === false ? await zipFiles(readFileSync(path), basename(path)) : folderFiles(resolve(path));
    const { kind, source } = readAny(files);
    return kind === "authored" ? skip("a question without a program, read and in order") : [source];
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    throw new Refusal(`${path} cannot be judged: ${error.message}`);
  }
}

async function judgePackage(
  judge: Judge,
  one: Judged,
  { submission: alone, strict, json }: Arguments,
): Promise<boolean> {
  const gated = gatedOf(one);
  const name = gated.shortName;
  const runner = new PackageJudge(judge, gated);
  let allHold = true;
  if (!alone) {
    const inputs = await checkInputs(judge, gated);
    const found = [...(await runner.triedOutputs()), ...inputs.faults];
    const faults = found.map((detail) => ({ weight: "error" as const, detail }));
    const warnings = inputs.warnings.map((detail) => ({ weight: "warning" as const, detail }));
    const issues = [...one.issues, ...warnings, ...faults];
    for (const issue of issues) printIssue(name, issue);
    if (faults.length > 0 || (strict && issues.some(({ weight }) => weight === "error"))) allHold = false;
  }
  for (const submission of alone ? [alone] : one.submissions) {
    const judged = await runner.submission(submission);
    printSubmission(name, judged, json);
    allHold &&= judged.reasons.length === 0;
  }
  if (!alone && one.submissions.length === 0) {
    process.stderr.write(`${name}: no submissions to judge; add submissions/accepted/…\n`);
    return false;
  }
  return allHold;
}

/** What the gate says of each package, by the hash of its question: the portal's seed publishes upon it. */
async function record(judge: Judge, packages: readonly Judged[], file: string): Promise<number> {
  const reports: Record<string, GateReport> = {};
  let allReady = true;
  for (const one of packages) {
    const gated = gatedOf(one);
    const report = await checkPackage(judge, gated, { at: new Date(), by: "release" });
    const ready = report.reasons.length === 0;
    // A record that leaves a language out would be believed by machines that have it.
    allReady &&= ready && report.submissions.every(({ verdict }) => verdict !== null);
    process.stdout.write(`${ready ? "ready  " : "refused"} · ${gated.shortName}\n`);
    for (const warning of report.warnings) process.stdout.write(`          ${warning}\n`);
    for (const reason of report.reasons) process.stdout.write(`          ${reason}\n`);
    reports[contentHash("slug" in one ? questionOfProgram(one) : questionOfPackage(one))] = report;
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
