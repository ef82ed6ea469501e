/** Runs of one question that are kept whole: what a person looks back at, and more than a replay shows. */
export const WHOLE_RUNS = 20;
/** What these may take in the database as it is stored (compressed): sources, inputs and results of one question. */
export const WHOLE_RUN_BYTES = 2 * 1024 * 1024;

export interface FinishedRun {
  id: string;
  bytes: number;
}

/**
 * Which finished runs lose their source, input and outputs; their times and verdicts stay. The newest always stays whole.
 * @param runs whole ones of one question, newest first.
 */
export function runsToTrim(runs: readonly FinishedRun[]): string[] {
  let size = 0;
  return runs.flatMap(({ id, bytes }, index) => {
    size += bytes;
    return index > 0 && (index >= WHOLE_RUNS || size > WHOLE_RUN_BYTES) ? [id] : [];
  });
}
