import { z } from "zod";
import { ShownTable } from "#lib/assessments/tables/schema.ts";
import { Clock, Verdict } from "../schema.ts";

/** The name of the one test of a run with the candidate's own input. */
export const OWN_INPUT = "own input";

/** What a function or a query gave back, beside what it printed. */
export const TestDetail = z.object({
  /** Why it did not pass, in words for whoever wrote it. */
  reason: z.string().optional(),
  /** Of a function: the value, as a person reads it. */
  returned: z.string().optional(),
  table: ShownTable.optional(),
  expectedTable: ShownTable.optional(),
});
export type TestDetail = z.infer<typeof TestDetail>;

export const RunTest = TestDetail.extend({
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

/** Nobody can judge it now: no worker has a sandbox, or none has this language. It waits, and is not lost. */
const WaitsFor = z.enum(["judge", "language"]);

export const RunStarted = z.object({ runId: z.uuid(), waitsFor: WaitsFor.optional() });
export type RunStarted = z.infer<typeof RunStarted>;

export const RunView = RunResult.extend(Clock.shape).extend({
  runId: z.uuid(),
  /** `failed`: the judge's own failure after its retries; never the candidate's. */
  state: z.enum(["queued", "running", "done", "failed"]),
  verdict: Verdict.nullable(),
  waitsFor: WaitsFor.optional(),
  /** Given back to the candidate's clock for the wait; `deadlineAt` has it already. */
  creditSeconds: z.number().int().positive().optional(),
});
export type RunView = z.infer<typeof RunView>;
