import { z } from "zod";
import { TableShape } from "../tables/schema.ts";

/** What the judge said of one submission of the package. */
const CheckedSubmission = z.object({
  /** Below `submissions/`. */
  path: z.string(),
  /** null: no language is known for it. */
  language: z.string().nullable(),
  expected: z.array(z.string()),
  /** null: it was not judged, for its language is off here; `warnings` says so. */
  verdict: z.string().nullable(),
  /** CPU time of its slowest test; null: none ran. */
  slowestMs: z.number().nullable(),
  /** The first test that it failed. */
  failedAt: z.string().nullable(),
  /** What the judge, or the question's validator, says of that test. */
  failure: z.string().optional(),
  /** The beginning of what its compiler said. */
  compileOutput: z.string().optional(),
  /** Of a scoring problem. */
  score: z.number().nullable(),
  /** Why it is not as expected; empty: it is. */
  reasons: z.array(z.string()),
});
export type CheckedSubmission = z.infer<typeof CheckedSubmission>;

const CheckedStarter = z.object({ language: z.string(), verdict: z.string(), percent: z.number() });
export type CheckedStarter = z.infer<typeof CheckedStarter>;

/** `QuestionVersion.gateReport`: what a version was let through, or refused, upon. */
export const GateReport = z.object({
  checkedAt: z.iso.datetime(),
  /** `release`: the project's own checks, whose results came with the content. */
  by: z.enum(["worker", "release"]),
  /** Language id → the version of its toolchain that was judged with. */
  toolchains: z.record(z.string(), z.string()),
  time: z.object({
    limitSeconds: z.number(),
    /** The package names none: it was set from the accepted solutions. */
    derived: z.boolean(),
    factor: z.number(),
    /** CPU time of the slowest accepted test, before its language's multiplier; null: none was accepted. */
    slowestMs: z.number().nullable(),
  }),
  submissions: z.array(CheckedSubmission),
  starters: z.array(CheckedStarter),
  /** Of a SQL question: the tables of its first fixture, for the schema browser. */
  tables: z.array(TableShape).optional(),
  /** Why it may not be published; empty: it may. */
  reasons: z.array(z.string()),
  warnings: z.array(z.string()),
});
export type GateReport = z.infer<typeof GateReport>;

/** `QuestionVersion.gateReport` until the judge has looked: what reading the package alone has shown. */
export const PendingReport = z.object({ warnings: z.array(z.string()) });
export type PendingReport = z.infer<typeof PendingReport>;
