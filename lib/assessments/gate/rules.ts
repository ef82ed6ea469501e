import type { Definition } from "../schema.ts";
import type { GateReport } from "./schema.ts";

/** A definition with what only the judge could tell: a time limit that was left to it, the tables of a database. */
export function settled(definition: Definition, { time, tables }: GateReport): Definition {
  if (definition.type === "sql" && tables) return { ...definition, tables };
  if (definition.type !== "code" || !time.derived) return definition;
  return { ...definition, limits: { ...definition.limits, timeSeconds: time.limitSeconds } };
}
