import { z } from "zod";

/** A year: whoever needs longer has forgotten, not planned. The database holds the same bound. */
const MAX_REPLY_DAYS = 365;

export const RESULT_SHARING = ["nothing", "score", "questions"] as const;
export type ResultSharing = (typeof RESULT_SHARING)[number];

/** What candidates of an assessment are told after they handed in. */
export const AfterwardsInput = z.object({
  assessmentId: z.uuid(),
  resultSharing: z.enum(RESULT_SHARING, "Choose one of the three."),
  /** Empty: none is named. */
  replyWithinDays: z
    .union([z.literal("").transform(() => null), z.coerce.number()])
    .pipe(
      z
        .number("Write a whole number of days, or nothing.")
        .int("Write a whole number of days, or nothing.")
        .min(1, "One day is the least.")
        .max(MAX_REPLY_DAYS, `${MAX_REPLY_DAYS} days are the most.`)
        .nullable(),
    )
    .default(null),
});
export type AfterwardsInput = z.infer<typeof AfterwardsInput>;
