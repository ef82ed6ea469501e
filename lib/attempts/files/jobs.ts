import { z } from "zod";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { purgeInBatches } from "#lib/platform/purge.ts";
import { defineJob } from "#lib/platform/queue.ts";
import { ORPHAN_HOURS } from "./schema.ts";

const HOUR_MS = 3_600_000;
/** A file is up to 40 parts: few at once, so that nobody waits for the locks. */
const BATCH_ROWS = 50;

/** Each hour: clears away uploads that broke off, and files that no answer names. */
export const purgeFiles = defineJob({
  name: "attempts.purge-files",
  payload: z.object({}),
  retryLimit: 1,
  cron: "17 * * * *",
});

/** Handler of `purgeFiles`. What is part of a submission or of a late edit stays as long as its attempt. */
export async function handlePurgeFiles(): Promise<void> {
  const gone = await purgeUnnamedFiles(now());
  if (gone > 0) log.info("files.purged", { files: gone });
}

/** @returns how many files are gone. */
export function purgeUnnamedFiles(at: Date): Promise<number> {
  const broken = new Date(at.getTime() - HOUR_MS).toISOString();
  const orphaned = new Date(at.getTime() - ORPHAN_HOURS * HOUR_MS).toISOString();
  return purgeInBatches(
    (limit) => db.$executeRaw`
      delete from attempt_file where id in (
        select f.id from attempt_file f join attempt a on a.id = f."attemptId"
        where (f.sha256 is null and f."createdAt" < ${broken}::timestamptz)
          or (a."submittedAt" < ${orphaned}::timestamptz
            and not exists (
              select 1 from submission s where s."attemptId" = a.id and s.content->>'fileId' = f.id::text)
            and not exists (
              select 1 from answer w join answer_revision r on r."answerId" = w.id
              where w."attemptId" = a.id and r.late and r.content->>'fileId' = f.id::text))
        limit ${limit})`,
    { rows: BATCH_ROWS },
  );
}
