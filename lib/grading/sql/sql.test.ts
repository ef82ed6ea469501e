import { describe, expect, test } from "vitest";
import { TableComparison } from "#lib/assessments/tables/schema.ts";
import { type Judgement, judgeSubmission } from "../judge.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { sqlSubmission } from "./sql-question.ts";

/* Candidates' SQL in the real sandbox. */

const judge = holdJudge(2);

const SCHEMA = "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL);";
const ROWS = "INSERT INTO item VALUES (1, 'lamp', 2.5), (2, NULL, 4), (3, '', NULL);";

interface Trial {
  mode?: "query" | "statements";
  check?: string;
  ordered?: boolean;
  expected?: unknown;
  rows?: string;
  timeMs?: number;
}

function judged(source: string, trial: Trial = {}): Promise<Judgement> {
  const runtime = judge.runtimes.get("javascript");
  if (!runtime) throw new Error("no runtime for SQL");
  const {
    mode = "query",
    check = null,
    ordered = false,
    expected = NAMES,
    rows = ROWS,
    timeMs = 3000,
  } = trial;
  const comparison = TableComparison.parse({ ordered });
  const answer = Buffer.from(JSON.stringify(expected));
  const tests = [{ name: "1", input: Buffer.from(rows), answer }];
  const parts = sqlSubmission({ mode, schema: SCHEMA, check, comparison }, runtime, tests);
  const limits = { timeMs, memoryMib: 256, outputKib: 4096 };
  return judgeSubmission({ ...parts, limits, source }, judge.sandbox);
}

const NAMES = {
  columns: ["id", "name"],
  rows: [
    [["i", "1"], "lamp"],
    [["i", "2"], null],
    [["i", "3"], ""],
  ],
};

async function outcome(source: string, trial?: Trial) {
  const { verdict, tests, reason } = await judged(source, trial);
  return { verdict, reason: tests[0]?.reason ?? reason ?? "", detail: tests[0]?.detail };
}

describe("a query", () => {
  test("passes by its last result, whatever stands before it, in either order of columns and rows", async () => {
    const source =
      "-- first; a try\nSELECT 'x;y';\n;; WITH named AS (SELECT * FROM item) SELECT name, id FROM named ORDER BY id DESC";
    expect(await outcome(source)).toMatchObject({ verdict: "AC" });
    expect(await outcome(source, { ordered: true })).toMatchObject({
      verdict: "WA",
      reason: "The rows are right, but not in the order that is asked for.",
    });
  });

  test("NULL is not the empty text, text is not a number, and bytes are neither", async () => {
    expect(await outcome("SELECT id, coalesce(name, '') AS name FROM item")).toMatchObject({
      verdict: "WA",
      reason: "Your result has 3 rows, 3 expected: 1 expected row missing, 1 row not expected.",
      detail: {
        table: { marks: ["same", "alone", "same"] },
        expectedTable: { marks: ["same", "alone", "same"] },
      },
    });
    expect((await outcome("SELECT CAST(id AS TEXT) AS id, name FROM item")).verdict).toBe("WA");
    const exact = {
      columns: ["a", "a", "b", "c"],
      rows: [
        [
          ["i", "9223372036854775807"],
          ["b", "00ff"],
          ["r", 2],
          ["r", "Infinity"],
        ],
      ],
    };
    const source = "SELECT 9223372036854775807 AS a, x'00ff' AS a, 2 AS b, 9e999 AS c";
    expect((await outcome(source, { expected: exact })).verdict).toBe("AC");
  });

  test.each([
    ["SELECT nam FROM item", /^SQLite says: no such column: nam \(in the statement that begins at line 1\)$/],
    ["SELECT 1;\n\nSELEC * FROM item", /syntax error \(in the statement that begins at line 3\)/],
    [".tables", /syntax error/],
    ["DELETE FROM item", /only reads/],
    ["CREATE TEMP TABLE x AS SELECT 1", /only reads/],
    ["ATTACH '/etc/passwd' AS other", /cannot be attached/],
    ["PRAGMA writable_schema = 1", /PRAGMA cannot be used/],
    ["SELECT load_extension('/tmp/x.so')", /./],
    ["SELECT readfile('/etc/passwd')", /no such function/],
    ["SELECT length(zeroblob(900000000))", /too big/],
  ])("%s is refused with a sentence", async (source, words) => {
    const { verdict, reason } = await outcome(source);
    expect(verdict).toBe("RTE");
    expect(reason).toMatch(words);
  });

  test("whose error is cut within an emoji has words that can be stored", async () => {
    for (const before of ["", "x"]) {
      const { detail } = await outcome(`SELECT "${before}${"😀".repeat(600)}".a FROM item`);
      expect(detail?.reason?.isWellFormed()).toBe(true);
    }
  });

  test("that never ends, gives too much or gives nothing has a bounded end", async () => {
    const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)";
    expect((await outcome(`${endless} SELECT count(*) FROM n`, { timeMs: 500 })).verdict).toBe("TLE");
    expect(await outcome(`${endless} SELECT i AS id, i AS name FROM n`)).toMatchObject({
      verdict: "WA",
      reason: expect.stringContaining("larger than 5000 rows"),
    });
    expect((await outcome(`SELECT id, name FROM item WHERE 0`)).reason).toBe(
      "Your result has no rows; 3 rows expected.",
    );
    expect((await outcome("-- nothing yet\n")).reason).toBe("There is no result: end with a SELECT.");
  });

  test("a broken fixture is the judge's failure, never the candidate's", async () => {
    expect(
      await outcome("SELECT id, name FROM item", { rows: "INSERT INTO nowhere VALUES (1);" }),
    ).toMatchObject({
      verdict: "JE",
      reason: expect.stringContaining("no such table: nowhere"),
    });
  });
});

describe("statements", () => {
  const expected = {
    columns: ["id", "price"],
    rows: [
      [
        ["i", "1"],
        ["r", 3],
      ],
      [
        ["i", "2"],
        ["r", 4.8],
      ],
      [["i", "3"], null],
    ],
  };
  const trial = { mode: "statements", check: "SELECT id, price FROM item", expected } as const;
  const raise = "UPDATE item SET price = round(price * 1.2, 2);";

  test("are held against what the check finds afterwards", async () => {
    expect((await outcome(raise, trial)).verdict).toBe("AC");
    expect(
      (await outcome(`BEGIN; CREATE INDEX by_name ON item(name); ${raise} COMMIT;`, trial)).verdict,
    ).toBe("AC");
    expect((await outcome("UPDATE item SET price = 1 WHERE id = 1", trial)).verdict).toBe("WA");
    expect((await outcome(`BEGIN; ${raise}`, trial)).reason).toContain("A transaction was left open");
    const trigger = "CREATE TRIGGER t AFTER UPDATE ON item BEGIN SELECT 1; SELECT 2; END;";
    expect((await outcome(`${trigger} ${raise}`, trial)).verdict).toBe("AC");
  });

  test("that take the tables away, or hide them, fail with the reason", async () => {
    expect((await outcome("DROP TABLE item", trial)).reason).toMatch(/cannot be read as they should be/);
    expect((await outcome("CREATE TEMP VIEW item AS SELECT 1 AS id, 3.0 AS price", trial)).reason).toMatch(
      /Temporary/,
    );
    expect((await outcome("UPDATE sqlite_master SET sql = ''", trial)).verdict).toBe("RTE");
  });
});
