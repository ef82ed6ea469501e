import { z } from "zod";
import { Verdict } from "../schema.ts";

/** The name of the one test of a run with the candidate's own input. */
export const OWN_INPUT = "own input";

export const RunTest = z.object({
  name: z.string(),
  /** On own input nothing is compared: AC says that the program ended by itself. */
  verdict: Verdict,
  timeMs: z.number().nonnegative(),
  memoryKb: z.number().nonnegative().nullable(),
  stdout: z.string().optional(),
  stderr: z.string().optional(),
  expected: z.string().optional(),
});
export type RunTest = z.infer<typeof RunTest>;

/** `Run.result`, as the judge writes it. */
export const RunResult = z.object({ tests: z.array(RunTest), compileOutput: z.string().optional() });
export type RunResult = z.infer<typeof RunResult>;

export const RunView = RunResult.extend({
  runId: z.uuid(),
  /** `failed`: the judge's own failure after its retries; never the candidate's. */
  state: z.enum(["queued", "running", "done", "failed"]),
  verdict: Verdict.nullable(),
});
export type RunView = z.infer<typeof RunView>;
