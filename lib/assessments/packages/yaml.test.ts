import { expect, test } from "vitest";
import { parseProblemYaml } from "./problem-yaml.ts";
import { MAX_YAML_BYTES, readYaml } from "./yaml.ts";

const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join("");

test.each([
  ["many keys", many(40_000, (index) => `k${index}: 1\n`), /larger than 64 KiB/],
  ["many keys in few bytes", many(9_000, (index) => `${index}:\n`), /4,000 lines/],
  ["many entries on one line", `a: {${many(6_000, (index) => `${index},`)}}`, /5,000 entries/],
  ["commas without values", `{${",".repeat(60_000)}}`, /5,000 entries/],
  ["deep brackets", `a: ${"[".repeat(5_000)}`, /32 levels/],
  ["deep lists on one line", "- ".repeat(30_000), /32 levels/],
  ["deep indentation", many(300, (index) => `${" ".repeat(index)}a:\n`), /32 levels/],
  ["many anchors and aliases", many(1_500, (index) => `- &a${index} x\n- *a${index}\n`), /100 aliases/],
])("%s is refused in words before it costs anything", (_, text, words) => {
  const begun = performance.now();
  expect(() => readYaml("problem.yaml", text)).toThrow(words);
  // Far above what it takes, far below the seconds of a quadratic reader.
  expect(performance.now() - begun).toBeLessThan(2_000);
});

test("a few aliases that multiply are refused", () => {
  const text = many(
    9,
    (index) => `a${index}: &a${index} [${index ? `*a${index - 1}, `.repeat(9) : "x, "}]\n`,
  );
  expect(() => readYaml("problem.yaml", text)).toThrow(/cannot be read/);
});

test("a key that stands twice is named, and an ordinary document is read", () => {
  expect(() => readYaml("problem.yaml", "name: a\nname: b\n")).toThrow('has the key "name" twice');
  expect(readYaml("problem.yaml", "a: &x [1, {b: c}]\nd: *x\n")).toEqual({
    a: [1, { b: "c" }],
    d: [1, { b: "c" }],
  });
  expect(MAX_YAML_BYTES).toBe(65_536);
});

test("a NUL, and numbers that mean nothing, are refused in words", () => {
  const parse = (text: string) => () => parseProblemYaml("problem.yaml", text);
  expect(parse('name: "a\\0b"\n')).toThrow(/NUL/);
  expect(parse("limits: {time_multipliers: {ac_to_time_limit: 1e300}}\n")).toThrow(/ac_to_time_limit.*1000/);
  expect(parse("limits: {time_limit: .nan}\n")).toThrow("time_limit: has to be an ordinary number");
  expect(parse("limits: {memory: 1e400}\n")).toThrow("memory: has to be an ordinary number");
});
