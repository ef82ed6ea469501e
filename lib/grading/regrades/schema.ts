import { z } from "zod";

/**
 * `unfinished`: what the judge failed at or has not ended. `all`: every answer that the judge reads, with a new grader
 * version, because the question or the judge was mended; the old results stay beside the new ones. `key`: choice and
 * short answers by the newest published key of their questions.
 */
const RegradeScope = z.enum(["unfinished", "all", "key"]);

export const MAX_WHY = 500;

export const RegradeInput = z.object({
  attemptId: z.uuid(),
  scope: RegradeScope.default("unfinished"),
  why: z.string().trim().min(3, "Say why in a few words.").max(MAX_WHY, `At most ${MAX_WHY} characters.`),
});
export type RegradeInput = z.infer<typeof RegradeInput>;
