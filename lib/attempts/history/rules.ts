/** What the history of one answer may take in the database, as it is stored (compressed). */
export const HISTORY_BYTES = 4 * 1024 * 1024;
/** The same for what came too late: the last states of an honest outage fit, an endless store does not. */
export const LATE_BYTES = 2 * 1024 * 1024;
/** After this much new text of one answer its history is weighed: the budget may be passed by so much in each process. */
export const WEIGH_AFTER_BYTES = 1024 * 1024;

export interface HistoryRow {
  id: string;
  savedAt: Date;
  bytes: number;
}

/**
 * Which revisions leave so that the rest fits the budget. The first and the newest always stay; of the others those go
 * first whose neighbours are nearest in time, so that what remains is spread over the whole work.
 * @param rows oldest first.
 */
export function thinHistory(rows: readonly HistoryRow[], budget: number): string[] {
  const kept = [...rows];
  const gone: string[] = [];
  let size = kept.reduce((sum, row) => sum + row.bytes, 0);
  const gapAround = (index: number) =>
    (kept[index + 1]?.savedAt.getTime() ?? 0) - (kept[index - 1]?.savedAt.getTime() ?? 0);
  while (size > budget && kept.length > 2) {
    let densest = 1;
    for (let index = 2; index < kept.length - 1; index++) {
      if (gapAround(index) < gapAround(densest)) densest = index;
    }
    const [row] = kept.splice(densest, 1);
    size -= row?.bytes ?? 0;
    if (row) gone.push(row.id);
  }
  return gone;
}
