import { typeWords, type ValueType } from "./types.ts";
import { Foreign, type Value } from "./values.ts";

export type Conformed =
  | { ok: true; value: Value }
  | { ok: false; path: string; found: string; wanted: string };

const LIMITS = { int: 1n << 31n, long: 1n << 63n };

function refuse(path: string, found: string, type: ValueType): Conformed {
  return { ok: false, path, found, wanted: typeWords(type) };
}

/** What a value is, as people say it: “text”, “a list”. */
export function valueWords(value: Value): string {
  if (value === null) return "nothing";
  if (value instanceof Foreign) return value.what;
  if (Array.isArray(value)) return "a list";
  if (value instanceof Map) return "a map";
  switch (typeof value) {
    case "string":
      return "text";
    case "boolean":
      return String(value);
    case "bigint":
      return "a whole number";
    default:
      return Number.isFinite(value) ? "a decimal number" : String(value);
  }
}

function conformWhole(value: Value, type: ValueType & { kind: "int" | "long" }, path: string): Conformed {
  if (typeof value !== "bigint") return refuse(path, valueWords(value), type);
  const bits = type.kind === "int" ? 32 : 64;
  const limit = LIMITS[type.kind];
  if (value >= limit || value < -limit) return refuse(path, `a whole number of more than ${bits} bits`, type);
  return { ok: true, value };
}

function conformFloat(value: Value, type: ValueType, path: string): Conformed {
  if (typeof value === "number") return { ok: true, value };
  return typeof value === "bigint"
    ? { ok: true, value: Number(value) }
    : refuse(path, valueWords(value), type);
}

function conformList(value: Value, of: ValueType, path: string): Conformed {
  if (!Array.isArray(value)) return refuse(path, valueWords(value), { kind: "list", of });
  const items: Value[] = [];
  for (const [index, item] of value.entries()) {
    const fitting = conform(item, of);
    if (!fitting.ok) return { ...fitting, path: `${path}[${index}]${fitting.path}` };
    items.push(fitting.value);
  }
  return { ok: true, value: items };
}

function conformMap(value: Value, of: ValueType, path: string): Conformed {
  if (!(value instanceof Map)) return refuse(path, valueWords(value), { kind: "map", of });
  const entries = new Map<string, Value>();
  for (const [key, item] of value) {
    const fitting = conform(item, of);
    if (!fitting.ok) return { ...fitting, path: `${path}[${JSON.stringify(key)}]${fitting.path}` };
    entries.set(key, fitting.value);
  }
  return { ok: true, value: entries };
}

/**
 * The value as its type has it (a whole number where a decimal one is asked becomes one), or where and how it differs.
 * @param path where in the whole value this stands, as code would write it: `[2]["total"]`; empty for the whole.
 */
export function conform(value: Value, type: ValueType, path = ""): Conformed {
  switch (type.kind) {
    case "nullable": {
      const fitting = value === null ? { ok: true as const, value } : conform(value, type.of, path);
      return fitting.ok || fitting.path !== path ? fitting : { ...fitting, wanted: typeWords(type) };
    }
    case "int":
    case "long":
      return conformWhole(value, { kind: type.kind }, path);
    case "float":
      return conformFloat(value, type, path);
    case "list":
      return conformList(value, type.of, path);
    case "map":
      return conformMap(value, type.of, path);
    case "bool":
      return typeof value === "boolean" ? { ok: true, value } : refuse(path, valueWords(value), type);
    case "string":
      return typeof value === "string" ? { ok: true, value } : refuse(path, valueWords(value), type);
  }
}
