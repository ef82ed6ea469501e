import { z } from "zod";
import { defineJob } from "#lib/platform/queue.ts";

/** Judges a question version's own submissions and says whether it may be published; done by the grading room. */
export const checkQuestion = defineJob({
  name: "check-question",
  payload: z.object({ questionVersionId: z.uuid() }),
  retryLimit: 2,
});
