import { type Cell, ResultTable, type ShownTable } from "./schema.ts";

/** Rows and characters of a cell that anybody reads of a result. */
export const MAX_SHOWN_ROWS = 200;
const MAX_SHOWN_CHARACTERS = 500;

function shownCell(cell: Cell): Cell {
  if (typeof cell === "string")
    return cell.length > MAX_SHOWN_CHARACTERS ? `${cell.slice(0, MAX_SHOWN_CHARACTERS)}…` : cell;
  if (cell?.[0] !== "b") return cell;
  return ["b", cell[1].slice(0, MAX_SHOWN_CHARACTERS)];
}

/** The beginning of a table. */
export function showTable(table: ResultTable, marks?: ShownTable["marks"]): ShownTable {
  const rows = table.rows.slice(0, MAX_SHOWN_ROWS).map((row) => row.map(shownCell));
  const shown = { columns: table.columns, rows, rowCount: table.rows.length };
  return marks ? { ...shown, marks: marks.slice(0, MAX_SHOWN_ROWS) } : shown;
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
