import { type RunResult, type Sandbox, SandboxFailure, type Together } from "../sandbox/types.ts";
import {
  checkOf,
  compileValidator,
  fault,
  noValidators,
  type ValidatorInput,
  validatorCall,
  validatorLimits,
} from "./custom-validator.ts";
import { programEndedFirst } from "./feedback.ts";
import type { Check, CheckedTest } from "./types.ts";

/** What came of a program and a validator that talked to each other. */
export type Talk = {
  /** The program's own run; its output went to the validator. */
  result: RunResult;
  check: Check;
  /** The validator had said its word while the program still ran: what became of the program afterwards is no news. */
  validatorFirst: boolean;
};

/** Lets a program and the question's validator talk. @throws SandboxFailure when the judge failed. */
export type Interactor = (test: CheckedTest, program: Together) => Promise<Talk>;

/** The program is stopped by its own limit first, so that who waits for ever is too slow, and not the judge. */
const LONGER_MS = 5_000;

/** Of a program that wrote to one that is gone, as C and C++ end; and what other languages say of it. */
const SIGPIPE_EXIT = 128 + 13;
const LOST = /Broken ?pipe|EPIPE|EOFError/i;

/**
 * An interactive validator: beside the program in a box of its own, joined to it by pipes alone. The test's input and
 * answer stand in the validator's box only.
 */
export function interactiveValidator(
  input: ValidatorInput,
  sandbox: Pick<Sandbox, "prepare" | "runTogether"> & Partial<Pick<Sandbox, "driver">>,
): Interactor {
  const { runtime, program } = input;
  let compiled: ReturnType<typeof compileValidator> | undefined;
  return async (test, candidate) => {
    const cannot = noValidators(sandbox);
    if (cannot !== null) throw new SandboxFailure(cannot);
    if (!runtime)
      throw new SandboxFailure(`the validator's language ${program.language} is off on this machine`);
    compiled ??= compileValidator(input, runtime, sandbox);
    const built = await compiled.catch((error: unknown) => {
      compiled = undefined;
      throw error;
    });
    if (!built.ok)
      throw new SandboxFailure(`the question's own validator does not compile: ${built.compileOutput}`);
    const { files, argv } = validatorCall({ ...input, runtime }, test, true);
    const job = await sandbox.prepare({ files: [...built.files, ...files], mounts: runtime.mounts });
    try {
      const limits = validatorLimits({ ...input, runtime });
      const wallMs = Math.max(limits.wallMs, candidate.run.limits.wallMs) + LONGER_MS;
      const { a, b } = await sandbox.runTogether(candidate, {
        job,
        run: { argv, limits: { ...limits, wallMs }, result: true, ...priorityOf(candidate) },
      });
      // A flood is what its validator may well break under: the program is to blame, whoever ended first.
      const validatorFirst = a.ending !== "output_limit" && !programEndedFirst(b.result);
      return { result: a, check: checkTalk(test, b, validatorFirst), validatorFirst };
    } finally {
      await job.dispose();
    }
  };
}

function checkTalk(test: CheckedTest, validator: RunResult, validatorFirst: boolean): Check {
  if (validator.ending === "wall_limit") return fault("it never ended");
  // A validator that dies of talking to nobody is not at fault: the program left before the talk was over.
  const said = Buffer.from(validator.stderr).toString("latin1");
  const lost = validator.exitCode === SIGPIPE_EXIT || LOST.test(said);
  if (!validatorFirst && validator.ending === "exited" && lost)
    return { verdict: "WA", reason: "the program ended before the talk was over" };
  return checkOf(test, validator);
}

function priorityOf({ run: { priority } }: Together) {
  return priority ? { priority } : {};
}
