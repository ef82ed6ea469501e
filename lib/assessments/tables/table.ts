import { beginning, storable } from "#lib/platform/text.ts";
import { parseValue, type Value, ValueError } from "../functions/values.ts";
import { type Cell, ResultTable, type ShownTable } from "./schema.ts";

/** What anybody reads of a result: rows, characters of a cell, and of all cells together. */
const MAX_SHOWN_ROWS = 200;
const MAX_CELL_CHARACTERS = 500;
const MAX_SHOWN_CHARACTERS = 40_000;

/** As it can be stored: JSON in PostgreSQL holds no NUL. */
function shownText(text: string): string {
  return storable(beginning(text, MAX_CELL_CHARACTERS, "…"));
}

function shownCell(cell: Cell): Cell {
  if (typeof cell === "string") return shownText(cell);
  if (cell?.[0] !== "b") return cell;
  return ["b", cell[1].slice(0, MAX_CELL_CHARACTERS)];
}

/** The beginning of a table. */
export function showTable(table: ResultTable, marks?: ShownTable["marks"]): ShownTable {
  const rows: Cell[][] = [];
  let characters = 0;
  for (const row of table.rows.slice(0, MAX_SHOWN_ROWS)) {
    const cells = row.map(shownCell);
    characters += JSON.stringify(cells).length;
    if (characters > MAX_SHOWN_CHARACTERS) break;
    rows.push(cells);
  }
  const shown = { columns: table.columns.map(shownText), rows, rowCount: table.rows.length };
  return marks && marks.length > 0 ? { ...shown, marks: marks.slice(0, rows.length) } : shown;
}

/** A stored table; null when the bytes are none. */
export function parseTable(bytes: Uint8Array | string): ResultTable | null {
  const text = typeof bytes === "string" ? bytes : new TextDecoder().decode(bytes);
  try {
    return ResultTable.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

function plainCell(value: Value): Cell | undefined {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "bigint") return ["i", value.toString()];
  if (typeof value === "number")
    return Number.isNaN(value)
      ? null
      : ["r", Number.isFinite(value) ? value : value > 0 ? "Infinity" : "-Infinity"];
  const bytes = value instanceof Map ? value.get("hex") : undefined;
  return typeof bytes === "string" ? ["b", bytes.toLowerCase()] : undefined;
}

/**
 * A table as authors write it: `{"columns": ["id"], "rows": [[1], [null], ["text"], [2.5], [{"hex": "00ff"}]]}`.
 * @returns a sentence when it is none.
 */
export function parsePlainTable(text: string): ResultTable | string {
  let value: Value;
  try {
    value = parseValue(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return `is no table: ${error.message}`;
  }
  const [columns, rows] = value instanceof Map ? [value.get("columns"), value.get("rows")] : [];
  if (!Array.isArray(columns) || !Array.isArray(rows))
    return 'has to be {"columns": [...], "rows": [[...], ...]}';
  const cells = rows.map((row) => (Array.isArray(row) ? row.map(plainCell) : []));
  const uneven = cells.findIndex((row) => row.length !== columns.length);
  if (uneven >= 0) return `row ${uneven + 1} does not have ${columns.length} values`;
  const table = ResultTable.safeParse({ columns, rows: cells });
  return table.success
    ? table.data
    : "holds a value that no column can have (true and false are 1 and 0 in SQLite)";
}
