/** What a list of durations (milliseconds) comes to. */
export interface Summary {
  count: number;
  median: number;
  p95: number;
  /** The middle half's width ÷ the median: how far apart equal things were. */
  spread: number;
}

/** The value below which `share` (0–1) of the values lie, between neighbours by straight line. NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

export function summarise(values: readonly number[]): Summary {
  const median = quantile(values, 0.5);
  return {
    count: values.length,
    median,
    p95: quantile(values, 0.95),
    spread: (quantile(values, 0.75) - quantile(values, 0.25)) / median,
  };
}

/** One measured work, which returns its own duration in milliseconds. */
export type Measured = (index: number) => Promise<number>;

/**
 * Runs two works by turns, the first one changing each time, so that whatever else the machine does falls on both.
 * @param maxMs no new pair is begun after this.
 */
export async function alternate(
  pairs: number,
  maxMs: number,
  baseline: Measured,
  measured: Measured,
): Promise<{ baseline: number[]; measured: number[] }> {
  const found = { baseline: [] as number[], measured: [] as number[] };
  const begun = performance.now();
  for (let index = 0; index < pairs && performance.now() - begun < maxMs; index++) {
    if (index % 2 === 0) found.baseline.push(await baseline(index));
    found.measured.push(await measured(index));
    if (index % 2 === 1) found.baseline.push(await baseline(index));
  }
  return found;
}
