import { describe, expect, test } from "vitest";
import { conform } from "#lib/assessments/functions/conform.ts";
import { ValueComparison as Rules, type ValueComparison } from "#lib/assessments/functions/schema.ts";
import { typeOf } from "#lib/assessments/functions/types.ts";
import { parseValue, type Value, ValueError, writeValue } from "#lib/assessments/functions/values.ts";
import { compareValues } from "./compare.ts";
import { readReturned } from "./returned.ts";

/** Chance that is the same in each run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function anyValue(random: () => number, depth = 0): Value {
  const kind = Math.floor(random() * (depth < 4 ? 9 : 7));
  if (kind === 0) return null;
  if (kind === 1) return random() < 0.5;
  if (kind === 2) return BigInt(Math.floor((random() - 0.5) * 1e6)) ** 3n;
  if (kind === 3) return (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
  if (kind === 4) return [Number.NaN, Infinity, -Infinity, 0, -0][Math.floor(random() * 5)] ?? 0;
  if (kind === 5)
    return (
      ["", 'a"\\\n', "é", "e\u0301", "😀", "\u0000", "NaN", "null", "\ud800"][Math.floor(random() * 9)] ?? ""
    );
  if (kind === 6) return "x".repeat(Math.floor(random() * 5));
  const items = Array.from({ length: Math.floor(random() * 4) }, () => anyValue(random, depth + 1));
  return kind === 7 ? items : new Map(items.map((item, index) => [`k${index}`, item]));
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Lists at every level in another order. */
function stirred(value: Value, random: () => number): Value {
  if (Array.isArray(value))
    return shuffled(
      value.map((item) => stirred(item, random)),
      random,
    );
  return value instanceof Map
    ? new Map(
        shuffled(
          [...value].map(([key, item]) => [key, stirred(item, random)] as const),
          random,
        ),
      )
    : value;
}

const rules = (rule: Partial<ValueComparison> = {}) => Rules.parse(rule);
const same = (a: Value, b: Value, rule: Partial<ValueComparison> = {}) => compareValues(a, b, rules(rule)).ok;
const values = (seed: number, count = 400) => {
  const random = chance(seed);
  return Array.from({ length: count }, () => anyValue(random));
};

describe("any value", () => {
  test("is read back as it was written, and equals itself under every order", () => {
    for (const value of values(1)) {
      const back = parseValue(writeValue(value));
      expect(writeValue(back)).toBe(writeValue(value));
      for (const order of ["exact", "any", "deep"] as const) expect(same(value, back, { order })).toBe(true);
    }
  });

  test("equals another one exactly when their texts are equal, one zero aside, both ways round", () => {
    const all = values(2, 120);
    const text = (value: Value) => writeValue(value).replaceAll("-0.0", "0.0");
    for (const a of all) {
      for (const b of all) {
        expect(same(a, b), `${writeValue(a)} and ${writeValue(b)}`).toBe(text(a) === text(b));
        expect(same(a, b, { order: "deep" })).toBe(same(b, a, { order: "deep" }));
      }
    }
  });

  test("keeps its equals when its lists are stirred, where order does not matter, with tolerance too", () => {
    const random = chance(3);
    for (const value of values(4)) {
      const other = stirred(value, random);
      expect(same(value, other, { order: "deep" })).toBe(true);
      expect(same(value, other, { order: "deep", floatRelativeTolerance: 1e-9 })).toBe(true);
      if (Array.isArray(value)) expect(same(value, shuffled(value, random), { order: "any" })).toBe(true);
      // Keys never have an order.
      if (value instanceof Map) expect(same(value, new Map(shuffled([...value], random)))).toBe(true);
    }
  });

  test("that has one item more, or another in its place, is not the same in any order", () => {
    for (const value of values(5)) {
      if (!Array.isArray(value)) continue;
      for (const order of ["exact", "any", "deep"] as const) {
        expect(same(value, [...value, "one more"], { order })).toBe(false);
        if (value.length > 0) expect(same(value, ["another", ...value.slice(1)], { order })).toBe(false);
      }
    }
  });
});

describe("decimal numbers", () => {
  test("are equal within either tolerance, and NaN and the infinities only to themselves", () => {
    const near = { floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-9 };
    expect(same(1, 1 + 9e-7, near)).toBe(true);
    expect(same(1, 1 + 2e-6, near)).toBe(false);
    expect(same(1e12, 1e12 + 500, near)).toBe(true);
    expect(same(0.1 + 0.2, 0.3)).toBe(false);
    expect(same(Number.NaN, Number.NaN)).toBe(true);
    for (const odd of [Number.NaN, Infinity, -Infinity])
      expect(same(1, odd, { floatRelativeTolerance: 1e9 })).toBe(false);
    expect(same(Infinity, -Infinity, near)).toBe(false);
  });

  test("are matched by tolerance whichever way they stand, where greed would fail", () => {
    const loose = { order: "any", floatAbsoluteTolerance: 1 } as const;
    expect(same([0, 1, 2], [2.9, 1.9, 0.9], loose)).toBe(true);
    expect(
      same(
        [
          [0, 0],
          [0.9, 5],
        ],
        [
          [0.9, 5],
          [0, 0],
        ],
        loose,
      ),
    ).toBe(true);
    expect(same([0, 0], [0, 1.5], loose)).toBe(false);
    const many = Array.from({ length: 5_000 }, (_, index) => index * 3);
    expect(same(many, many.map((value) => value + 0.5).reverse(), loose)).toBe(true);
  });
});

describe("long lists of decimal numbers without order", () => {
  const TOLERANCE = 1e-6;
  const LISTS: Record<string, (index: number, random: () => number) => Value> = {
    "numbers drawn at random": (_, random) => random(),
    "one total beside a whole number": (index) => [0.6, BigInt(index)],
    "points in a grid": (index) => [(index % 70) / 7, Math.floor(index / 70) / 3],
    "records with a list": (index, random) =>
      new Map<string, Value>([
        ["name", `n${index % 5}`],
        ["at", [random(), index]],
      ]),
  };
  const moved = (value: Value, by: () => number): Value => {
    if (typeof value === "number") return value + by();
    if (Array.isArray(value)) return value.map((item) => moved(item, by));
    return value instanceof Map ? new Map([...value].map(([key, item]) => [key, moved(item, by)])) : value;
  };

  test.each(Object.keys(LISTS))(
    "are the same with noise below the tolerance, and not beyond it: %s",
    (kind) => {
      for (const order of ["any", "deep"] as const) {
        const random = chance(9);
        const list = Array.from({ length: 2_000 }, (_, index) => LISTS[kind]?.(index, random) ?? null);
        const noisy = shuffled(
          list.map((item) => moved(item, () => (random() - 0.5) * TOLERANCE * 0.99)),
          random,
        );
        const rule = { order, floatAbsoluteTolerance: TOLERANCE };
        expect(same(list, noisy, rule), order).toBe(true);
        const wrong = [...noisy.slice(1), moved(noisy[0] ?? null, () => 7_777)];
        expect(same(list, wrong, rule), order).toBe(false);
      }
    },
  );
});

describe("what a program says that it returned", () => {
  test.each([
    "=",
    "=1 2",
    "=[1",
    "={1:2}",
    "=tru",
    "=--1",
    '="\\x"',
    "1",
    "",
    "?",
    "?nonsense x",
    `=${"[".repeat(65)}`,
    "=1e",
    "=\ud800",
  ])("%j is no value and no harm", (text) => {
    expect(readReturned(Buffer.from(text)).kind).toMatch(/unreadable|nothing/);
  });

  test("is bounded in depth, in digits and in size", () => {
    expect(() => parseValue("[".repeat(100_000))).toThrow(ValueError);
    expect(() => parseValue("9".repeat(1_000))).toThrow(ValueError);
    expect(readReturned(Buffer.alloc(17 * 1024 * 1024, "1")).kind).toBe("unreadable");
    expect(parseValue(`${"[".repeat(64)}1${"]".repeat(64)}`)).toBeInstanceOf(Array);
  });

  test("keeps whole numbers of 64 bits exact, and tells them from decimal ones", () => {
    expect(same(parseValue("9007199254740993"), 9007199254740993n)).toBe(true);
    expect(same(parseValue("9007199254740992"), 9007199254740993n)).toBe(false);
    expect(conform(parseValue("3.0"), typeOf("int"))).toMatchObject({ ok: false, found: "a decimal number" });
    expect(conform(parseValue("3"), typeOf("float"))).toEqual({ ok: true, value: 3 });
    expect(conform(parseValue("[[1],[2,null]]"), typeOf("list<list<int>>"))).toMatchObject({
      path: "[1][1]",
      found: "nothing",
    });
    expect(conform(2n ** 63n, typeOf("long")).ok).toBe(false);
    expect(conform(-(2n ** 63n), typeOf("long")).ok).toBe(true);
  });
});

describe("a value that is made to cost time", () => {
  const tolerant = { floatAbsoluteTolerance: 0.5, order: "deep" as const };
  const cube = (size: number, base: number): Value =>
    Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_, b) =>
        Array.from({ length: size }, (_, c) => base + ((a * 7 + b * 3 + c) % 5) / 10),
      ),
    );
  const timed = (work: () => void) => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  };

  test("is compared within a bound, nested and with a tolerance", () => {
    const [expected, wrong] = [cube(30, 0.5), cube(30, 0.9) as Value[]];
    wrong[29] = cube(30, 99);
    expect(timed(() => same(expected, wrong, tolerant))).toBeLessThan(2_000);
  });

  test("is read, fitted and shown in time that grows with its size alone", () => {
    const text = `=[${Array.from({ length: 250_000 }, () => 1).join(",")}]`;
    const took = timed(() => {
      const returned = readReturned(Buffer.from(text));
      if (returned.kind !== "value") throw new Error(returned.kind);
      const fitting = conform(returned.value, typeOf("list<int>"));
      expect(fitting.ok && same([], fitting.value)).toBe(false);
    });
    expect(took).toBeLessThan(1_000);
  });

  test("is not read past the limit", () => {
    expect(readReturned(Buffer.from(`="${"x".repeat(600_000)}"`))).toMatchObject({ kind: "unreadable" });
  });
});
