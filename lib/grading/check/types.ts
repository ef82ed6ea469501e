import type { TestDetail } from "#lib/attempts/runs/schema.ts";
import type { RunResult } from "../sandbox/types.ts";

/** What a checker may know of a test. None of it ever enters the box of the candidate's program. */
export type CheckedTest = {
  name: string;
  input: Uint8Array;
  answer: Uint8Array;
  /** Arguments for the checker that the test's group gives; undefined: what the question says as a whole. */
  args?: readonly string[];
  /** Points that it can give, of a scoring problem; null: without bound. */
  worth?: number | null;
};

export type Check = {
  /** JE: the checker itself failed. Never the candidate's fault, never scored. */
  verdict: "AC" | "WA" | "JE";
  /**
   * Share of what the test is worth, 0 to 1, or the points themselves where `worth` is null; undefined: all of it for
   * AC, nothing for WA.
   */
  score?: number;
  /** For the team, not for candidates: it may quote hidden data. */
  reason?: string;
  /** What came back, for whoever may see the test: of a sample that is its candidate. */
  detail?: TestDetail;
};

/** Says whether an output is right. Asked only when the program ended by itself with exit code 0. */
export type Checker = (test: CheckedTest, result: RunResult) => Promise<Check>;
