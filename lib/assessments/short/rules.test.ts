import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceptedWords, matchShort, readNumbers, shortForm } from "./rules.ts";
import { ShortKey } from "./schema.ts";

const key = (accepted: object[], part: object = {}) => ShortKey.parse({ accepted, ...part });
const isRight = (text: string, of: ShortKey) => matchShort(text, of) !== undefined;

describe("a short answer in words", () => {
  const dijkstra = key([{ text: "Dijkstra’s algorithm" }, { text: "Dijkstra" }]);

  test.each([
    "Dijkstra",
    "  dijkstra ",
    "DIJKSTRA'S   ALGORITHM",
    "Dijkstra’s\u00a0algorithm",
    "Dijk\u200bstra",
    "ｄｉｊｋｓｔｒａ",
  ])("is right however it is spaced, cased and quoted: %j", (text) => {
    expect(isRight(text, dijkstra)).toBe(true);
  });

  test.each(["", "   ", "Dijkstr", "Dijkstra Dijkstra", "dijkstra's-algorithm"])("is wrong: %j", (text) => {
    expect(isRight(text, dijkstra)).toBe(false);
  });

  test("minds case and spaces where its author says so", () => {
    const command = key([{ text: "git Push" }], { caseSensitive: true });
    expect([isRight("git  Push", command), isRight("git push", command)]).toEqual([true, false]);
    const bound = key([{ text: "O(n log n)" }], { spaces: "none" });
    expect([isRight("o( n·log n)", bound), isRight("o(nlogn)", bound)]).toEqual([false, true]);
  });

  test("knows composed letters and the sharp s, and no more than that", () => {
    expect(isRight("Zu\u0308rich", key([{ text: "Zürich" }]))).toBe(true);
    expect(isRight("STRASSE", key([{ text: "Straße" }]))).toBe(true);
    expect(isRight("x2", key([{ text: "x²" }]))).toBe(false);
  });
});

describe("a short answer in figures", () => {
  test.each([
    ["1500", [1500]],
    ["1,500", [1.5, 1500]],
    ["1.500", [1.5, 1500]],
    ["1,500.25", [1500.25]],
    ["1.500,25", [1500.25]],
    ["1 500", [1500]],
    ["1'500'000", [1500000]],
    ["1.500.000", [1500000]],
    ["1,50,0", []],
    ["15 00", []],
    ["0,5", [0.5]],
    [".5", [0.5]],
    ["7.", [7]],
    ["- 3", [-3]],
    ["+2e3", [2000]],
    ["2.5e-3", [0.0025]],
    ["e3", []],
    ["", []],
    ["9e999", []],
    ["0. 0", []],
  ])("%j may mean %j", (text, values) => {
    expect(readNumbers(text).values).toEqual(values);
  });

  test("is right within the tolerance, ends included, and with a unit that is offered", () => {
    const size = key([{ number: 0.2, tolerance: 0.1, units: ["s", "seconds"] }]);
    for (const text of ["0.3", "0,1", ".25 s", "0.2 SECONDS", "s 0.2"])
      expect(isRight(text, size), text).toBe(true);
    for (const text of ["0.31", "0.2 ms", "0.2 s s", "about 0.2", "-0.2"])
      expect(isRight(text, size), text).toBe(false);
  });

  test("needs its unit where the question leaves it open", () => {
    const wait = key([
      { number: 1700, units: ["ms"] },
      { number: 1.7, units: ["s"], unitRequired: true },
    ]);
    for (const text of ["1700", "1,700 ms", "1.7 s", "1,7s"]) expect(isRight(text, wait), text).toBe(true);
    for (const text of ["1.7", "1.7 ms", "1700 s"]) expect(isRight(text, wait), text).toBe(false);
  });

  test("is exact without a tolerance, and a share of the number with a relative one", () => {
    expect(isRight("1024.0", key([{ number: 1024 }]))).toBe(true);
    expect(isRight("1024.0001", key([{ number: 1024 }]))).toBe(false);
    expect(isRight("1030", key([{ number: 1024, relativeTolerance: 0.01 }]))).toBe(true);
    expect(isRight("1035", key([{ number: 1024, relativeTolerance: 0.01 }]))).toBe(false);
  });

  test("every number that a person may type is read as itself", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.constantFrom("en", "de", "fr"),
        (number, locale) => {
          const typed = new Intl.NumberFormat(locale).format(number);
          return isRight(typed, key([{ number }]));
        },
      ),
    );
  });

  test("nothing that anybody types takes long or throws", () => {
    const all = key([{ number: 1, units: ["x"] }, { text: "a" }]);
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: fc.constantFrom(..."0123.,' e+-x") }), (text) =>
        [true, false].includes(isRight(text, all)),
      ),
    );
    const started = performance.now();
    for (const text of [" ".repeat(200), "1 ".repeat(100), "1".repeat(200), "'".repeat(200)])
      isRight(text, all);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test("a key says to the room only whether figures are wanted, and to the team what counts", () => {
  expect(shortForm(key([{ number: 3 }]))).toBe("number");
  expect(shortForm(key([{ number: 3, units: ["ms"] }]))).toBe("text");
  expect(
    acceptedWords({ number: 3, tolerance: 0.5, relativeTolerance: 0, units: ["ms"], unitRequired: false }),
  ).toBe("3 ± 0.5 (ms, or no unit)");
});

test.each([
  [{ accepted: [] }],
  [{ accepted: [{ text: "" }] }],
  [{ accepted: [{ text: "a", tolerance: 1 }] }],
  [{ accepted: [{ number: 1, tolerance: -1 }] }],
  [{ accepted: [{ pattern: ".*" }] }],
])("a key that says nothing is refused: %j", (stored) => {
  expect(ShortKey.safeParse(stored).success).toBe(false);
});
