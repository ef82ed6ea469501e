/** Small enough that a sign-in never waits for a purge's locks. */
const BATCH_ROWS = 1_000;
/** A night's share, half a million rows: a backlog from before there was a purge goes in several nights. */
const MAX_BATCHES = 500;

/**
 * Deletes in small statements, each its own transaction, until nothing is left or a night's share is done.
 * @param deleteSome deletes at most `limit` rows; answers how many.
 * @returns how many rows are gone.
 */
export async function purgeInBatches(
  deleteSome: (limit: number) => Promise<number>,
  { rows = BATCH_ROWS, batches = MAX_BATCHES } = {},
): Promise<number> {
  let gone = 0;
  for (let batch = 0; batch < batches; batch++) {
    const deleted = await deleteSome(rows);
    gone += deleted;
    if (deleted < rows) break;
  }
  return gone;
}
