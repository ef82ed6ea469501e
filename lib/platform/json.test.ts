import { describe, expect, it } from "vitest";
import { Metadata } from "#lib/candidates/schema.ts";
import { isNestedDeeper, jsonFault } from "./json.ts";

/** `{"a":{"a":…}}` with so many levels. */
const nested = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`);

describe("the depth of a JSON text", () => {
  it("counts what is open at once, and nothing inside strings", () => {
    expect(isNestedDeeper("[[],[],{}]", 2)).toBe(false);
    expect(isNestedDeeper("[[[]]]", 2)).toBe(true);
    expect(isNestedDeeper(JSON.stringify(["[[[[", '"[[[[', "\\[[[["]), 1)).toBe(false);
    expect(isNestedDeeper("[".repeat(1_000_000), 32)).toBe(true);
  });
});

describe("what a JSON column takes", () => {
  it("is told without a stack that grows with the value", () => {
    expect(jsonFault(nested(8), 8)).toBeNull();
    expect(jsonFault(nested(9), 8)).toBe("too_deep");
    expect(jsonFault(nested(20_000), 8)).toBe("too_deep");
    expect(jsonFault(nested(20_000), 100_000)).toBeNull();
  });
});

describe("a partner's metadata", () => {
  it("takes any JSON of eight levels, with the six characters \\u0000 as the text that they are", () => {
    const value = { note: "a\\u0000b \\ud800", list: [1, null, true, { deep: ["🎉"] }], level: nested(7) };
    expect(Metadata.parse(value)).toEqual(value);
  });

  it("refuses a deeper one, a character that cannot be stored, and more than 4 KiB, each in a sentence", () => {
    const why = (value: unknown) => Metadata.safeParse(value).error?.issues.map((issue) => issue.message);
    expect(why(nested(20_000))).toEqual(["is nested deeper than 8 levels"]);
    for (const value of [{ a: "\u0000" }, { "\u0000": 1 }, { a: [{ b: "\ud800" }] }]) {
      expect(why(value)).toEqual(["holds a character that cannot be stored"]);
    }
    expect(why({ a: "x".repeat(5000) })).toEqual(["is larger than 4096 bytes"]);
  });
});
