import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { HISTORY_BYTES, type HistoryRow, thinHistory, WEIGH_AFTER_BYTES } from "./rules.ts";

interface Target {
  attemptId: string;
  itemId: string;
}

const MAX_WATCHED = 5_000;
/** Bytes of each answer that this process wrote since it last weighed the history. */
const written = new BoundedMap<string, number>(MAX_WATCHED);

/** Deletes what does not fit the budget. What is weighed is the stored size: no text is read for it. */
async function compact({ attemptId, itemId }: Target): Promise<void> {
  const rows = await db.$queryRaw<HistoryRow[]>`
    select r.id::text, r."savedAt", pg_column_size(r.content) as bytes
    from answer_revision r join answer a on a.id = r."answerId"
    where a."attemptId" = ${attemptId}::uuid and a."itemId" = ${itemId}::uuid and not r.late
    order by r."savedAt", r.revision`;
  const gone = thinHistory(rows, HISTORY_BYTES);
  if (gone.length > 0) await db.answerRevision.deleteMany({ where: { id: { in: gone } } });
}

/** After a save that is committed: keeps the history of its answer within bounds. It never fails the save. */
export async function weighHistory({ attemptId, itemId }: Target, bytes: number): Promise<void> {
  const key = `${attemptId}/${itemId}`;
  const total = (written.get(key) ?? 0) + bytes;
  if (total < WEIGH_AFTER_BYTES) {
    written.set(key, total);
    return;
  }
  written.delete(key);
  try {
    await compact({ attemptId, itemId });
  } catch (error) {
    // Ids only: whoever calls may hold the whole answer in the same object.
    log.warn("history.not_weighed", { attemptId, itemId, error });
  }
}
