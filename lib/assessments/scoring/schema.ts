import { z } from "zod";

/** How a group's score follows from the scores of its tests and sub-groups. `avg` and `max` are legacy's alone. */
const Aggregation = z.enum(["sum", "min", "max", "avg", "pass-fail"]);

/** One group of tests that has a score. Which tests and groups are its own follows from the names. */
const ScoreGroup = z.object({
  /** Folder below `data/`: `secret`, `secret/1-small`; "" stands for samples and secret together (legacy only). */
  name: z.string(),
  aggregation: Aggregation,
  /** null: unbounded. */
  maxScore: z.number().nonnegative().nullable(),
  /** What an accepted test is worth when the validator says nothing; null: the validator has to say. */
  testScore: z.number().nonnegative().nullable(),
  /** What the validator may give a test at most; null: no bound. */
  testMax: z.number().nonnegative().nullable(),
  /** Groups (or `sample`) of which every test has to be accepted, or this one scores nothing. */
  requirePass: z.array(z.string()),
  /** Legacy's `on_reject: break`: what comes after the first rejected test or group counts for nothing. */
  breaks: z.boolean(),
});
export type ScoreGroup = z.infer<typeof ScoreGroup>;

/**
 * How a submission to a scoring problem is scored, in one form for both formats (2025-09 and legacy). The first group
 * is the outermost: its score is the submission's.
 */
export const Scoring = z.object({ groups: z.array(ScoreGroup).min(1) });
export type Scoring = z.infer<typeof Scoring>;
