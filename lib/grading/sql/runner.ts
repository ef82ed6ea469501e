import type { JobFile } from "../sandbox/types.ts";

/** Rows and bytes that one result may have; past either it is cut, and a cut result is a wrong one. */
export const MAX_ROWS = 5_000;
export const MAX_RESULT_BYTES = 1024 * 1024;
/** The largest single value that SQLite makes: beyond it the memory limit would answer in its stead. */
const MAX_CELL_BYTES = 8_000_000;

/**
 * What runs in the box: the SQLite that comes with Node, the same on every machine. It lays the fixture down, then takes
 * every right away that the answer does not need (the authorizer asks for each step of each statement), runs the answer
 * statement by statement as SQLite itself splits them, and writes the last result, or the check's, to descriptor 3.
 */
const PROGRAM = `import { readFileSync, writeSync } from "node:fs";
import { DatabaseSync, constants as C } from "node:sqlite";

const MAX_ROWS = ${MAX_ROWS};
const MAX_CELL = ${MAX_CELL_BYTES};
const MAX_BYTES = ${MAX_RESULT_BYTES};
const { setup, mode, check } = JSON.parse(readFileSync(0, "utf8"));
const answer = readFileSync("/w/solution.sql", "utf8").replace(/^\\uFEFF/, "");

const READS = ["SELECT", "READ", "FUNCTION", "RECURSIVE"];
const WRITES = ["INSERT", "UPDATE", "DELETE", "TRANSACTION", "SAVEPOINT", "ALTER_TABLE", "ANALYZE", "REINDEX",
  "CREATE_TABLE", "CREATE_INDEX", "CREATE_VIEW", "CREATE_TRIGGER", "DROP_TABLE", "DROP_INDEX", "DROP_VIEW", "DROP_TRIGGER"];
const allowed = new Set([...READS, ...(mode === "statements" ? WRITES : [])].map((name) => C["SQLITE_" + name]));
const NAMES = Object.fromEntries(Object.entries(C).map(([name, code]) => [code, name]));
let refused = null;

// Half a character at the cut is none that a database holds.
const begin = (text, most) => String(text).slice(0, most).toWellFormed();

function leave(code, said) {
  const bytes = Buffer.from(JSON.stringify(said));
  for (let at = 0; at < bytes.length; ) at += writeSync(3, bytes, at);
  if (said.error) writeSync(2, said.error + (said.line ? " (line " + said.line + ")" : "") + "\\n");
  process.exit(code);
}

function cell(value) {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "bigint") return ["i", value.toString()];
  if (typeof value === "number") return ["r", Number.isFinite(value) ? value : String(value)];
  return ["b", Buffer.from(value).toString("hex")];
}

function read(statement) {
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const columns = statement.columns().map(({ name }) => name);
  const rows = [];
  let bytes = 0;
  for (const row of statement.iterate()) {
    const cells = row.map(cell);
    bytes += JSON.stringify(cells).length;
    if (rows.length >= MAX_ROWS || bytes > MAX_BYTES) return { columns, rows, cut: true };
    rows.push(cells);
  }
  return { columns, rows, cut: false };
}

const db = new DatabaseSync(":memory:", { allowExtension: false });
try {
  db.exec(setup);
} catch (error) {
  leave(0, { fixture: begin(error.message, 500) });
}
if (db.enableDefensive) db.enableDefensive(true);
db.limits.attach = 0;
db.limits.length = MAX_CELL;
// The internal writes of DDL come as changes of the schema's own table; defensive mode keeps it from being written by hand.
db.setAuthorizer((action, first, second) => {
  if (allowed.has(action) && !(action === C.SQLITE_FUNCTION && /^load_extension$/i.test(second ?? ""))) return C.SQLITE_OK;
  refused ??= NAMES[action] ?? String(action);
  return C.SQLITE_DENY;
});

let last = null;
let at = 0;
const lineAt = (index) => answer.slice(0, index).split("\\n").length;
const leading = /^(?:\\s|--[^\\n]*(?:\\n|$)|\\/\\*[\\s\\S]*?(?:\\*\\/|$)|;)*/;
try {
  for (;;) {
    at += leading.exec(answer.slice(at))[0].length;
    if (at >= answer.length) break;
    const statement = db.prepare(answer.slice(at));
    if (statement.columns().length > 0) last = read(statement);
    else statement.run();
    at += Math.max(1, statement.sourceSQL.length);
  }
} catch (error) {
  leave(1, { error: begin(error.message, 500), line: lineAt(at), refused });
}
if (mode === "statements") {
  db.setAuthorizer(null);
  let open = false;
  if (db.isTransaction) {
    open = true;
    db.exec("ROLLBACK");
  }
  try {
    leave(0, { table: read(db.prepare(check)), open });
  } catch (error) {
    leave(1, { error: "After your statements the tables cannot be read as they should be: " + begin(error.message, 400), refused });
  }
}
leave(0, last === null ? { none: true } : { table: last });
`;

export const RUNNER: JobFile = { name: "runner.mjs", content: PROGRAM };
