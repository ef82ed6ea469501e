import type { ValueComparison } from "#lib/assessments/functions/schema.ts";
import { showValue, type Value, writeValue } from "#lib/assessments/functions/values.ts";
import { MOST_LOOKS, matchNear, slackOf } from "./matching.ts";

export type Comparison = { ok: true } | { ok: false; reason: string };

/** The rules, and what is left of the work that finding who belongs to whom may be. */
type Rules = ValueComparison & { work: { left: number } };

/** To compare a list within a list costs for each value what looking at so many numbers does. */
const LOOKS_PER_VALUE = 20;
/** What a reason quotes of a value. */
const QUOTED = 120;

const OK: Comparison = { ok: true };
const TOO_MUCH: Comparison = { ok: false, reason: "too many values are nearly equal to be told apart" };
const quote = (value: Value) => showValue(value, QUOTED);

/** Equal NaNs, one zero, and a tolerance that either rule may grant. */
export function sameNumber(
  expected: number,
  returned: number,
  { floatAbsoluteTolerance: absolute, floatRelativeTolerance: relative }: Tolerances,
): boolean {
  if (expected === returned || (Number.isNaN(expected) && Number.isNaN(returned))) return true;
  if (!Number.isFinite(expected) || !Number.isFinite(returned)) return false;
  const off = Math.abs(expected - returned);
  return (
    (absolute !== null && off <= absolute) || (relative !== null && off <= relative * Math.abs(expected))
  );
}
type Tolerances = Pick<ValueComparison, "floatAbsoluteTolerance" | "floatRelativeTolerance">;

/**
 * Holds a returned value against the expected one. Both have been fitted to the signature's type. Pure, and never slower
 * than the values are large (times their logarithm) and the bounded work of pairing decimal numbers without order.
 */
export function compareValues(expected: Value, returned: Value, comparison: ValueComparison): Comparison {
  const how: Rules = { ...comparison, work: { left: MOST_LOOKS } };
  if (how.order === "exact") return compareAt(expected, returned, how, "");
  if (!Array.isArray(expected) || !Array.isArray(returned))
    return how.order === "deep"
      ? compareMembers(expected, returned, how)
      : compareAt(expected, returned, how, "");
  return compareUnordered(expected, returned, how);
}

function differ(expected: Value, returned: Value, path: string): Comparison {
  const where = path === "" ? "" : `At ${path}: `;
  return { ok: false, reason: `${where}expected ${quote(expected)}, returned ${quote(returned)}` };
}

/** In order, with the place of the first difference. */
function compareAt(expected: Value, returned: Value, how: Rules, path: string): Comparison {
  if (typeof expected === "number" && typeof returned === "number")
    return sameNumber(expected, returned, how) ? OK : differ(expected, returned, path);
  if (Array.isArray(expected) && Array.isArray(returned)) {
    for (let index = 0; index < Math.min(expected.length, returned.length); index++) {
      const at = compareAt(expected[index] ?? null, returned[index] ?? null, how, `${path}[${index}]`);
      if (!at.ok) return at;
    }
    return expected.length === returned.length ? OK : lengths(expected, returned, path);
  }
  if (expected instanceof Map && returned instanceof Map) return compareMaps(expected, returned, how, path);
  return expected === returned ? OK : differ(expected, returned, path);
}

function lengths(expected: Value[], returned: Value[], path: string): Comparison {
  const where = path === "" ? "" : `At ${path}: `;
  return {
    ok: false,
    reason: `${where}expected a list of ${expected.length}, returned a list of ${returned.length}`,
  };
}

function compareMaps(
  expected: Map<string, Value>,
  returned: Map<string, Value>,
  how: Rules,
  path: string,
): Comparison {
  const where = path === "" ? "" : `At ${path}: `;
  const more = [...returned.keys()].find((key) => !expected.has(key));
  for (const [key, value] of expected) {
    const own = returned.get(key);
    if (own === undefined) return { ok: false, reason: `${where}the key ${quote(key)} is missing` };
    const at = compareAt(value, own, how, `${path}[${quote(key)}]`);
    if (!at.ok) return at;
  }
  return more === undefined ? OK : { ok: false, reason: `${where}the key ${quote(more)} is not expected` };
}

const isTolerant = (how: Tolerances) =>
  how.floatAbsoluteTolerance !== null || how.floatRelativeTolerance !== null;

/** A text that two values share exactly when they are equal under this order. */
function keyOf(value: Value, how: Rules): string {
  if (how.order !== "deep") return writeValue(positiveZero(value));
  return writeValue(sortedDeep(positiveZero(value)));
}

function positiveZero(value: Value): Value {
  if (typeof value === "number") return value === 0 ? 0 : value;
  if (Array.isArray(value)) return value.map(positiveZero);
  return value instanceof Map ? new Map([...value].map(([key, item]) => [key, positiveZero(item)])) : value;
}

/** Every list within sorted, numbers by size, so that values that differ by a tolerance alone stand at the same places. */
function sortedDeep(value: Value): Value {
  if (Array.isArray(value)) return value.map(sortedDeep).sort(inSortingOrder);
  return value instanceof Map ? new Map([...value].map(([key, item]) => [key, sortedDeep(item)])) : value;
}

function inSortingOrder(a: Value, b: Value): number {
  if (typeof a === "number" && typeof b === "number") {
    // NaN last: a sort needs a total order.
    if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
    return a - b;
  }
  if (typeof a === "bigint" && typeof b === "bigint") return a < b ? -1 : a > b ? 1 : 0;
  if (Array.isArray(a) && Array.isArray(b)) {
    for (let index = 0; index < Math.min(a.length, b.length); index++) {
      const order = inSortingOrder(a[index] ?? null, b[index] ?? null);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  }
  const [left, right] = [writeValue(a), writeValue(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareUnordered(expected: Value[], returned: Value[], how: Rules): Comparison {
  if (expected.length !== returned.length) return lengths(expected, returned, "");
  if (how.work.left <= 0) return TOO_MUCH;
  const left = new Map<string, number>();
  const keys = returned.map((item) => keyOf(item, how));
  for (const key of keys) left.set(key, (left.get(key) ?? 0) + 1);
  how.work.left -= countOf(expected) * LOOKS_PER_VALUE;
  const unmatched: Value[] = [];
  for (const item of expected) {
    const key = keyOf(item, how);
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    else unmatched.push(item);
  }
  const [first] = unmatched;
  if (first === undefined) return OK;
  if (isTolerant(how) && sameWithin(expected, returned, how)) return OK;
  const extra = returned.find((_, index) => (left.get(keys[index] ?? "") ?? 0) > 0) ?? null;
  return { ok: false, reason: `${quote(first)} is missing; ${quote(extra)} is not expected` };
}

/** What of an item a tolerance is no help with, beside its numbers. */
type Bucket = { expected: Value[]; returned: Value[]; numbers: Record<"expected" | "returned", number[][]> };

/** Two lists as multisets of decimal values: items meet only those that are equal in all but their numbers. */
function sameWithin(expected: Value[], returned: Value[], how: Rules): boolean {
  const buckets = new Map<string, Bucket>();
  for (const [side, items] of [["expected", expected] as const, ["returned", returned] as const])
    for (const item of items) {
      const numbers: number[] = [];
      const shape = shapeOf(item, how, numbers);
      if (how.order === "deep") numbers.sort((a, b) => a - b);
      const bucket = buckets.get(shape) ?? {
        expected: [],
        returned: [],
        numbers: { expected: [], returned: [] },
      };
      buckets.set(shape, bucket);
      bucket[side].push(item);
      bucket.numbers[side].push(numbers);
    }
  const all = [...buckets.values()];
  return (
    all.every((bucket) => bucket.expected.length === bucket.returned.length) &&
    all.every((bucket) => canPair(bucket, how))
  );
}

/** A text for all but the finite decimal numbers, which go to `numbers`. */
function shapeOf(value: Value, how: Rules, numbers: number[]): string {
  if (typeof value === "number" && Number.isFinite(value)) {
    numbers.push(value);
    return "#";
  }
  if (Array.isArray(value)) {
    const shapes = value.map((item) => shapeOf(item, how, numbers));
    return `[${(how.order === "deep" ? shapes.sort() : shapes).join(",")}]`;
  }
  if (!(value instanceof Map)) return writeValue(value);
  const keys = [...value.keys()].sort();
  return `{${keys.map((key) => `${writeValue(key)}:${shapeOf(value.get(key) ?? null, how, numbers)}`).join(",")}}`;
}

/**
 * Without order below the top, the numbers of two equal items are near each other as sorted too, whichever belongs to
 * which (no longer so where a tolerance is larger than the number itself); in a plain list that is all there is to it.
 */
function canPair({ expected, returned, numbers }: Bucket, how: Rules): boolean {
  const [first = null] = expected;
  const count = numbers.expected[0]?.length ?? 0;
  const areOrdered = how.order !== "deep" || count <= 1;
  const areSorted = (how.floatRelativeTolerance ?? 0) <= 1;
  const isPlain = Array.isArray(first) && !first.some((item) => Array.isArray(item) || item instanceof Map);
  const same = (a: number, b: number) => compareMembers(expected[a] ?? null, returned[b] ?? null, how).ok;
  const none = expected.map(() => []);
  const pairs = matchNear({
    expected: areOrdered || areSorted ? numbers.expected : none,
    returned: areOrdered || areSorted ? numbers.returned : none,
    near: (a, b) => sameNumber(a, b, how),
    slack: (number) => slackOf(how, number),
    ...(areOrdered || (areSorted && isPlain) ? {} : { same }),
    work: how.work,
  });
  return pairs.length === expected.length;
}

/** Without order below the top as well. */
function compareMembers(expected: Value, returned: Value, how: Rules): Comparison {
  if (Array.isArray(expected) && Array.isArray(returned)) return compareUnordered(expected, returned, how);
  if (!(expected instanceof Map && returned instanceof Map)) return compareAt(expected, returned, how, "");
  for (const [key, value] of expected) {
    const own = returned.get(key);
    if (own === undefined) return { ok: false, reason: `the key ${quote(key)} is missing` };
    const at = compareMembers(value, own, how);
    if (!at.ok) return { ok: false, reason: `At [${quote(key)}]: ${at.reason}` };
  }
  const more = [...returned.keys()].find((key) => !expected.has(key));
  return more === undefined ? OK : { ok: false, reason: `the key ${quote(more)} is not expected` };
}

function countOf(value: Value): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countOf(item), 1);
  return value instanceof Map ? countOf([...value.values()]) : 1;
}
