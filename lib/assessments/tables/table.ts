import { type Cell, ResultTable, type ShownTable } from "./schema.ts";

/** What anybody reads of a result: rows, characters of a cell, and of all cells together. */
const MAX_SHOWN_ROWS = 200;
const MAX_CELL_CHARACTERS = 500;
const MAX_SHOWN_CHARACTERS = 40_000;

/** As it can be stored: JSON in PostgreSQL holds no NUL. */
function shownText(text: string): string {
  const short = text.length > MAX_CELL_CHARACTERS ? `${text.slice(0, MAX_CELL_CHARACTERS)}…` : text;
  return short.replaceAll("\0", "\uFFFD").toWellFormed();
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
