import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import type { ValidatorFlags } from "#lib/assessments/schema.ts";
import { compareOutputs } from "./compare.ts";

function same(expected: string, actual: string, flags: Partial<ValidatorFlags> = {}): boolean {
  return compareOutputs(Buffer.from(expected), Buffer.from(actual), { ...DEFAULT_VALIDATOR, ...flags }).ok;
}

const tolerant = { floatAbsoluteTolerance: 1e-6, floatRelativeTolerance: 1e-6 };

describe("without arguments", () => {
  test.each([
    ["1 2\n3\n", "1   2 3", true],
    ["yes", "YES\r\n", true],
    ["yes", "", false],
    ["", " \n\t ", true],
    ["", "x", false],
    ["1 2", "1", false],
    ["1", "1 2", false],
    ["1.0", "1", false],
    ["ä", "Ä", false],
  ])("%j against %j", (expected, actual, verdict) => {
    expect(same(expected, actual)).toBe(verdict);
  });

  test("invalid UTF-8 and NUL are bytes like others", () => {
    const bytes = Uint8Array.of(0xff, 0, 0xc3);
    expect(compareOutputs(bytes, bytes, DEFAULT_VALIDATOR)).toEqual({ ok: true });
    expect(compareOutputs(bytes, Uint8Array.of(0xfe, 0, 0xc3), DEFAULT_VALIDATOR).ok).toBe(false);
  });

  test("the reason names the line and quotes little", () => {
    const result = compareOutputs(
      Buffer.from("a\nb\n"),
      Buffer.from(`a\n${"z".repeat(5000)}`),
      DEFAULT_VALIDATOR,
    );
    expect(result).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^line 2: expected “b”, got “z{40}…”$/),
    });
  });
});

describe("case_sensitive and space_change_sensitive", () => {
  test.each([
    ["Yes", "yes", { caseSensitive: true }, false],
    ["a b\n", "a  b\n", { spaceChangeSensitive: true }, false],
    ["a b\n", "a b", { spaceChangeSensitive: true }, false],
    ["a b", "a b\n", { spaceChangeSensitive: true }, false],
    [" a", "a", { spaceChangeSensitive: true }, false],
    ["a b\n", "a b\n", { spaceChangeSensitive: true }, true],
  ])("%j against %j with %j", (expected, actual, flags, verdict) => {
    expect(same(expected, actual, flags)).toBe(verdict);
  });
});

describe("tolerances", () => {
  test.each([
    ["0.3333333333", "0.333333", tolerant, true],
    ["1000000", "1000000.5", tolerant, true],
    ["1000000", "1000000.5", { floatAbsoluteTolerance: 1e-6 }, false],
    ["0", "0.0000005", { floatRelativeTolerance: 1e-6 }, false],
    ["1", "1e0", tolerant, true],
    ["1", "one", tolerant, false],
    ["1", "nan", tolerant, false],
    ["1e400", "5e399", tolerant, false],
    ["-.5", "-0.5", tolerant, true],
    ["name", "NAME", tolerant, true],
    ["1", "0x1", tolerant, false],
  ])("%j against %j with %j", (expected, actual, flags, verdict) => {
    expect(same(expected, actual, flags)).toBe(verdict);
  });

  test("a hostile number of a million digits is settled at once", () => {
    const started = performance.now();
    expect(same("1", `${"1".repeat(1_000_000)}x`, tolerant)).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe("for any outputs", () => {
  const token = fc.stringMatching(/^[!-~]{1,8}$/);
  const space = fc.stringMatching(/^[ \t\r\n]{1,4}$/);

  test("an output equals itself under every argument", () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.boolean(),
        fc.boolean(),
        (bytes, caseSensitive, spaceChangeSensitive) => {
          const flags = { ...DEFAULT_VALIDATOR, caseSensitive, spaceChangeSensitive };
          return compareOutputs(bytes, bytes, flags).ok;
        },
      ),
    );
  });

  test("white space between the same tokens does not matter, another token does", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(token, space, space), { minLength: 1 }), token, (rows, extra) => {
        const expected = rows.map(([word, gap]) => word + gap).join("");
        const actual = rows.map(([word, , gap]) => gap + word).join("");
        return (
          same(expected, actual) &&
          !same(expected, `${actual} ${extra}`) &&
          !same(`${expected} ${extra}`, actual)
        );
      }),
    );
  });

  test("it says what a plain reading of the rules says", () => {
    const plain = (a: string, b: string) => {
      const words = (text: string) =>
        text
          .split(/[ \t\n\v\f\r]+/)
          .filter(Boolean)
          .join(" ")
          .toLowerCase();
      return words(a) === words(b);
    };
    const text = fc
      .array(fc.constantFrom("a", "A", "b", " ", "\n", "1"), { maxLength: 8 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (a, b) => same(a, b) === plain(a, b)),
      { numRuns: 2000 },
    );
  });

  test("within either tolerance is right, outside both is wrong", () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(number, number, (wanted, error) => {
        const given = wanted + error;
        const off = Math.abs(given - wanted);
        const right = off <= 1e-6 || off <= 1e-6 * Math.abs(wanted);
        return same(String(wanted), String(given), tolerant) === right;
      }),
    );
  });
});
