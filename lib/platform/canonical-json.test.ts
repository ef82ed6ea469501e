import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

test("the order in which an object was built does not show", () => {
  expect(canonicalJson({ b: [1, null, "é"], a: { d: true, c: "\n" } })).toBe(
    '{"a":{"c":"\\n","d":true},"b":[1,null,"é"]}',
  );
});

test("any JSON value reads back as itself", () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test("what JSON cannot hold is refused, never written as something else", () => {
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, undefined, () => 1, 1n]) {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  }
});
