import { z } from "zod";

const GroupScore = z.object({
  /** Folder below `data/`. */
  name: z.string(),
  score: z.number(),
  maxScore: z.number().nullable(),
  accepted: z.boolean(),
});
export type GroupScore = z.infer<typeof GroupScore>;

/** The score of a submission to a scoring problem, as it is kept with the submission. */
export const Scored = z.object({
  score: z.number(),
  /** null: the package sets no bound, so the score is no share of anything. */
  maxScore: z.number().nullable(),
  /** Outermost first. */
  groups: z.array(GroupScore),
});
export type Scored = z.infer<typeof Scored>;
