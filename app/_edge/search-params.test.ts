import { expect, test } from "vitest";
import { readParams } from "./search-params.ts";

const read = (query: Record<string, string | string[] | undefined>) => readParams(Promise.resolve(query));

test("a page's query holds nothing that the database could not be asked for", async () => {
  expect(await read({ q: "\u0000" })).toEqual({});
  expect(await read({ q: " a\u0000da " })).toEqual({ q: "ada" });
  expect(await read({ q: ["first", "last"], empty: " ", none: undefined })).toEqual({ q: "last" });
});

test("a search that is cut inside a character stays whole text", async () => {
  const { q } = await read({ q: `${"x".repeat(99)}🎉` });
  expect(q?.isWellFormed()).toBe(true);
});
