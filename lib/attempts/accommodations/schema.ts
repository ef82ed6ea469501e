import { z } from "zod";

/** Percent of extra time that candidates may give themselves; the database holds the same steps. */
export const EXTRA_TIME_STEPS = [0, 25, 50, 75, 100] as const;

export const ExtraTimeInput = z.object({
  percent: z.coerce
    .number()
    .refine(
      (value) => (EXTRA_TIME_STEPS as readonly number[]).includes(value),
      "Choose one of the steps that are offered.",
    ),
});
export type ExtraTimeInput = z.infer<typeof ExtraTimeInput>;
