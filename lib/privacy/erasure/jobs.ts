import { z } from "zod";
import { defineJob } from "#lib/platform/queue.ts";

/*
 * The contracts only: the handlers are in ../removal/jobs.ts.
 */

/** Deletes what one erasure asks for. The job has the erasure's id, so there is one of each. */
export const eraseData = defineJob({
  name: "privacy.erase",
  payload: z.object({ erasureId: z.uuid() }),
  retryLimit: 8,
});

/** Each ten minutes: takes up erasures whose job was lost or has used up its tries. A promise to delete is kept. */
export const eraseOverdue = defineJob({
  name: "privacy.erase-overdue",
  payload: z.object({}),
  retryLimit: 0,
  cron: "*/10 * * * *",
});
