import type { Cell, ResultTable, ShownTable, TableComparison } from "#lib/assessments/tables/schema.ts";
import { sameNumber } from "../harness/compare.ts";

type Marks = NonNullable<ShownTable["marks"]>;

/** With what each row of either side was found to be, for showing them side by side. */
export type TableMatch = {
  ok: boolean;
  reason?: string;
  expectedMarks: Marks;
  returnedMarks: Marks;
};

/** Beyond so many unmatched rows with a tolerance, rows are paired in sorted order only. */
const MAX_PAIRED = 200;

const plain = (name: string) => name.trim().toLowerCase();
const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** Holds a result against the expected one. Pure. NULL, text, numbers and bytes are never equal to each other; 2 and 2.0 are. */
export function compareTables(
  expected: ResultTable,
  returned: ResultTable,
  how: TableComparison,
): TableMatch {
  const order = columnOrder(expected.columns, returned.columns, how);
  if (typeof order === "string") return { ok: false, reason: order, expectedMarks: [], returnedMarks: [] };
  const rows = returned.rows.map((row) => order.map((index) => row[index] ?? null));
  const marked = how.ordered ? inOrder(expected.rows, rows, how) : inAnyOrder(expected.rows, rows, how);
  const reason = rowReason(expected.rows.length, rows.length, marked);
  return reason === null ? { ok: true, ...marked } : { ok: false, reason, ...marked };
}

/** Where each expected column stands in the returned rows; a sentence when that cannot be said. */
function columnOrder(
  expected: readonly string[],
  returned: readonly string[],
  { columns }: TableComparison,
): number[] | string {
  if (columns === "position") {
    if (expected.length === returned.length) return expected.map((_, index) => index);
    return `Expected ${plural(expected.length, "column")}, your result has ${returned.length}.`;
  }
  const free = returned.map((name, index) => ({ name: plain(name), index }));
  const order: number[] = [];
  for (const name of expected) {
    const at = free.findIndex((column) => column.name === plain(name));
    const [found] = at < 0 ? [] : free.splice(at, 1);
    if (!found) return `Your result has no column “${name}”. It has: ${returned.join(", ") || "none"}.`;
    order.push(found.index);
  }
  const [more] = free;
  return more ? `Your result has a column that is not asked for: “${returned[more.index]}”.` : order;
}

function numeric(cell: Cell): number | bigint | null {
  if (cell === null || typeof cell === "string" || cell[0] === "b") return null;
  return cell[0] === "i" ? BigInt(cell[1]) : Number(cell[1]);
}

/** By storage class first, then by value. */
export function sameCell(
  expected: Cell,
  returned: Cell,
  how: Pick<TableComparison, "floatAbsoluteTolerance" | "floatRelativeTolerance">,
): boolean {
  const [left, right] = [numeric(expected), numeric(returned)];
  if (left === null || right === null) return JSON.stringify(expected) === JSON.stringify(returned);
  // JavaScript compares a bigint with a number exactly, and knows no difference of the two.
  // biome-ignore lint/suspicious/noDoubleEquals: the loose form is the exact one between the two kinds
  if (left == right) return true;
  const [low, high] = [Number(left), Number(right)];
  // Two whole numbers beyond 2^53 that differ, yet not as decimal ones.
  return low !== high && sameNumber(low, high, how);
}

const sameRow = (a: readonly Cell[], b: readonly Cell[], how: TableComparison) =>
  a.length === b.length && a.every((cell, index) => sameCell(cell, b[index] ?? null, how));

/** Equal for cells that are exactly the same: `2` and `2.0` share one. */
function keyOf(cell: Cell): string {
  const number = numeric(cell);
  if (number === null) return JSON.stringify(cell);
  return Number.isInteger(Number(number)) && typeof number === "number" && Number.isFinite(number)
    ? `#${BigInt(number)}`
    : `#${number}`;
}
const rowKey = (row: readonly Cell[]) => row.map(keyOf).join("\u0001");

type Marked = Pick<TableMatch, "expectedMarks" | "returnedMarks">;

function inOrder(expected: readonly Cell[][], returned: readonly Cell[][], how: TableComparison): Marked {
  const isSame = (index: number) => sameRow(expected[index] ?? [], returned[index] ?? [], how);
  const both = Math.min(expected.length, returned.length);
  const same = Array.from({ length: both }, (_, index) => isSame(index));
  if (same.every(Boolean) && expected.length === returned.length)
    return { expectedMarks: expected.map(() => "same"), returnedMarks: returned.map(() => "same") };
  const anywhere = inAnyOrder(expected, returned, how);
  const marks = (rows: readonly Marks[number][]): Marks =>
    rows.map((mark, index) => (same[index] ? "same" : mark === "same" ? "moved" : "alone"));
  return { expectedMarks: marks(anywhere.expectedMarks), returnedMarks: marks(anywhere.returnedMarks) };
}

/** Exactly equal rows first, by their keys; what is left is paired within the tolerance. */
function inAnyOrder(expected: readonly Cell[][], returned: readonly Cell[][], how: TableComparison): Marked {
  const free = new Map<string, number[]>();
  for (const [index, row] of returned.entries()) {
    const key = rowKey(row);
    const at = free.get(key);
    if (at) at.push(index);
    else free.set(key, [index]);
  }
  const expectedMarks: Marks = expected.map(() => "alone");
  const returnedMarks: Marks = returned.map(() => "alone");
  for (const [index, row] of expected.entries()) {
    const found = free.get(rowKey(row))?.shift();
    if (found === undefined) continue;
    expectedMarks[index] = "same";
    returnedMarks[found] = "same";
  }
  if (how.floatAbsoluteTolerance !== null || how.floatRelativeTolerance !== null)
    pairWithin(expected, returned, how, { expectedMarks, returnedMarks });
  return { expectedMarks, returnedMarks };
}

function pairWithin(
  expected: readonly Cell[][],
  returned: readonly Cell[][],
  how: TableComparison,
  marks: Marked,
): void {
  const left = indexesAlone(marks.expectedMarks);
  const right = indexesAlone(marks.returnedMarks);
  const owner = new Map<number, number>();
  const known = new Map<number, boolean>();
  const equals = (a: number, b: number) => {
    const pair = a * returned.length + b;
    const same = known.get(pair) ?? sameRow(expected[a] ?? [], returned[b] ?? [], how);
    known.set(pair, same);
    return same;
  };
  const place = (item: number, tried: Set<number>): boolean =>
    right.some((candidate) => {
      if (tried.has(candidate) || !equals(item, candidate)) return false;
      tried.add(candidate);
      const holder = owner.get(candidate);
      if (holder !== undefined && !place(holder, tried)) return false;
      owner.set(candidate, item);
      return true;
    });
  if (left.length <= MAX_PAIRED && right.length <= MAX_PAIRED)
    for (const item of left) place(item, new Set());
  else pairSorted(expected, returned, { left, right, equals, owner });
  for (const [candidate, item] of owner) {
    marks.expectedMarks[item] = "same";
    marks.returnedMarks[candidate] = "same";
  }
}

/** Numbers that differ by a tolerance stand at the same place of both, when sorted by size. */
function pairSorted(
  expected: readonly Cell[][],
  returned: readonly Cell[][],
  pairing: {
    left: number[];
    right: number[];
    equals: (a: number, b: number) => boolean;
    owner: Map<number, number>;
  },
): void {
  const { left, right, equals, owner } = pairing;
  const sorted = (indexes: number[], rows: readonly Cell[][]) =>
    [...indexes].sort((a, b) => rowOrder(rows[a] ?? [], rows[b] ?? []));
  const [one, other] = [sorted(left, expected), sorted(right, returned)];
  for (const [index, item] of one.entries()) {
    const candidate = other[index];
    if (candidate !== undefined && equals(item, candidate)) owner.set(candidate, item);
  }
}

function rowOrder(a: readonly Cell[], b: readonly Cell[]): number {
  // What is no number tells rows apart for certain, so it goes first.
  const words = (row: readonly Cell[]) => JSON.stringify(row.filter((cell) => numeric(cell) === null));
  const [left, right] = [words(a), words(b)];
  if (left !== right) return left < right ? -1 : 1;
  for (const [index, cell] of a.entries()) {
    const difference = Number(numeric(cell) ?? 0) - Number(numeric(b[index] ?? null) ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

function indexesAlone(marks: Marks): number[] {
  return marks.flatMap((mark, index) => (mark === "alone" ? [index] : []));
}

function rowReason(
  expected: number,
  returned: number,
  { expectedMarks, returnedMarks }: Marked,
): string | null {
  const missing = indexesAlone(expectedMarks).length;
  const extra = indexesAlone(returnedMarks).length;
  if (missing === 0 && extra === 0)
    return expectedMarks.includes("moved")
      ? "The rows are right, but not in the order that is asked for."
      : null;
  if (returned === 0) return `Your result has no rows; ${plural(expected, "row")} expected.`;
  const parts = [
    missing > 0 ? `${plural(missing, "expected row")} missing` : "",
    extra > 0 ? `${plural(extra, "row")} not expected` : "",
  ].filter(Boolean);
  return `Your result has ${plural(returned, "row")}, ${expected} expected: ${parts.join(", ")}.`;
}
