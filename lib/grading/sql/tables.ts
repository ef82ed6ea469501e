import { z } from "zod";
import type { SqlDefinition } from "#lib/assessments/schema.ts";
import { TableShape } from "#lib/assessments/tables/schema.ts";
import type { Runtime } from "../sandbox/toolchains.ts";
import { type JobFile, type Limits, type Sandbox, SandboxFailure } from "../sandbox/types.ts";

/** Rows of a table that the schema browser shows. */
const SAMPLE_ROWS = 5;
/** Of a text or bytes in those rows. */
const CELL_CHARACTERS = 500;
/** The schema browser is read, not scrolled for an hour; and so the definition that every page loads stays small. */
const MAX_TABLES = 40;
const LIMITS: Limits = {
  cpuMs: 3_000,
  wallMs: 15_000,
  memoryBytes: 256 * 1024 * 1024,
  outputBytes: 4 * 1024 * 1024,
  processes: 64,
};

/** An author's SQL is trusted no more than a candidate's: SQLite is asked in a box. */
const PROGRAM = `import { readFileSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

function leave(said) {
  const bytes = Buffer.from(JSON.stringify(said));
  for (let at = 0; at < bytes.length; ) at += writeSync(3, bytes, at);
  process.exit(0);
}
const begin = (text) => String(text).slice(0, ${CELL_CHARACTERS}).toWellFormed().replaceAll("\\0", "\\ufffd");
function cell(value) {
  if (value === null) return null;
  if (typeof value === "bigint") return ["i", value.toString()];
  if (typeof value === "number") return ["r", Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity"];
  return typeof value === "string" ? begin(value) : ["b", Buffer.from(value).toString("hex").slice(0, ${CELL_CHARACTERS})];
}
function describe(db, name) {
  const quoted = '"' + name.replaceAll('"', '""') + '"';
  const columns = db.prepare("SELECT name, type, pk, [notnull] AS needed FROM pragma_table_info(?)").all(name);
  const rows = db.prepare("SELECT * FROM " + quoted + " LIMIT ${SAMPLE_ROWS}");
  rows.setReadBigInts(true);
  rows.setReturnArrays(true);
  return {
    name: begin(name),
    columns: columns.map(({ name, type, pk, needed }) => ({
      name: begin(name),
      type: begin(type),
      key: Number(pk) > 0,
      nullable: Number(needed) === 0 && Number(pk) === 0,
    })),
    sample: rows.all().map((row) => row.map(cell)),
    rowCount: Number(db.prepare("SELECT count(*) AS n FROM " + quoted).get()?.n ?? 0),
  };
}
try {
  const db = new DatabaseSync(":memory:", { allowExtension: false });
  db.exec(readFileSync(0, "utf8"));
  const names = db
    .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY rowid LIMIT ${MAX_TABLES + 1}")
    .all();
  leave({ tables: names.map(({ name }) => describe(db, String(name))) });
} catch (error) {
  leave({ error: begin(error.message) });
}
`;
const DESCRIBER: JobFile = { name: "tables.mjs", content: PROGRAM };

const Answer = z.union([z.object({ tables: z.array(TableShape) }), z.object({ error: z.string() })]);

/**
 * The tables that a fixture makes, for the schema browser.
 * @param rows the fixture's SQL.
 * @returns a sentence when it makes none, or does not run.
 * @throws SandboxFailure
 */
export async function describeTables(
  { schema }: Pick<SqlDefinition, "schema">,
  rows: Uint8Array,
  host: Runtime,
  sandbox: Pick<Sandbox, "prepare">,
): Promise<TableShape[] | string> {
  const job = await sandbox.prepare({ files: [DESCRIBER], mounts: host.mounts });
  try {
    const stdin = Buffer.from(`${schema}\n;\n${Buffer.from(rows).toString("utf8")}`);
    const argv = [host.tool.executable, "--no-warnings", `/w/${DESCRIBER.name}`];
    const { ending, exitCode, result } = await job.run({ argv, stdin, limits: LIMITS, result: true });
    if (ending !== "exited" || exitCode !== 0)
      return `schema.sql and the first fixture were stopped: ${ending.replace("_", " ")}. Make them smaller.`;
    return tablesIn(result);
  } finally {
    await job.dispose();
  }
}

function tablesIn(result: Uint8Array): TableShape[] | string {
  const said = Answer.safeParse(JSON.parse(Buffer.from(result).toString("utf8")));
  if (!said.success) throw new SandboxFailure("SQLite's answer about the tables cannot be read");
  if ("error" in said.data) return `schema.sql does not run with the first fixture: ${said.data.error}.`;
  const { tables } = said.data;
  if (tables.length === 0) return "schema.sql makes no table. Write CREATE TABLE statements there.";
  return tables.length > MAX_TABLES ? `schema.sql makes more than ${MAX_TABLES} tables.` : tables;
}
