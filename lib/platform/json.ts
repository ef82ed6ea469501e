import { isStorable } from "./text.ts";

/**
 * Whether a JSON text opens more brackets than `max` within one another. It looks at the text and never calls itself:
 * what reads a value by recursion (schemas, canonical JSON) may then rely on a stack that holds.
 */
export function isNestedDeeper(text: string, max: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const sign = text[index];
    if (quoted) {
      if (sign === "\\") index++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "[" || sign === "{") {
      depth++;
      if (depth > max) return true;
    } else if (sign === "]" || sign === "}") depth--;
  }
  return false;
}

export type JsonFault = "too_deep" | "unstorable";

/** What keeps a value out of a JSON column: more than `maxDepth` levels, or a text or member name that cannot be stored. */
export function jsonFault(value: unknown, maxDepth: number): JsonFault | null {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    const texts = level.filter((part) => typeof part === "string");
    const holders = level.filter((part) => part !== null && typeof part === "object");
    if (holders.length > 0 && depth >= maxDepth) return "too_deep";
    const names = holders.flatMap((holder) => Object.keys(holder));
    if (![...texts, ...names].every(isStorable)) return "unstorable";
    level = holders.flatMap((holder) => Object.values(holder));
  }
  return null;
}
