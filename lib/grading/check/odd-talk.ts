import type { Limits, Sandbox } from "../sandbox/types.ts";
import type { Interactor } from "./interactive.ts";
import type { Check, CheckedTest } from "./types.ts";

const LIMITS: Limits = {
  cpuMs: 2_000,
  wallMs: 3_000,
  memoryBytes: 64 * 1024 * 1024,
  outputBytes: 1024 * 1024,
  processes: 16,
};

/** What is said over and over, as one piece, until somebody stops it. */
const PIECE_DOUBLINGS = 10;

/**
 * A program that says this to an interactive validator and ends, whatever it hears; `endless`: that says it without end
 * and never listens. @throws SandboxFailure
 */
export async function oddTalk(
  interactor: Interactor,
  test: CheckedTest,
  { output, endless }: { output: Uint8Array; endless: boolean },
  sandbox: Pick<Sandbox, "prepare">,
): Promise<Check> {
  const octal = [...output].map((byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join("");
  const job = await sandbox.prepare({ files: [], mounts: [] });
  try {
    const argv = ["/usr/bin/sh", "-c", endless ? floodOf(octal) : talkOf(octal)];
    const talk = await interactor(test, { job, run: { argv, limits: LIMITS } });
    // Whoever reached a limit while its validator still talked is judged by that, whatever the validator said after.
    return talk.result.ending !== "exited" && !talk.validatorFirst
      ? { verdict: "WA", reason: `the program was stopped: ${talk.result.ending}` }
      : talk.check;
  } finally {
    await job.dispose();
  }
}

/** Who says something listens afterwards: a validator that dies of a broken pipe has said nothing of odd words. */
function talkOf(octal: string): string {
  return octal === "" ? "exit 0" : `printf %b '${octal}'; while read -r line; do :; done`;
}

function floodOf(octal: string): string {
  return `s='${octal}'; for n in ${"x ".repeat(PIECE_DOUBLINGS)}; do s="$s$s"; done; while printf %b "$s"; do :; done`;
}
