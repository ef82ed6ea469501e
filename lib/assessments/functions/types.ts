/** What a parameter or a result may be. `int` has 32 bits, `long` 64; both are whole numbers. */
export type ValueType =
  | { kind: "int" | "long" | "float" | "bool" | "string" }
  | { kind: "list" | "map" | "nullable"; of: ValueType };

/** Lists of lists of lists: deeper ones are a data format, not a question. */
export const MAX_TYPE_DEPTH = 6;

const SCALARS = ["int", "long", "float", "bool", "string"] as const;

/**
 * Reads `int`, `long`, `float`, `bool`, `string`, `list<T>`, `map<string,T>` and `T?`.
 * @returns null when the text is none of them or nests too deeply.
 */
export function parseType(text: string): ValueType | null {
  return typeAt(text.replaceAll(/\s+/g, ""), 0);
}

function typeAt(text: string, depth: number): ValueType | null {
  if (depth > MAX_TYPE_DEPTH) return null;
  const scalar = SCALARS.find((name) => name === text);
  if (scalar) return { kind: scalar };
  if (text.endsWith("?")) {
    const of = typeAt(text.slice(0, -1), depth + 1);
    return of && of.kind !== "nullable" ? { kind: "nullable", of } : null;
  }
  const inner = /^(list<|map<string,)(.+)>$/.exec(text);
  const of = inner?.[2] ? typeAt(inner[2], depth + 1) : null;
  return of ? { kind: inner?.[1] === "list<" ? "list" : "map", of } : null;
}

/** The type of a signature that has been checked already. @throws Error when it has not. */
export function typeOf(text: string): ValueType {
  const type = parseType(text);
  if (!type) throw new Error(`not a type: ${text}`);
  return type;
}

const NOUN = {
  int: "a whole number",
  long: "a whole number",
  float: "a number",
  bool: "true or false",
  string: "text",
  list: "a list",
  map: "a map",
} as const;

/** The type as people say it: “a list”, “text or nothing”. */
export function typeWords(type: ValueType): string {
  return type.kind === "nullable" ? `${typeWords(type.of)} or nothing` : NOUN[type.kind];
}
