import type { Accepted, ShortKey } from "./schema.ts";

/*
 * Whether a short answer is right. Every step is linear in the answer's length: no pattern of an author's is run, and
 * none of ours backtracks.
 */

/** A short answer is one line: a name, a number, a command. Longer is a written answer, which people read. */
export const MAX_SHORT_CHARACTERS = 200;

/** Characters that keyboards and word processors put for plain ones. */
const PLAIN: Record<string, string> = {
  "‘": "'",
  "’": "'",
  "‚": "'",
  "′": "'",
  "“": '"',
  "”": '"',
  "„": '"',
  "″": '"',
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "–": "-",
  "—": "-",
  "−": "-",
};
const TYPOGRAPHIC = /[‘’‚′“”„″‐‑‒–—−]/g;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** U+FF01 to U+FF5E are the wide forms of “!” to “~”. */
const WIDE = /[\uff01-\uff5e]/g;
const WIDE_OFFSET = 0xfee0;

/** Upper case first: it knows that “ß” is “SS”. */
function lower(text: string): string {
  return text.toUpperCase().toLowerCase();
}

/**
 * A text as it is compared: composed (NFC), with plain quotes, hyphens and letters, without invisible characters, its
 * white space as `spaces` says, and in lower case where case does not count.
 */
export function foldShort(
  text: string,
  { caseSensitive, spaces }: Pick<ShortKey, "caseSensitive" | "spaces">,
): string {
  const plain = text
    .normalize("NFC")
    .replaceAll(INVISIBLE, "")
    .replaceAll(WIDE, (wide) => String.fromCharCode(wide.charCodeAt(0) - WIDE_OFFSET))
    .replaceAll(TYPOGRAPHIC, (mark) => PLAIN[mark] ?? mark)
    .split(/\s+/)
    .filter((word) => word !== "")
    .join(spaces === "one" ? " " : "");
  return caseSensitive ? plain : lower(plain);
}

/** Digits, marks between them, and an exponent, at the start of a text. */
const NUMERAL = /^[+-]? ?(?=[.,]?\d)([\d.,' ]*[\d.,])(?:e([+-]?\d{1,3}))?/;

function grouped(digits: string, mark: string): boolean {
  const [first = "", ...groups] = digits.split(mark);
  return /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

/** The plain decimals that a run of digits and marks may mean: “1,500” is one and a half or fifteen hundred. */
function decimalsOf(digits: string): string[] {
  for (const mark of [" ", "'"]) {
    if (!digits.includes(mark)) continue;
    const [whole = "", fraction, ...more] = digits.split(/[.,]/);
    if (!grouped(whole, mark) || more.length > 0 || !/^\d*$/.test(fraction ?? "")) return [];
    return decimalsOf(whole.replaceAll(mark, "") + (fraction === undefined ? "" : `.${fraction}`));
  }
  const last = digits[Math.max(digits.lastIndexOf("."), digits.lastIndexOf(","))];
  if (last === undefined) return [digits];
  const other = last === "." ? "," : ".";
  const parts = digits.split(last);
  if (parts.length > 2) return !digits.includes(other) && grouped(digits, last) ? [parts.join("")] : [];
  const [whole = "", fraction = ""] = parts;
  if (whole.includes(other))
    return grouped(whole, other) ? [`${whole.replaceAll(other, "")}.${fraction}`] : [];
  return grouped(digits, last)
    ? [`${whole}.${fraction}`, whole + fraction]
    : [`${whole || 0}.${fraction || 0}`];
}

/** What number a text may mean, with what stands behind it; none when it does not begin with one. */
export function readNumbers(text: string): { values: number[]; rest: string } {
  const found = NUMERAL.exec(text);
  if (!found) return { values: [], rest: text };
  const [all, digits = "", exponent] = found;
  const sign = all.startsWith("-") ? -1 : 1;
  const values = decimalsOf(digits.trim()).map(
    (decimal) => sign * Number(exponent === undefined ? decimal : `${decimal}e${exponent}`),
  );
  return { values: values.filter(Number.isFinite), rest: text.slice(all.length).trim() };
}

function isNumberRight(
  folded: string,
  accepted: Exclude<Accepted, { text: string }>,
  key: ShortKey,
): boolean {
  const units = accepted.units.map((unit) => foldShort(unit, key));
  const before = units.find((unit) => folded.startsWith(unit)) ?? "";
  const { values, rest } = readNumbers(folded.slice(before.length).trim());
  const isMissing = rest === "" && before === "";
  if (isMissing ? accepted.unitRequired : rest !== "" && !units.includes(rest)) return false;
  const width = Math.max(accepted.tolerance, accepted.relativeTolerance * Math.abs(accepted.number));
  // One part in 10^12 more: 0.3 lies within 0.1 of 0.2, whatever binary fractions make of it.
  const slack = width === 0 ? 0 : 1e-12 * Math.max(1, Math.abs(accepted.number));
  return values.some((value) => Math.abs(value - accepted.number) <= width + slack);
}

function isRight(text: string, accepted: Accepted, key: ShortKey): boolean {
  const folded = foldShort(text, key);
  if (folded === "") return false;
  if ("text" in accepted) return folded === foldShort(accepted.text, key);
  return isNumberRight(lower(foldShort(text, { ...key, spaces: "one" })), accepted, {
    ...key,
    caseSensitive: false,
    spaces: "one",
  });
}

/** The first entry of the key that an answer meets; undefined: it is not right. */
export function matchShort(text: string, key: ShortKey): Accepted | undefined {
  return key.accepted.find((accepted) => isRight(text, accepted, key));
}

/** What the room offers a keyboard for: figures only where every accepted form is a bare number. */
export function shortForm(key: ShortKey): "text" | "number" {
  return key.accepted.every((one) => "number" in one && one.units.length === 0) ? "number" : "text";
}

/** An entry of the key in words for the team: “1024 ± 0.5 (KiB)”. */
export function acceptedWords(accepted: Accepted): string {
  if ("text" in accepted) return accepted.text;
  const { number, tolerance, relativeTolerance, units, unitRequired } = accepted;
  const wide = [
    ...(tolerance > 0 ? [` ± ${tolerance}`] : []),
    ...(relativeTolerance > 0 ? [` ± ${relativeTolerance * 100}\u00a0%`] : []),
  ].join(" or");
  return `${number}${wide}${units.length > 0 ? ` (${units.join(", ")}${unitRequired ? "" : ", or no unit"})` : ""}`;
}
