/*
 * Values on their way between the author, a box and the comparer: JSON, with whole numbers of any size kept exact, and
 * with NaN, Infinity and -Infinity as bare words. A harness writes what no type of ours can hold as `!"set"`.
 */

import { beginning } from "#lib/platform/text.ts";

/** Something that a function may return and no signature can ask for: a set, an object, a function. */
export class Foreign {
  readonly what: string;

  constructor(what: string) {
    this.what = what;
  }
}

/** Whole numbers are bigint, decimal ones number. */
export type Value = null | boolean | bigint | number | string | Value[] | Map<string, Value> | Foreign;

/** Deeper than any type of ours; beyond it is a structure that holds itself, or an attack on the stack. */
export const MAX_VALUE_DEPTH = 64;

/** A text that is no value; the message says what is wrong with it. */
export class ValueError extends Error {}

const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, Value])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
];
/** So many are exact in a JavaScript number. */
const SHORT_DIGITS = 15;
/** More digits than this are no number of any signature, and turning them into one costs time. */
const MAX_DIGITS = 400;

/** One value and nothing after it. @throws ValueError */
export function parseValue(text: string): Value {
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  return value;
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): Value {
    if (depth > MAX_VALUE_DEPTH) throw new ValueError(`nests more than ${MAX_VALUE_DEPTH} levels deep`);
    const next = this.peek();
    if (next === '"') return this.string();
    if (next === "[") return this.list(depth);
    if (next === "{") return this.map(depth);
    if (next === "!") {
      this.at++;
      return new Foreign(this.string());
    }
    const word = this.word();
    return word === undefined ? this.number() : word;
  }

  end(): void {
    if (this.peek() !== "") throw new ValueError("something follows the value");
  }

  private peek(): string {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return this.text[this.at] ?? "";
      this.at++;
    }
  }

  private take(mark: string): boolean {
    if (this.peek() !== mark) return false;
    this.at++;
    return true;
  }

  private word(): Value | undefined {
    const code = this.text.charCodeAt(this.at);
    if (code >= 48 && code <= 57) return undefined;
    const word = WORDS.find(([name]) => this.text.startsWith(name, this.at));
    if (!word) return undefined;
    this.at += word[0].length;
    return word[1];
  }

  /** Most lists are of these: a few digits and nothing more. */
  private shortWhole(): bigint | undefined {
    let whole = 0;
    let at = this.at;
    for (; at - this.at < SHORT_DIGITS; at++) {
      const digit = this.text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      whole = whole * 10 + digit;
    }
    const next = this.text[at];
    if (at === this.at || (next !== "," && next !== "]")) return undefined;
    this.at = at;
    return BigInt(whole);
  }

  private number(): bigint | number {
    const short = this.shortWhole();
    if (short !== undefined) return short;
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text);
    if (!found) throw new ValueError(this.text.length > this.at ? "is not a value" : "ends too early");
    if (found[0].length > MAX_DIGITS) throw new ValueError(`has a number of more than ${MAX_DIGITS} digits`);
    this.at = NUMBER.lastIndex;
    return found[1] === undefined && found[2] === undefined ? BigInt(found[0]) : Number(found[0]);
  }

  private string(): string {
    if (this.peek() !== '"') throw new ValueError("lacks a text");
    let end = this.at + 1;
    for (; this.text[end] !== '"'; end++) {
      if (end >= this.text.length) throw new ValueError("ends within a text");
      if (this.text[end] === "\\") end++;
    }
    const quoted = this.text.slice(this.at, end + 1);
    this.at = end + 1;
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw new ValueError("holds a text that is not quoted as JSON asks");
    }
  }

  private list(depth: number): Value[] {
    this.at++;
    const items: Value[] = [];
    if (this.take("]")) return items;
    do items.push(this.value(depth + 1));
    while (this.take(","));
    if (!this.take("]")) throw new ValueError("has a list without an end");
    return items;
  }

  private map(depth: number): Map<string, Value> {
    this.at++;
    const entries = new Map<string, Value>();
    if (this.take("}")) return entries;
    do {
      const key = this.string();
      if (!this.take(":")) throw new ValueError("has a map's key without a value");
      entries.set(key, this.value(depth + 1));
    } while (this.take(","));
    if (!this.take("}")) throw new ValueError("has a map without an end");
    return entries;
  }
}

/** A decimal number that stays decimal: `3.0`, not `3`. */
function writeNumber(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const text = Object.is(value, -0) ? "-0" : String(value);
  return Number.isInteger(value) && !text.includes("e") ? `${text}.0` : text;
}

/** The text that `parseValue` reads back. Keys of maps are sorted, so equal values have equal texts. */
export function writeValue(value: Value, space = ""): string {
  if (typeof value === "number") return writeNumber(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, space)).join(`,${space}`)}]`;
  if (value instanceof Map) {
    const entries = [...value].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${space}${writeValue(item, space)}`).join(`,${space}`)}}`;
  }
  if (value instanceof Foreign) return `!${JSON.stringify(value.what)}`;
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

/** As people read it, at most so many characters long. */
export function showValue(value: Value, most = 4_000): string {
  const text = value instanceof Foreign ? `(${value.what})` : writeValue(value, " ");
  return beginning(text, most, "…");
}
