import { z } from "zod";
import { CANDIDATE_STATUSES } from "#lib/candidates/rules.ts";
import { Text } from "#lib/platform/text.ts";

export const PAGE_SIZE = 50;
/** Counting stops here: beyond it "more than 1,000" is all that a reader can use. */
export const MAX_COUNT = 1_000;
const MAX_SEARCH = 200;
const MAX_COMMENT = 4_000;
const MAX_REASON = 2_000;

export const SortOrder = z.enum(["newest", "score"]);
export type SortOrder = z.infer<typeof SortOrder>;

const id = z.uuid().optional().catch(undefined);

/**
 * The candidates list's address. A value that is not one of ours is left out rather than refused: addresses are
 * shared, cut and typed by hand.
 */
export const CandidateFilter = z.object({
  q: z
    .string()
    .transform((value) => value.normalize("NFKC").trim().replaceAll(/\s+/g, " ").slice(0, MAX_SEARCH))
    .optional()
    .catch(undefined),
  assessment: id,
  state: z.enum(CANDIDATE_STATUSES).optional().catch(undefined),
  /** `invited`: by the team itself. `partner`: sent by any partner; an id: by that one. */
  source: z
    .union([z.enum(["invited", "partner"]), z.uuid()])
    .optional()
    .catch(undefined),
  sort: SortOrder.catch("newest"),
  /** Cursors of the page before and after; at most one of the two. */
  newer: z.string().max(200).optional().catch(undefined),
  older: z.string().max(200).optional().catch(undefined),
});
export type CandidateFilter = z.infer<typeof CandidateFilter>;

/** Points as typed in a form: a comma or a point, at most two decimals. */
const Points = z
  .string()
  .trim()
  .min(1, "Enter the points.")
  .transform((value) => value.replace(",", "."))
  .pipe(z.string().regex(/^\d{1,4}(\.\d{1,2})?$/, "Write the points as a number, such as 7 or 7.5."))
  .transform(Number);

export const ScoreItemInput = z.object({
  attemptId: z.uuid(),
  itemId: z.uuid(),
  points: Points,
  comment: Text.trim().max(MAX_COMMENT, `Keep the comment below ${MAX_COMMENT} characters.`).default(""),
});
export type ScoreItemInput = z.infer<typeof ScoreItemInput>;

export const DecisionKind = z.enum(["advance", "hold", "reject"], {
  error: "Choose Advance, Hold or Reject.",
});
export type DecisionKind = z.infer<typeof DecisionKind>;

export const DecideInput = z.object({
  attemptId: z.uuid(),
  kind: DecisionKind,
  reason: Text.trim()
    .min(1, "Write the reason: the next person who reads this needs it.")
    .max(MAX_REASON, `Keep the reason below ${MAX_REASON} characters.`),
});
export type DecideInput = z.infer<typeof DecideInput>;
export { MAX_COMMENT, MAX_REASON };
