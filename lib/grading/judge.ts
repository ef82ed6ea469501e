import type { Scoring } from "#lib/assessments/scoring/schema.ts";
import type { TestDetail } from "#lib/attempts/runs/schema.ts";
import type { Interactor, Talk } from "./check/interactive.ts";
import type { Check, Checker } from "./check/types.ts";
import { compileSubmission } from "./compile.ts";
import { ScoringFault, scoreGroups } from "./groups/rules.ts";
import type { Scored } from "./groups/schema.ts";
import { inOrder } from "./in-order.ts";
import { limitWords } from "./limit-words.ts";
import { aggregateVerdict } from "./rules.ts";
import type { Runtime } from "./sandbox/toolchains.ts";
import {
  type JobFile,
  type PreparedJob,
  type RunResult,
  type Sandbox,
  SandboxFailure,
} from "./sandbox/types.ts";
import { type Bench, checked, limitsOf, type Ran, runTest, type SecondLook } from "./test-run.ts";
import type { Verdict } from "./verdicts.ts";

/** `answer` null: nothing is compared, AC says that the program ended by itself (a candidate's own input). */
export type JudgeTest = {
  name: string;
  input: Uint8Array;
  answer: Uint8Array | null;
  /** For the checker, instead of what it was made with (Kattis: `output_validator_args` of the test's group). */
  args?: readonly string[];
  /** Command-line arguments of the program. */
  argv?: readonly string[];
};

/** Of one test, before the language's time multiplier. */
export type JudgeLimits = { timeMs: number; memoryMib: number; outputKib: number };

export type Submission = {
  tests: readonly JudgeTest[];
  limits: JudgeLimits;
  runtime: Runtime;
  source: Uint8Array | string;
  /** Laid beside the source; those in the same language are compiled with it. */
  extraFiles?: readonly JobFile[];
  /** Laid into the boxes of the tests only, beside what was compiled. */
  runFiles?: readonly JobFile[];
  /** The program gives values on descriptor 3, apart from what it prints. */
  result?: true;
  /** The most bytes of such values that are read, and what is said of more. */
  mostResult?: { bytes: number; words: string };
  /** What a run gave back, in words, where no checker is asked: it failed, or nothing is compared. */
  describe?: (result: RunResult) => Description;
  /** Who may share what was compiled (`CompileInput.scope`). */
  scope?: string;
  checker: Checker;
  /** Talks to the program instead of giving it the input; own input is given all the same. */
  interactor?: Interactor;
  /** Of a scoring problem; absent: pass-fail. */
  scoring?: Scoring;
  priority?: "interactive" | "batch";
  /** The portal runs every test; a quick check may stop. */
  stopAtFirstFailure?: boolean;
};

export type Description = { reason?: string; detail?: TestDetail };

export type TestOutcome = {
  name: string;
  verdict: Verdict;
  /** CPU time of the whole box. */
  timeMs: number;
  memoryKb: number | null;
  /** What the checker gave of the test's worth (`Check.score`); undefined: all or nothing, as the verdict says. */
  score?: number;
  /** Beginnings, as printable text. */
  stdout: string;
  stderr: string;
  /** Why it is not AC, in words; says nothing of hidden data but the first differing token. */
  reason?: string;
  /** What a function or a query gave back; of a sample its candidate may see it. */
  detail?: TestDetail;
};

export type Judgement = {
  verdict: Verdict;
  tests: TestOutcome[];
  compileOutput?: string;
  reason?: string;
  /** Of a scoring problem that was judged to the end. */
  scored?: Scored;
};

export type JudgeHooks = {
  onTest?: (outcome: TestOutcome, index: number) => void | Promise<void>;
};

/** What is kept of a program's output; the rest is compared and forgotten. */
const EXCERPT_BYTES = 4096;
/** Tests of a submission that wait beside those that run, so that a slot is never idle between two of them. */
const WAITING = 1;
/**
 * Judges one source against tests, each in a fresh box. Answers never enter a box; every verdict is said here.
 * Never throws for what a program does; a failure of the judge itself comes back as verdict JE with the reason.
 */
export async function judgeSubmission(
  submission: Submission,
  sandbox: Pick<Sandbox, "prepare" | "limits" | "slots">,
  hooks: JudgeHooks = {},
): Promise<Judgement> {
  let job: PreparedJob | null = null;
  try {
    const compiled = await compileSubmission(submission, sandbox);
    if (!compiled.ok) return { verdict: compiled.verdict, tests: [], compileOutput: compiled.compileOutput };
    const files = [...compiled.files, ...(submission.runFiles ?? [])];
    job = await sandbox.prepare({ files, mounts: submission.runtime.mounts });
    const tests = await judgeTests(submission, job, sandbox, hooks);
    return judgementOf(submission, tests);
  } catch (error) {
    return failure(error);
  } finally {
    await job?.dispose();
  }
}

/** Over all slots that are free: who else waits for one is served in between (see `Sandbox`). */
async function judgeTests(
  submission: Submission,
  job: PreparedJob,
  { slots, limits }: Pick<Sandbox, "slots" | "limits">,
  hooks: JudgeHooks,
): Promise<TestOutcome[]> {
  const tests: TestOutcome[] = [];
  const look: SecondLook = { isAsleep: false, before: Promise.resolve() };
  await inOrder(
    submission.tests,
    slots + WAITING,
    (test) => judgeTest(submission, test, { job, look, memoryLimit: limits.memory }),
    async (outcome, index) => {
      tests.push(outcome);
      await hooks.onTest?.(outcome, index);
      return !submission.stopAtFirstFailure || outcome.verdict === "AC";
    },
  );
  return tests;
}

function judgementOf({ scoring, tests: all }: Submission, tests: TestOutcome[]): Judgement {
  const verdict = aggregateVerdict(tests);
  const broken = tests.find((test) => test.verdict === "JE");
  if (broken || !scoring || tests.length < all.length)
    return { verdict, tests, ...(broken?.reason ? { reason: broken.reason } : {}) };
  try {
    return { verdict, tests, scored: scoreGroups(scoring, tests) };
  } catch (error) {
    if (!(error instanceof ScoringFault)) throw error;
    return { verdict: "JE", tests, reason: error.message };
  }
}

function failure(error: unknown): Judgement {
  if (!(error instanceof SandboxFailure)) throw error;
  return { verdict: "JE", tests: [], reason: error.message };
}

async function judgeTest(submission: Submission, test: JudgeTest, bench: Bench): Promise<TestOutcome> {
  let ran: Ran;
  try {
    ran = await runTest(submission, test, bench);
  } catch (error) {
    if (!(error instanceof SandboxFailure)) throw error;
    return { name: test.name, verdict: "JE", timeMs: 0, memoryKb: null, ...NOTHING, reason: error.message };
  }
  const { result, talk } = ran;
  const ranOut =
    !bench.memoryLimit.startsWith("whole box") &&
    submission.runtime.language.outOfMemory.test(excerpt(result.stderr));
  return {
    name: test.name,
    ...(talk
      ? await classifyTalk(submission, talk, test, ranOut)
      : await classify(submission, result, test, ranOut)),
    timeMs: Math.round(result.cpuMs),
    memoryKb: result.memoryKb,
    stdout: excerpt(result.stdout),
    stderr: excerpt(result.stderr),
  };
}

const NOTHING = { stdout: "", stderr: "" };

type Said = { verdict: Verdict } & Omit<Check, "verdict"> & Description;

/** Nothing of the limit that ended a program is hidden from its candidate. */
function stopped({ verdict, reason }: { verdict: Verdict; reason: string }): Said {
  return { verdict, reason, detail: { reason } };
}

function overLimit(...ended: Parameters<typeof limitWords>): Said {
  return stopped(limitWords(...ended));
}

/** What became of a program after its validator had rejected it, or failed, is no news. */
async function classifyTalk(
  submission: Submission,
  { result, check, validatorFirst }: Talk,
  test: JudgeTest,
  ranOut: boolean,
): Promise<Said> {
  if (validatorFirst && check.verdict !== "AC") return check;
  return classify({ ...submission, checker: async () => check }, result, test, ranOut);
}

async function classify(
  submission: Submission,
  result: RunResult,
  test: JudgeTest,
  ranOut: boolean,
): Promise<Said> {
  const { checker, describe, scoring, mostResult } = submission;
  switch (result.ending) {
    case "memory_limit":
    case "cpu_limit":
    case "wall_limit":
    case "output_limit":
      return overLimit(result.ending, result, limitsOf(submission));
    case "exited": {
      if (mostResult && result.result.length > mostResult.bytes)
        return stopped({ verdict: "OLE", reason: mostResult.words });
      if (result.exitCode !== 0)
        return ranOut
          ? overLimit("memory_limit", result, limitsOf(submission))
          : { verdict: "RTE", reason: exitWords(result.exitCode), ...describe?.(result) };
      return test.answer === null
        ? { verdict: "AC", ...describe?.(result) }
        : checker(checked(test, test.answer, scoring), result);
    }
  }
}

function exitWords(code: number): string {
  return code > 128 ? `ended by signal ${code - 128}` : `exit code ${code}`;
}

/** Printable beginning of what a program wrote. NUL bytes cannot be stored as text. */
export function excerpt(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, EXCERPT_BYTES)).toString(
    "utf8",
  );
  return text.replaceAll("\0", "\uFFFD");
}
