import type { Cell, ResultTable, ShownTable, TableComparison } from "#lib/assessments/tables/schema.ts";
import { sameNumber } from "../harness/compare.ts";
import { MOST_LOOKS, matchNear, slackOf } from "../harness/matching.ts";

type Marks = NonNullable<ShownTable["marks"]>;

/** With what each row of either side was found to be, for showing them side by side. */
export type TableMatch = {
  ok: boolean;
  reason?: string;
  expectedMarks: Marks;
  returnedMarks: Marks;
};

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

/** Exactly equal rows by their keys; when that is not all and there is a tolerance, all rows by it. */
function inAnyOrder(expected: readonly Cell[][], returned: readonly Cell[][], how: TableComparison): Marked {
  const exact = marksOf(expected, returned, exactPairs(expected, returned));
  const isTolerant = how.floatAbsoluteTolerance !== null || how.floatRelativeTolerance !== null;
  const areAll = !exact.expectedMarks.includes("alone") && !exact.returnedMarks.includes("alone");
  if (areAll || !isTolerant) return exact;
  // Not the rest alone: who is exactly equal to one may be needed by another.
  return marksOf(expected, returned, pairsWithin(expected, returned, how));
}

type Pairs = (readonly [expected: number, returned: number])[];

function marksOf(expected: readonly Cell[][], returned: readonly Cell[][], pairs: Pairs): Marked {
  const expectedMarks: Marks = expected.map(() => "alone");
  const returnedMarks: Marks = returned.map(() => "alone");
  for (const [item, found] of pairs) {
    expectedMarks[item] = "same";
    returnedMarks[found] = "same";
  }
  return { expectedMarks, returnedMarks };
}

function grouped<Item>(items: Iterable<readonly [string, Item]>): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const [key, item] of items) {
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function exactPairs(expected: readonly Cell[][], returned: readonly Cell[][]): Pairs {
  const free = grouped(returned.map((row, index) => [rowKey(row), index] as const).reverse());
  return expected.flatMap((row, index): Pairs => {
    const found = free.get(rowKey(row))?.pop();
    return found === undefined ? [] : [[index, found]];
  });
}

/** What of a row a tolerance is no help with, and its numbers. */
type Told = { index: number; words: string; numbers: number[] };

function tell(row: readonly Cell[], index: number): Told {
  const numbers: number[] = [];
  const words = row.map((cell) => {
    const number = Number(numeric(cell) ?? Number.NaN);
    if (!Number.isFinite(number)) return JSON.stringify(cell);
    numbers.push(number);
    return "#";
  });
  return { index, words: words.join("\u0001"), numbers };
}

/** Rows meet only those of the very same words and bytes; among these their numbers decide. */
function pairsWithin(expected: readonly Cell[][], returned: readonly Cell[][], how: TableComparison): Pairs {
  const byWords = (rows: readonly Cell[][]) =>
    grouped(rows.map(tell).map((told) => [told.words, told] as const));
  const others = byWords(returned);
  const work = { left: MOST_LOOKS };
  const pairs: Pairs = [];
  for (const [words, left] of byWords(expected)) {
    const right = others.get(words) ?? [];
    const rowOf = (rows: readonly Cell[][], told: Told | undefined) => rows[told?.index ?? -1] ?? [];
    const isSame = (a: number, b: number) =>
      sameRow(rowOf(expected, left[a]), rowOf(returned, right[b]), how);
    const found = matchNear({
      expected: left.map(({ numbers }) => numbers),
      returned: right.map(({ numbers }) => numbers),
      near: (a, b) => sameNumber(a, b, how),
      slack: (number) => slackOf(how, number),
      ...([...left, ...right].some(isCoarse) ? { same: isSame } : {}),
      work,
    });
    for (const [a, b] of found) pairs.push([left[a]?.index ?? -1, right[b]?.index ?? -1]);
  }
  return pairs;
}

/** Two whole numbers beyond 2^53 may be one as decimal numbers. */
function isCoarse({ numbers }: Told): boolean {
  return numbers.some((number) => Math.abs(number) > Number.MAX_SAFE_INTEGER);
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
