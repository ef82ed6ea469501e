import { type Summary, summarise } from "./statistics.ts";

/** One line of the table: what was measured, against what. */
export interface Row {
  name: string;
  /** What the two sides are, for who reads the table alone. */
  measured: Summary;
  baseline: Summary;
  /** The side's medians, and its 95th percentiles, one by the other. */
  ratioOfMedians: number;
  ratioOfP95: number;
  /** What the ratio should stay at or below, where something is promised. */
  limit: number | null;
  /** Milliseconds taken off the measured side first: time that was granted to somebody else. */
  granted: number;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
const rounded = ({ count, ...numbers }: Summary): Summary => ({
  count,
  median: round(numbers.median),
  p95: round(numbers.p95),
  spread: round(numbers.spread),
});

/** @param options.granted milliseconds that the measured side may take besides; @param options.limit the promise. */
export function rowOf(
  name: string,
  found: { baseline: number[]; measured: number[] },
  options: { limit?: number; granted?: number } = {},
): Row {
  const [measured, baseline] = [summarise(found.measured), summarise(found.baseline)];
  const granted = options.granted ?? 0;
  return {
    name,
    measured: rounded(measured),
    baseline: rounded(baseline),
    ratioOfMedians: round((measured.median - granted) / baseline.median),
    ratioOfP95: round((measured.p95 - granted) / baseline.p95),
    limit: options.limit ?? null,
    granted,
  };
}

const HEAD = ["", "median ms", "p95 ms", "÷ median", "÷ p95", "spread", "pairs", "promised"];

function cells(row: Row): string[] {
  const both = (pick: (side: Summary) => number) =>
    `${pick(row.measured).toFixed(1)} / ${pick(row.baseline).toFixed(1)}`;
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return [
    row.granted > 0 ? `${row.name} (− ${row.granted} ms)` : row.name,
    both((side) => side.median),
    both((side) => side.p95),
    row.ratioOfMedians.toFixed(2),
    row.ratioOfP95.toFixed(2),
    `${percent(row.measured.spread)} / ${percent(row.baseline.spread)}`,
    String(row.measured.count),
    row.limit === null ? "" : `≤ ${row.limit}`,
  ];
}

/** The table for a terminal. */
export function tableOf(rows: Row[]): string {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: string[]) =>
    line
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ");
  return lines.map(format).join("\n");
}
