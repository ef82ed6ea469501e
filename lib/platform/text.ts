import { z } from "zod";

// Bidirectional overrides and isolates show a name as another one; control characters and the separators of lines and
// paragraphs forge lines in mails and logs.
const FORGING = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** Whether PostgreSQL stores a text as it is: it holds neither NUL nor half a surrogate pair. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

/** The beginning of a text, at most `most` UTF-16 units and `mark` where something is left off; never half a character. */
export function beginning(text: string, most: number, mark = ""): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  const splits = last >= 0xd800 && last < 0xdc00;
  return text.slice(0, splits ? most - 1 : most) + mark;
}

/** The same text as PostgreSQL takes it: what it cannot hold stands as U+FFFD. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll("\u0000", "\uFFFD");
}

/** The same JSON as PostgreSQL takes it, in keys and values at any depth. */
export function storableJson<Value>(value: Value): Value {
  return stored(value) as Value;
}

function stored(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(stored);
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storable(key), stored(item)]));
}

/** Whether a text stays on its one line, in the order in which it was written. */
export function isOneLine(text: string): boolean {
  return isStorable(text) && !FORGING.test(text);
}

/** Text of any number of lines, as far as the database can hold it. Every field that people or partners fill begins here. */
export const Text = z
  .string()
  .refine(isStorable, { error: "holds a character that cannot be stored", abort: true });

/** One line of text, trimmed and in NFC: a name, a reason, a pointer into another system. */
export const Line = Text.normalize("NFC").trim().refine(isOneLine, {
  error: "holds a control character",
  abort: true,
});

/** A `Line` of 1 to `max` characters. */
export function line(max: number) {
  return Line.min(1, "is empty").max(max, `is longer than ${max} characters`);
}
