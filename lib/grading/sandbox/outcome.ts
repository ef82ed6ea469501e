import type { LaneFiles } from "./lane-files.ts";
import type { Ending, Limits, RunResult } from "./types.ts";

/** Standard error kept: enough for a traceback. */
export const STDERR_KEPT = 64 * 1024;
/** bwrap's report is a few hundred bytes. */
export const STATUS_KEPT = 4096;

/** What the trusted side saw of a run, from go on. */
export type Seen = {
  code: number;
  killedFor: Ending | null;
  outOfMemory: boolean;
  cpuMs: number;
  wallMs: number;
  peakBytes: number | null;
};

/** Reads what a run left in its lane's files. */
export function resultOf(limits: Limits, files: LaneFiles, seen: Seen): RunResult {
  const flooded = (["stdout", "stderr", "result"] as const).some(
    (stream) => files.size(stream) > limits.outputBytes,
  );
  return {
    ending: endingOf(limits, seen, flooded),
    exitCode: seen.code,
    cpuMs: seen.cpuMs,
    wallMs: seen.wallMs,
    memoryKb: seen.peakBytes === null ? null : Math.round(seen.peakBytes / 1024),
    stdout: files.read("stdout", limits.outputBytes),
    stderr: files.read("stderr", STDERR_KEPT),
    result: files.read("result", limits.outputBytes),
  };
}

function endingOf(limits: Limits, seen: Seen, flooded: boolean): Ending {
  if (seen.outOfMemory) return "memory_limit";
  // Some runtimes take no notice of a write that fails, and go on until the clock stops them.
  if (flooded) return "output_limit";
  if (seen.killedFor) return seen.killedFor;
  return seen.cpuMs > limits.cpuMs ? "cpu_limit" : "exited";
}

/** Milliseconds in a line of the shell's `times`: only processes that were waited for, in ticks of 10 ms. */
export function ticksOf(times: string): number {
  return [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, match) => sum + Number(match[1]) * 60_000 + Number(match[2]) * 1000,
    0,
  );
}
