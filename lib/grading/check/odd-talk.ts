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

/** A program that says this to an interactive validator and ends, whatever it hears. @throws SandboxFailure */
export async function oddTalk(
  interactor: Interactor,
  test: CheckedTest,
  output: Uint8Array,
  sandbox: Pick<Sandbox, "prepare">,
): Promise<Check> {
  const octal = [...output].map((byte) => `\\0${byte.toString(8).padStart(3, "0")}`).join("");
  const job = await sandbox.prepare({ files: [], mounts: [] });
  try {
    const argv = ["/usr/bin/sh", "-c", talkOf(octal)];
    return (await interactor(test, { job, run: { argv, limits: LIMITS } })).check;
  } finally {
    await job.dispose();
  }
}

/** Who says something listens afterwards: a validator that dies of a broken pipe has said nothing of odd words. */
function talkOf(octal: string): string {
  return octal === "" ? "exit 0" : `printf %b '${octal}'; while read -r line; do :; done`;
}
