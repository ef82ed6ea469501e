import { describe, expect, test } from "vitest";
import { type Cell, type ResultTable, TableComparison } from "#lib/assessments/tables/schema.ts";
import { parsePlainTable } from "#lib/assessments/tables/table.ts";
import { compareTables, sameCell } from "./compare.ts";

const table = (text: string): ResultTable => {
  const parsed = parsePlainTable(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
};
const rules = (how: Partial<TableComparison> = {}) => TableComparison.parse(how);
const ok = (a: ResultTable, b: ResultTable, how: Partial<TableComparison> = {}) =>
  compareTables(a, b, rules(how)).ok;

/** Chance that is the same in each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const CELLS: Cell[] = [
  null,
  "",
  "NULL",
  "1",
  "00ff",
  ["i", "1"],
  ["i", "-1"],
  ["i", "9223372036854775807"],
  ["r", 1.5],
  ["r", 0.1],
  ["r", "Infinity"],
  ["b", "00ff"],
  ["b", ""],
];

function anyTable(random: () => number): ResultTable {
  const width = 1 + Math.floor(random() * 4);
  const pick = () => CELLS[Math.floor(random() * CELLS.length)] ?? null;
  const rows = Array.from({ length: Math.floor(random() * 8) }, () => Array.from({ length: width }, pick));
  return { columns: Array.from({ length: width }, (_, index) => `c${index}`), rows };
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

describe("any table", () => {
  test("equals itself, and with its rows or named columns stirred where that does not matter", () => {
    const random = chance(7);
    for (let round = 0; round < 300; round++) {
      const one = anyTable(random);
      const order = shuffled(
        one.columns.map((_, index) => index),
        random,
      );
      const turned = {
        columns: order.map((at) => one.columns[at] ?? ""),
        rows: one.rows.map((row) => order.map((at) => row[at] ?? null)),
      };
      const stirred = { ...turned, rows: shuffled(turned.rows, random) };
      expect(ok(one, one, { ordered: true, columns: "position" })).toBe(true);
      expect(ok(one, turned, { ordered: true })).toBe(true);
      expect(ok(one, stirred)).toBe(true);
      expect(ok(one, stirred, { floatAbsoluteTolerance: 1e-9 })).toBe(true);
    }
  });

  test("with one row more, one less or one cell of another kind is another, and the marks say where", () => {
    const random = chance(8);
    for (let round = 0; round < 300; round++) {
      const one = anyTable(random);
      const row = one.columns.map((): Cell => "nowhere else");
      const match = compareTables(one, { ...one, rows: [...one.rows, row] }, rules());
      expect(match.ok).toBe(false);
      expect(match.returnedMarks.at(-1)).toBe("alone");
      expect(match.expectedMarks).not.toContain("alone");
      if (one.rows.length === 0) continue;
      expect(ok(one, { ...one, rows: one.rows.slice(1) })).toBe(false);
    }
  });
});

describe("cells", () => {
  test("are equal to none of another kind; whole and decimal numbers are one kind", () => {
    for (const a of CELLS) for (const b of CELLS) expect(sameCell(a, b, rules())).toBe(a === b);
    expect(sameCell(["i", "2"], ["r", 2], rules())).toBe(true);
    expect(sameCell(["i", "9007199254740993"], ["r", 9007199254740992], rules())).toBe(false);
    expect(sameCell(["r", 0.1], ["r", 0.1 + 1e-12], rules({ floatAbsoluteTolerance: 1e-9 }))).toBe(true);
    expect(sameCell(["r", 0], ["r", -0], rules())).toBe(true);
  });
});

describe("columns", () => {
  const people = table('{"columns": ["id", "Name"], "rows": [[1, "Ada"]]}');

  test("are found by name without regard to capitals, or by position", () => {
    expect(ok(people, table('{"columns": ["NAME", "ID"], "rows": [["Ada", 1]]}'))).toBe(true);
    expect(ok(people, table('{"columns": ["a", "b"], "rows": [[1, "Ada"]]}'), { columns: "position" })).toBe(
      true,
    );
    expect(compareTables(people, table('{"columns": ["id"], "rows": [[1]]}'), rules()).reason).toBe(
      "Your result has no column “Name”. It has: id.",
    );
    expect(
      compareTables(people, table('{"columns": ["id", "name", "x"], "rows": [[1, "Ada", 1]]}'), rules())
        .reason,
    ).toContain("“x”");
  });

  test("of one name are taken in their order", () => {
    const twice = table('{"columns": ["n", "n"], "rows": [[1, 2]]}');
    expect(ok(twice, twice)).toBe(true);
    expect(ok(twice, table('{"columns": ["n", "n"], "rows": [[2, 1]]}'))).toBe(false);
  });
});

test("rows with tolerance are paired even when there are thousands", () => {
  const rows = Array.from({ length: 3_000 }, (_, index): Cell[] => [`k${index % 7}`, ["r", index / 3]]);
  const near = rows.map(([key, value]): Cell[] => [
    key ?? null,
    ["r", Number((value as ["r", number])[1]) + 1e-9],
  ]);
  const columns = ["k", "v"];
  expect(ok({ columns, rows }, { columns, rows: near.reverse() }, { floatAbsoluteTolerance: 1e-6 })).toBe(
    true,
  );
  expect(ok({ columns, rows }, { columns, rows: near.reverse() })).toBe(false);
});

describe("rows whose decimal numbers are a little off", () => {
  const TOLERANCE = 1e-6;
  const tolerant = { floatAbsoluteTolerance: TOLERANCE };
  /** Totals that many rows share, so that the noise alone would decide on their order. */
  const KINDS: Record<string, (index: number, random: () => number) => Cell[]> = {
    "a total that all share, and a whole number": (index) => [
      ["r", 0.6],
      ["i", String(index)],
    ],
    "two decimal numbers that stand in a grid": (index) => [
      ["r", (index % 70) / 7],
      ["r", Math.floor(index / 70) / 3],
    ],
    "words, and two numbers drawn at random": (index, random) => [
      `k${index % 3}`,
      ["r", random()],
      ["r", random()],
    ],
    "numbers that stand closer than the tolerance": (index) => [
      ["r", index * TOLERANCE * 0.4],
      ["r", index % 2],
    ],
  };
  const off = (cell: Cell, by: number): Cell =>
    Array.isArray(cell) && cell[0] === "r" ? ["r", Number(cell[1]) + by] : cell;
  const sheet = (rows: Cell[][]) => ({ columns: (rows[0] ?? []).map((_, at) => `c${at}`), rows });

  test.each(Object.keys(KINDS))("are the same in any order, and one far off is not: %s", (kind) => {
    for (const count of [201, 5_000]) {
      const random = chance(count);
      const rows = Array.from({ length: count }, (_, index) => KINDS[kind]?.(index, random) ?? []);
      const noisy = rows.map((row) => row.map((cell) => off(cell, (random() - 0.5) * TOLERANCE * 0.99)));
      const returned = shuffled(noisy, random);
      const begun = performance.now();
      expect(ok(sheet(rows), sheet(returned), tolerant)).toBe(true);
      const wrong = [...returned.slice(1), (rows[count - 1] ?? []).map((cell) => off(cell, 5_000))];
      const match = compareTables(sheet(rows), sheet(wrong), rules(tolerant));
      expect([match.ok, match.returnedMarks.filter((mark) => mark === "alone").length]).toEqual([false, 1]);
      expect(match.returnedMarks.at(-1)).toBe("alone");
      expect(performance.now() - begun).toBeLessThan(2_000);
    }
  });

  test("one row off by more than twice the tolerance is refused", () => {
    const rows = Array.from({ length: 300 }, (_, index): Cell[] => [
      ["r", index % 10],
      ["r", index],
    ]);
    for (const far of [2.1, -2.1]) {
      const wrong = rows.map((row, at) => (at === 150 ? row.map((cell) => off(cell, far * TOLERANCE)) : row));
      expect(ok(sheet(rows), sheet(wrong.reverse()), tolerant)).toBe(false);
    }
  });

  test("a row goes to who needs it, even if it is exactly another's", () => {
    const of = (...numbers: number[]) => ({ columns: ["a"], rows: numbers.map((n): Cell[] => [["r", n]]) });
    expect(ok(of(0, 0.4, 0.8), of(0.4, 0.8, 1.2), { floatAbsoluteTolerance: 1 })).toBe(true);
    expect(ok(of(0, 0.4, 0.8), of(0.4, 0.8, 1.9), { floatAbsoluteTolerance: 1 })).toBe(false);
  });

  test("rows that are made to be hard to tell apart, or of long texts, take a bounded time", () => {
    const random = chance(4);
    const cloud = Array.from({ length: 5_000 }, (): Cell[] => [
      ["r", random()],
      ["r", random()],
    ]);
    const moved = cloud.map((row) => row.map((cell) => off(cell, 0.3)));
    const texts = (kind: string) =>
      Array.from({ length: 200 }, (_, at): Cell[] => ["x".repeat(5_000) + kind + at, ["r", at]]);
    const begun = performance.now();
    ok(sheet(cloud), sheet(moved), { floatAbsoluteTolerance: 0.1 });
    ok(sheet(texts("a")), sheet(texts("b")), tolerant);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
