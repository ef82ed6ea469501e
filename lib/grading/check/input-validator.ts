import { languageName } from "#lib/assessments/languages.ts";
import type { InputValidator, ProblemLimits } from "#lib/assessments/packages/schema.ts";
import { beginning } from "#lib/platform/text.ts";
import { runContext } from "../compile.ts";
import type { Judge } from "../sandbox/detect.ts";
import type { RunResult } from "../sandbox/types.ts";
import { compileValidator, validatorLimits } from "./custom-validator.ts";

/** What an input validator says with its exit code, by the format; anything else refuses the input. */
const ACCEPTED = 42;
/** Of its words in a reason. */
const WORDS = 200;

/** An input to be looked at. */
export type CheckedInput = { name: string; input: Uint8Array; inputArgs?: readonly string[] };
/** Of one input: null when it is one that the statement allows, else what the validator said. */
export type InputCheck = (input: CheckedInput) => Promise<string | null>;

/**
 * An input validator in a box like a candidate's: it gets an input on standard input, and nothing else.
 * @returns a sentence when it cannot be run: its language is off, or it does not compile.
 * @throws SandboxFailure
 */
export async function inputCheck(
  { name, program }: InputValidator,
  limits: ProblemLimits["validation"],
  judge: Judge,
): Promise<InputCheck | { off: string } | { broken: string }> {
  const runtime = judge.runtimes.get(program.language);
  if (!runtime)
    return { off: `The input validator ${name} was not run: ${languageName(program.language)} is off here.` };
  const built = await compileValidator({ program, scope: `input validator ${name}` }, runtime, judge.sandbox);
  if (!built.ok) return { broken: `The input validator ${name} does not compile: ${built.compileOutput}` };
  const argv = runtime.language.run(runContext(runtime, limits.memoryMib));
  return async ({ input, inputArgs = [] }) => {
    const job = await judge.sandbox.prepare({ files: built.files, mounts: runtime.mounts });
    try {
      const run = {
        argv: [...argv, ...inputArgs],
        stdin: input,
        limits: validatorLimits({ limits, runtime }),
      };
      return refusalOf(await job.run(run));
    } finally {
      await job.dispose();
    }
  };
}

function refusalOf({ ending, exitCode, stdout, stderr }: RunResult): string | null {
  if (ending !== "exited") return `it was stopped: ${ending.replace("_", " ")}`;
  if (exitCode === ACCEPTED) return null;
  const said = Buffer.from(stderr.length > 0 ? stderr : stdout)
    .toString("utf8")
    .trim();
  return `exit code ${exitCode}${said ? `: ${beginning(said.replaceAll("\0", "\uFFFD"), WORDS, "…")}` : ""}`;
}
