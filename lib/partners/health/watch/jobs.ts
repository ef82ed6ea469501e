import { z } from "zod";
import { defineJob } from "#lib/platform/queue.ts";

/** Each minute: speaks up once about a partner that has become degraded, and once when it has recovered. */
export const watchPartners = defineJob({
  name: "partners.watch",
  payload: z.object({}),
  retryLimit: 0,
  cron: "* * * * *",
});

/** Tells a partner's admin what is set up wrongly, at most once a day. */
export const tellPartnerAdmin = defineJob({
  name: "partners.tell-admin",
  payload: z.object({ partnerId: z.uuid(), lookupId: z.uuid() }),
  retryLimit: 3,
});
