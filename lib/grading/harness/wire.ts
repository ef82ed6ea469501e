import type { Signature } from "#lib/assessments/functions/schema.ts";
import { typeOf, type ValueType } from "#lib/assessments/functions/types.ts";
import { type Value, writeValue } from "#lib/assessments/functions/values.ts";
import type { Harness } from "./types.ts";

/** Arguments that have been fitted to their signature, as a harness reads them on standard input. */
export function encodeArguments(
  wire: Harness["wire"],
  signature: Signature,
  values: readonly Value[],
): Uint8Array {
  const types = signature.parameters.map(({ type }) => typeOf(type));
  const typed = values.flatMap((value, index): [Value, ValueType][] => {
    const type = types[index];
    return type ? [[value, type]] : [];
  });
  if (wire === "tokens") return Buffer.from(typed.map(([value, type]) => tokens(value, type)).join(""));
  const plain = wire === "json" ? values : typed.map(([value, type]) => longsAsText(value, type));
  return Buffer.from(writeValue([...plain]));
}

function longsAsText(value: Value, type: ValueType): Value {
  if (value === null || !hasLong(type)) return value;
  if (type.kind === "nullable") return longsAsText(value, type.of);
  if (type.kind === "list" && Array.isArray(value)) return value.map((item) => longsAsText(item, type.of));
  if (type.kind === "map" && value instanceof Map)
    return new Map([...value].map(([key, item]) => [key, longsAsText(item, type.of)]));
  return String(value);
}

function hasLong(type: ValueType): boolean {
  return "of" in type ? hasLong(type.of) : type.kind === "long";
}

/**
 * Without names and without a parser: `42 ` a number, `1 ` true, `5:hello` text by its bytes, a count before the items
 * of a list or the pairs of a map, `- ` or `+ ` before what may be missing.
 */
function tokens(value: Value, type: ValueType): string {
  if (type.kind === "nullable") return value === null ? "- " : `+ ${tokens(value, type.of)}`;
  if (type.kind === "list" && Array.isArray(value))
    return `${value.length} ${value.map((item) => tokens(item, type.of)).join("")}`;
  if (type.kind === "map" && value instanceof Map) {
    const pairs = [...value].map(([key, item]) => text(key) + tokens(item, type.of));
    return `${value.size} ${pairs.join("")}`;
  }
  if (typeof value === "string") return text(value);
  if (typeof value === "boolean") return value ? "1 " : "0 ";
  return `${String(value)} `;
}

function text(value: string): string {
  return `${Buffer.byteLength(value)}:${value}`;
}
