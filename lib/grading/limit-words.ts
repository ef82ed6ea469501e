import type { Ending, Limits, RunResult } from "./sandbox/types.ts";
import type { Verdict } from "./verdicts.ts";

const MIB = 1024 * 1024;
/** Who used less of the CPU time than this, and was stopped by real time, waited for something. */
const IDLE_SHARE = 0.5;

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const size = (bytes: number) => (bytes < MIB ? `${bytes / 1024} KiB` : `${Math.round(bytes / MIB)} MiB`);

/** What a program that reached a limit is told: which, and how much it is. */
export function limitWords(
  ending: Exclude<Ending, "exited">,
  { cpuMs, wallMs }: Pick<RunResult, "cpuMs" | "wallMs">,
  limits: Limits,
): { verdict: Verdict; reason: string } {
  switch (ending) {
    case "cpu_limit":
      return {
        verdict: "TLE",
        reason: `Used ${seconds(cpuMs)} of CPU time; the limit is ${seconds(limits.cpuMs)}.`,
      };
    case "wall_limit": {
      const idle = cpuMs < limits.cpuMs * IDLE_SHARE ? ", mostly waiting" : "";
      return { verdict: "TLE", reason: `Still running after ${seconds(wallMs)} of real time${idle}.` };
    }
    case "memory_limit":
      return { verdict: "MLE", reason: `Needed more than ${size(limits.memoryBytes)} of memory.` };
    case "output_limit":
      return { verdict: "OLE", reason: `Wrote more than ${size(limits.outputBytes)}.` };
  }
}
