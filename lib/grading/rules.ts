import type { Verdict } from "./verdicts.ts";

/** The verdict of a submission: its first failing test in order. A judge failure anywhere outranks it all. */
export function aggregateVerdict(tests: readonly { verdict: Verdict }[]): Verdict {
  // A package without tests proves nothing, so it never accepts.
  if (tests.length === 0 || tests.some((test) => test.verdict === "JE")) return "JE";
  return tests.find((test) => test.verdict !== "AC")?.verdict ?? "AC";
}

/** The time limit of a package that gives none: the slowest accepted run × factor, rounded up. Seconds. */
export function deriveTimeLimit(slowestSeconds: number, factor: number, resolution: number): number {
  const steps = Math.ceil((slowestSeconds * factor) / resolution - 1e-9);
  return Math.max(1, steps) * resolution;
}
