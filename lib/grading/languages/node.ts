import type { Language, Probe } from "./types.ts";

/* Languages that run on the Node this very process runs on: they are there wherever Assay is. */

/** At a neutral path: the box learns nothing of where Assay lives. */
const NODE = "/usr/bin/node";

const ON_NODE = {
  commands: ["assay-node"],
  versionArgs: ["--version"],
  aptPackage: null,
  pieces: async ({ executable, lend }: Probe) => {
    const node = { host: lend(executable, "node"), box: NODE };
    return { run: [node], compile: [node], executable: NODE };
  },
  timeMultiplier: 1,
  outOfMemory: /out of memory|Array buffer allocation failed/,
  // Threads and code take their room in large pieces.
  reservesMib: 4096,
} as const;

// A heap above the memory limit: the box's own limit ends the program, so the verdict is MLE, not a crash.
const nodeFlags = (memoryMib: number) => [`--max-old-space-size=${memoryMib}`];

export const JAVASCRIPT: Language = {
  ...ON_NODE,
  id: "javascript",
  sourceName: "solution.js",
  compile: ({ tool, source }) => [tool.executable, "--check", source],
  run: ({ tool, program, memoryMib }) => [tool.executable, ...nodeFlags(memoryMib), program],
  selfTest: { source: "console.log('assay', 2 * Number(require('node:fs').readFileSync(0, 'utf8')));\n" },
};

/*
 * Node's own type stripping, once, instead of at every test. Lines stay where they are; syntax that is more than types
 * (enums, parameter properties) is translated where this Node can. Types are not checked, as Node itself does not.
 */
const STRIP_TYPES = `const { readFileSync, writeSync } = require("node:fs");
const { stripTypeScriptTypes, wrap } = require("node:module");
const vm = require("node:vm");
const filename = process.argv[1];
const source = readFileSync(filename, "utf8");
function strip() {
  try {
    return stripTypeScriptTypes(source, { mode: "strip" });
  } catch (error) {
    if (error.code !== "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX") throw error;
    try {
      return stripTypeScriptTypes(source, { mode: "transform" });
    } catch (other) {
      throw other.code === "ERR_INVALID_ARG_VALUE" ? error : other;
    }
  }
}
function check(code) {
  try {
    new vm.Script(wrap(code), { filename, columnOffset: -62 });
  } catch {
    new vm.SourceTextModule(code, { identifier: filename });
  }
}
try {
  const code = strip();
  check(code);
  const bytes = Buffer.from(code);
  for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
} catch (error) {
  const where = (error.snippet ?? "") || String(error.stack).split("\\n").slice(0, 4).join("\\n");
  process.stderr.write(where.includes(error.message) ? where : error.message + "\\n" + where);
  process.exit(1);
}`;

export const TYPESCRIPT: Language = {
  ...ON_NODE,
  id: "typescript",
  sourceName: "solution.ts",
  artifact: { name: "program.js" },
  compile: ({ tool, source }) => [
    tool.executable,
    "--no-warnings",
    "--experimental-vm-modules",
    "-e",
    STRIP_TYPES,
    source,
  ],
  run: JAVASCRIPT.run,
  selfTest: {
    source:
      "import { readFileSync } from 'node:fs';\nconst n: number = Number(readFileSync(0, 'utf8'));\nconsole.log('assay', 2 * n);\n",
  },
};

/*
 * Standard input is a script that fills an empty database; then each statement of the source is run, and its rows are
 * printed as SQLite's own shell prints them. A statement ends at a semicolon that stands for itself, unless SQLite calls
 * it incomplete there (a trigger's body).
 */
const RUN_SQL = String.raw`const { readFileSync } = require("node:fs");
const { DatabaseSync } = require("node:sqlite");
const database = new DatabaseSync(":memory:");
const PART = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\x60[^\x60]*\x60|\[[^\]]*\]|--[^\n]*|\/\*[^]*?\*\/|[^]/g;
const shown = (value) =>
  value === null ? "" : value instanceof Uint8Array ? Buffer.from(value).toString("utf8") : String(value);
function run(text, isLast) {
  let statement;
  try {
    statement = database.prepare(text);
  } catch (error) {
    if (!isLast && error.message.includes("incomplete input")) return false;
    throw error;
  }
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  for (const row of statement.iterate()) process.stdout.write(row.map(shown).join("|") + "\n");
  return true;
}
const isEmpty = (parts) => parts.every((part) => part === ";" || /^(\s|--|\/\*)/.test(part));
try {
  database.exec(readFileSync(0, "utf8"));
  let parts = [];
  for (const [part] of readFileSync(process.argv[1], "utf8").matchAll(PART)) {
    parts.push(part);
    if (part === ";" && (isEmpty(parts) || run(parts.join(""), false))) parts = [];
  }
  if (!isEmpty(parts)) run(parts.join(""), true);
} catch (error) {
  process.stderr.write("Error: " + error.message + "\n");
  process.exitCode = 1;
}`;

export const SQL: Language = {
  ...ON_NODE,
  id: "sql",
  sourceName: "solution.sql",
  versionArgs: [
    "--no-warnings",
    "-p",
    "'SQLite ' + Object.values(new (require('node:sqlite').DatabaseSync)(':memory:').prepare('select sqlite_version()').get())[0]",
  ],
  run: ({ tool, program, memoryMib }) => [
    tool.executable,
    "--no-warnings",
    ...nodeFlags(memoryMib),
    "-e",
    RUN_SQL,
    program,
  ],
  // One thread, no code of its own.
  reservesMib: 1536,
  selfTest: {
    source: "SELECT 'assay ' || (2 * n) -- one; statement\n  FROM input;\n",
    input: "CREATE TABLE input (n INTEGER); INSERT INTO input VALUES (21);",
  },
};
