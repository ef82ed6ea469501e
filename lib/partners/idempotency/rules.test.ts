import { describe, expect, it } from "vitest";
import { canonicalJson, parseIdempotencyKey } from "./rules.ts";

describe("an Idempotency-Key", () => {
  it.each([
    ["abc", "abc"],
    ['"abc"', "abc"],
    [' "abc" ', "abc"],
    ['"a\\"b"', 'a"b'],
    ["", null],
    ['""', null],
    ["a b", null],
    ["ключ", null],
    ["x".repeat(255), "x".repeat(255)],
    ["x".repeat(256), null],
  ])("%s is %s", (header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });
});

describe("the canonical form of a body", () => {
  it("is one for every order of members, and differs where values differ", () => {
    expect(canonicalJson({ b: [1, { d: null, c: "x" }], a: 1 })).toBe('{"a":1,"b":[1,{"c":"x","d":null}]}');
    expect(canonicalJson({ a: undefined })).toBe("{}");
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
    expect(canonicalJson({ at: new Date(0) })).not.toBe(canonicalJson({ at: new Date(1) }));
  });
});
