import type { PackageProgram, ProblemLimits } from "#lib/assessments/packages/schema.ts";
import { compileSubmission, runContext } from "../compile.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import { type JobFile, type Limits, type RunResult, type Sandbox, SandboxFailure } from "../sandbox/types.ts";
import { type Feedback, parseFeedback, withFeedback } from "./feedback.ts";
import type { Check, CheckedTest, Checker } from "./types.ts";

export type ValidatorInput = {
  program: PackageProgram;
  limits: ProblemLimits["validation"];
  /** The one that its language runs on; undefined: that language is off here. */
  runtime: Runtime | undefined;
  /** Who may share what was compiled: the package. */
  scope: string;
};

const MIB = 1024 * 1024;
/** What a validator says with its exit code, by the format. Any other is its own failure. */
const ACCEPTED = 42;
const WRONG = 43;
/** The runtimes' threads, as for a candidate's program: a validator has no more rights. */
const PROCESSES = 64;
/**
 * Past these the format's defaults are wishes: a machine that judges in parallel has less, and what a validator writes
 * besides a talk with a program is a message for people, and two numbers.
 */
const MOST = { cpuMs: 30_000, memoryBytes: 1024 * MIB, outputBytes: 256 * 1024 } as const;
/** Room for a busy machine. */
const WALL = { factor: 2, plusMs: 3_000 } as const;
/** Feedback goes through the scratch space. */
const SCRATCH_BYTES = 32 * MIB;
/** What a stopped validator said last is what explains it. */
const STDERR_SHOWN = 500;

/** A validator gets the test's data in a box, and gives its feedback as files there: WebAssembly's engines have neither. */
const NEEDS_BOXES = "custom validators need bubblewrap, and this machine judges by WebAssembly";

/** Why validators cannot run here, which is nobody's fault but the machine's; null: they can. */
export function noValidators({ driver }: Partial<Pick<Sandbox, "driver">>): string | null {
  return driver === "webassembly" ? NEEDS_BOXES : null;
}

/**
 * A validator of the package's own, in a box like a candidate's: compiled once, run once a test as
 * `validator input answer feedback_dir [args] < output`. Input and answer are laid into its box alone; its feedback
 * folder is that box's scratch space, so that no candidate's program ever stands beside it.
 */
export function customValidator(
  input: ValidatorInput,
  sandbox: Pick<Sandbox, "prepare"> & Partial<Pick<Sandbox, "driver">>,
): Checker {
  const { program, runtime } = input;
  const reason = noValidators(sandbox);
  if (reason !== null) return async () => ({ verdict: "JE", reason });
  if (!runtime) return async () => fault(`its language ${program.language} is off on this machine`);
  let compiled: ReturnType<typeof compileValidator> | undefined;
  return async (test, result) => {
    try {
      compiled ??= compileValidator(input, runtime, sandbox);
      const built = await compiled;
      if (!built.ok) return fault(`it does not compile: ${built.compileOutput}`);
      return checkOf(test, await run(built.files, test, result.stdout, { ...input, runtime }, sandbox));
    } catch (error) {
      compiled = undefined;
      if (!(error instanceof SandboxFailure)) throw error;
      return fault(error.message);
    }
  };
}

/** Its sources as the language's compiler wants them: the entry under the language's own name, the rest beside it. */
export function compileValidator(
  { program, scope }: Pick<ValidatorInput, "program" | "scope">,
  runtime: Runtime,
  sandbox: Pick<Sandbox, "prepare">,
) {
  const [source] = program.files.filter(({ name }) => name === program.entry);
  const extraFiles = program.files.filter(({ name }) => name !== program.entry);
  return compileSubmission({ runtime, source: source?.content ?? "", extraFiles, scope }, sandbox);
}

/** What the box of a validator holds besides its program, and how it is called there. */
export function validatorCall(
  { runtime, limits }: { runtime: Runtime; limits: ProblemLimits["validation"] },
  test: CheckedTest,
  interactive: boolean,
): { files: JobFile[]; argv: readonly string[] } {
  const command = runtime.language.run(runContext(runtime, limits.memoryMib));
  return {
    files: [
      { name: "test.in", content: test.input },
      { name: "test.ans", content: test.answer },
    ],
    argv: [
      ...withFeedback(interactive),
      ...command,
      "/w/test.in",
      "/w/test.ans",
      "/tmp/",
      ...(test.args ?? []),
    ],
  };
}

async function run(
  built: readonly JobFile[],
  test: CheckedTest,
  output: Uint8Array,
  input: ValidatorInput & { runtime: Runtime },
  sandbox: Pick<Sandbox, "prepare">,
): Promise<RunResult> {
  const { files, argv } = validatorCall(input, test, false);
  const job = await sandbox.prepare({ files: [...built, ...files], mounts: input.runtime.mounts });
  try {
    return await job.run({ argv, stdin: output, limits: validatorLimits(input), result: true });
  } finally {
    await job.dispose();
  }
}

export function validatorLimits({
  limits,
  runtime,
}: {
  limits: ProblemLimits["validation"];
  runtime?: Runtime;
}): Limits {
  const cpuMs = Math.min(limits.timeSeconds * 1000, MOST.cpuMs);
  const memoryBytes = Math.min(limits.memoryMib * MIB, MOST.memoryBytes);
  return {
    cpuMs,
    wallMs: cpuMs * WALL.factor + WALL.plusMs,
    memoryBytes,
    outputBytes: Math.min(limits.outputMib * MIB, MOST.outputBytes),
    scratchBytes: SCRATCH_BYTES,
    processes: PROCESSES,
    ...(runtime ? { addressSpaceBytes: memoryBytes + runtime.language.reservesMib * MIB } : {}),
  };
}

/** What a validator's run says of the output: by its exit code alone, and its feedback beside it. */
export function checkOf(test: CheckedTest, result: RunResult): Check {
  if (result.ending !== "exited") return fault(`it was stopped: ${result.ending.replace("_", " ")}`);
  if (result.exitCode !== ACCEPTED && result.exitCode !== WRONG) {
    const said = Buffer.from(result.stderr).toString("utf8").trim().slice(-STDERR_SHOWN);
    return fault(
      `exit code ${result.exitCode}, where ${ACCEPTED} accepts and ${WRONG} rejects${said ? `: ${said}` : ""}`,
    );
  }
  const feedback = parseFeedback(result.result);
  if (typeof feedback === "string") return fault(feedback);
  const { message, teamMessage } = feedback;
  const score = scoreOf(test, feedback);
  if (typeof score === "string") return fault(score);
  return {
    verdict: result.exitCode === ACCEPTED ? "AC" : "WA",
    ...(score === undefined ? {} : { score }),
    ...(message ? { reason: message } : {}),
    ...(teamMessage ? { detail: { reason: teamMessage } } : {}),
  };
}

/** What it gave as `Check.score`; a sentence when a share was given of what has no bound. */
function scoreOf({ worth }: CheckedTest, { share, points }: Feedback): number | undefined | string {
  // A pass-fail problem, or a sample: by the format ignored.
  if (worth === undefined) return undefined;
  if (share !== undefined) return worth === null ? "it gives a share of a score without bound" : share;
  if (points === undefined || worth === null) return points;
  return worth === 0 ? 0 : points / worth;
}

/** The validator failed, so there is no verdict on the program. */
export function fault(words: string): Check {
  return { verdict: "JE", reason: `the question's own validator failed: ${words}` };
}
