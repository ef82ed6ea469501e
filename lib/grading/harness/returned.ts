import { parseValue, type Value, ValueError } from "#lib/assessments/functions/values.ts";
import { TROUBLES, type Trouble } from "./types.ts";

/** A function that returns more than this is not read: reading and comparing it holds up everybody else's tests. */
export const MAX_RETURNED_BYTES = 512 * 1024;
export const TOO_LARGE_WORDS = `Your function returned more than ${MAX_RETURNED_BYTES / 1024} KiB.`;

/** What stood on the result channel. It is the program's word: nothing but values is believed. */
export type Returned =
  | { kind: "value"; value: Value }
  | { kind: "trouble"; trouble: Trouble; said: string }
  | { kind: "nothing" }
  | { kind: "unreadable"; why: string };

/** Reads what a harness, or a program that plays one, wrote. Never throws. */
export function readReturned(bytes: Uint8Array): Returned {
  if (bytes.length === 0) return { kind: "nothing" };
  if (bytes.length > MAX_RETURNED_BYTES)
    return { kind: "unreadable", why: `is larger than ${MAX_RETURNED_BYTES / 1024} KiB` };
  const text = new TextDecoder().decode(bytes);
  if (text.startsWith("?")) return trouble(text.slice(1));
  if (!text.startsWith("=")) return { kind: "unreadable", why: "is not what a function call gives" };
  try {
    return { kind: "value", value: parseValue(text.slice(1)) };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return { kind: "unreadable", why: error.message };
  }
}

function trouble(text: string): Returned {
  const [word = "", ...rest] = text.split(" ");
  const known = TROUBLES.find((name) => name === word);
  return known
    ? { kind: "trouble", trouble: known, said: rest.join(" ").replaceAll("\0", "\uFFFD") }
    : { kind: "unreadable", why: "is not what a function call gives" };
}
