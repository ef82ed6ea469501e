import { expect, test } from "vitest";
import { mergeLanguages } from "./rules.ts";

const on = { id: "go", name: "Go", on: true as const, version: "go1.19" };
const off = { id: "go", name: "Go", on: false as const, why: "no go on this machine" };
const rust = { id: "rust", name: "Rust", on: false as const, why: "no rustc on this machine" };

test("a language is on where any worker has it", () => {
  expect(mergeLanguages([[off, rust], [on]])).toEqual([on, rust]);
  expect(mergeLanguages([[on], [off]])).toEqual([on]);
  expect(mergeLanguages([])).toEqual([]);
});
