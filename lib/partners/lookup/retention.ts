import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { purgeInBatches } from "#lib/platform/purge.ts";

/** Long enough to look into last month's complaint; the health page looks back for a day. */
export const LOOKUP_RETENTION_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Forgets what was asked of partners long ago. Nothing in force depends on these rows: a denial and the last answer
 * stand on the candidate, counts of failures in tables of their own.
 * @returns how many rows are gone.
 */
export function purgeLookups(batch?: { rows?: number; batches?: number }): Promise<number> {
  const before = new Date(now().getTime() - LOOKUP_RETENTION_DAYS * DAY_MS);
  return purgeInBatches(
    (limit) => db.$executeRaw`
      delete from partner_lookup where id in (select id from partner_lookup where at < ${before} limit ${limit})`,
    batch,
  );
}
