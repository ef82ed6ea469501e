import { constants, DatabaseSync } from "node:sqlite";
import type { Cell, TableShape } from "../tables/schema.ts";
import { PackageError } from "./schema.ts";

/** Rows of a table that the schema browser shows. */
const SAMPLE_ROWS = 5;
/** A fixture that makes more than this for the schema browser belongs into a secret one. */
const MAX_PAGES = 10_000;

/**
 * The tables of a fixture for the schema browser: asked of SQLite itself, on a database in memory that can reach nothing.
 * Only for packages from this machine's disk; fixtures run in the sandbox when they grade.
 * @throws PackageError when the SQL does not run.
 */
export function describeTables(schema: string, rows: string): TableShape[] {
  const db = new DatabaseSync(":memory:", { allowExtension: false });
  try {
    db.exec(`PRAGMA max_page_count = ${MAX_PAGES}`);
    db.setAuthorizer((action) =>
      action === constants.SQLITE_ATTACH ? constants.SQLITE_DENY : constants.SQLITE_OK,
    );
    try {
      db.exec(schema);
      db.exec(rows);
    } catch (error) {
      throw new PackageError(
        "schema.sql",
        `does not run with the first fixture: ${(error as Error).message}`,
      );
    }
    const names = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY rowid",
      )
      .all();
    return names.map(({ name }) => describe(db, String(name)));
  } finally {
    db.close();
  }
}

function describe(db: DatabaseSync, name: string): TableShape {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const columns = db
    .prepare("SELECT name, type, pk, [notnull] AS needed FROM pragma_table_info(?)")
    .all(name);
  const statement = db.prepare(`SELECT * FROM ${quoted} LIMIT ${SAMPLE_ROWS}`);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const count = db.prepare(`SELECT count(*) AS n FROM ${quoted}`).get();
  return {
    name,
    columns: columns.map((column) => ({
      name: String(column.name),
      type: String(column.type),
      key: Number(column.pk) > 0,
      nullable: Number(column.needed) === 0 && Number(column.pk) === 0,
    })),
    sample: (statement.all() as unknown as unknown[][]).map((row) => row.map(cellOf)),
    rowCount: Number(count?.n ?? 0),
  };
}

function cellOf(value: unknown): Cell {
  if (typeof value === "bigint") return ["i", value.toString()];
  if (typeof value === "number")
    return ["r", Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity"];
  if (value instanceof Uint8Array) return ["b", Buffer.from(value).toString("hex")];
  return value === null ? null : String(value);
}
