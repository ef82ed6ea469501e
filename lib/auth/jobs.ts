import { z } from "zod";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { purgeInBatches } from "#lib/platform/purge.ts";
import { defineJob } from "#lib/platform/queue.ts";

/** Half a year outlives a hiring round and a dispute about it; the rows hold addresses, so not longer. */
export const JOURNAL_RETENTION_DAYS = 180;
const DAY_MS = 86_400_000;

/** Each night: forgets tries to sign in that nobody will ask about any more. */
export const purgeJournal = defineJob({
  name: "auth.purge",
  payload: z.object({}),
  retryLimit: 1,
  cron: "29 3 * * *",
});

/** Handler of `purgeJournal`. The audit trail, which says who ended whose access, is never purged. */
export async function handlePurgeJournal(): Promise<void> {
  const gone = await purgeSignInJournal();
  log.info("auth.purged", { signInAttempts: gone });
}

/** @returns how many rows are gone. */
export function purgeSignInJournal(batch?: { rows?: number; batches?: number }): Promise<number> {
  const before = new Date(now().getTime() - JOURNAL_RETENTION_DAYS * DAY_MS);
  return purgeInBatches(
    (limit) => db.$executeRaw`
      delete from sign_in_attempt where id in (select id from sign_in_attempt where at < ${before} limit ${limit})`,
    batch,
  );
}
