import type { z } from "zod";
import { jsonSchema } from "#app/api/partner/v1/openapi.ts";

/** One member of a body or answer, as a reader needs it. */
export interface FieldRow {
  name: string;
  type: string;
  /** Whether it has to be sent; an answer always has all its members. */
  needed: boolean;
  text: string;
}

interface JsonSchema {
  type?: string;
  format?: string;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
}

const FORMATS: Record<string, string> = {
  "date-time": "time (ISO 8601 with zone)",
  uuid: "UUID",
  uri: "address",
};

function typeName(schema: JsonSchema): string {
  if (schema.anyOf) return schema.anyOf.map(typeName).join(" or ");
  if (schema.enum) return schema.enum.map(String).join(" | ");
  if (schema.type === "array") return `list of ${typeName(schema.items ?? {})}`;
  if (schema.format) return FORMATS[schema.format] ?? schema.format;
  if (schema.type === "string") return "text";
  if (schema.type === "integer") return "whole number";
  return schema.type ?? "any JSON";
}

function notes(schema: JsonSchema): string {
  const parts = [schema.description];
  if (schema.minimum !== undefined && schema.maximum !== undefined) {
    parts.push(`${schema.minimum} to ${schema.maximum}.`);
  }
  if (schema.maxItems !== undefined) parts.push(`At most ${schema.maxItems}.`);
  if (schema.default !== undefined) parts.push(`Default ${JSON.stringify(schema.default)}.`);
  return parts.filter(Boolean).join(" ");
}

/** The members of a schema in its own order; members of a nested object follow it with a dotted name. */
export function fieldRows(schema: z.ZodType, io: "input" | "output"): FieldRow[] {
  const rows = rowsOf(jsonSchema(schema, io) as JsonSchema, "");
  return io === "input" ? rows : rows.map((row) => ({ ...row, needed: false }));
}

function rowsOf(schema: JsonSchema, prefix: string): FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const needed = schema.required?.includes(name) ?? false;
    const row = { name: `${prefix}${name}`, type: typeName(member), needed, text: notes(member) };
    const shape = member.properties ? member : member.anyOf?.find((option) => option.properties);
    return shape ? [row, ...rowsOf(shape, `${prefix}${name}.`)] : [row];
  });
}
