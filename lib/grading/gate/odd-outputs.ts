import type { Interactor } from "../check/interactive.ts";
import { oddTalk } from "../check/odd-talk.ts";
import type { CheckedTest, Checker } from "../check/types.ts";
import type { RunResult, Sandbox } from "../sandbox/types.ts";

/** What candidates' programs print by mistake. */
const ODD_OUTPUTS: readonly (readonly [kind: string, output: Uint8Array])[] = [
  ["no output at all", new Uint8Array()],
  ["words where it may expect numbers", Buffer.from("not a number ½ -\n\n{}[]\n")],
  ["bytes that are no text", Uint8Array.from({ length: 512 }, (_, index) => (index * 37) % 256)],
];

/** A program that ended well and printed this. */
export function endedWith(stdout: Uint8Array): RunResult {
  const none = new Uint8Array();
  const spent = { cpuMs: 0, wallMs: 0, memoryKb: null };
  return { ending: "exited", exitCode: 0, ...spent, stdout, stderr: none, result: none };
}

/**
 * A validator that fails at a candidate's odd output makes the judge fail, where the answer is wrong: it is tried with
 * some before any candidate does. Empty: it judges them all.
 */
export async function oddOutputFaults(
  test: CheckedTest,
  { checker, interactor }: { checker: Checker; interactor?: Interactor },
  sandbox: Pick<Sandbox, "prepare">,
): Promise<string[]> {
  for (const [kind, output] of ODD_OUTPUTS) {
    const { verdict, reason } = interactor
      ? await oddTalk(interactor, test, output, sandbox)
      : await checker(test, endedWith(output));
    if (verdict !== "AC" && verdict !== "WA")
      return [`The output validator fails at ${kind} instead of rejecting it: ${reason ?? verdict}`];
  }
  return [];
}
