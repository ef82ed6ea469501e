import { expect, test } from "vitest";
import { withinLimits } from "../questions/rules.ts";
import { statementFault } from "./rules.ts";

test("what would hold a page up is told with what to do", () => {
  expect(statementFault("> ".repeat(3_000))).toMatch(/quotes or lists within each other; use fewer/);
  expect(statementFault(" ".repeat(60).concat("- a\n").repeat(70))).toMatch(/use fewer levels/);
  expect(statementFault(`|${"a|".repeat(1_500)}`)).toMatch(/60 columns; use fewer/);
  expect(statementFault("| a |\n".repeat(1_500))).toMatch(/cells in all/);
  expect(statementFault("[".repeat(50_000))).toMatch(/square brackets/);
  expect(statementFault("a".repeat(50_001))).toMatch(/longer than 50000 characters/);
});

test("what authors write is within the bounds", () => {
  const list = "- one\n  - two\n    1. three\n".repeat(100);
  const code = "\n```c\nint *p = a[i] * b[j]; if (x || y) *p <<= my_long_name;\n```\n".repeat(100);
  const table = `\n|${"a|".repeat(20)}\n|${"-|".repeat(20)}\n${`|${"1|".repeat(20)}\n`.repeat(50)}`;
  expect(statementFault(`# Title\n\n> quoted\n\n${list}${code}${table}`)).toBeNull();
});

test("no question is kept whose statement or option a page would not set", () => {
  const definition = {
    type: "choice" as const,
    multiple: false,
    options: [
      { id: "a", text: "yes" },
      { id: "b", text: "no" },
    ],
    correct: ["a"],
  };
  const rest = { slug: "q", title: "Q", points: null, tests: [], files: [], warnings: [] };
  expect(() => withinLimits({ ...rest, statement: "Which?", definition })).not.toThrow();
  expect(() => withinLimits({ ...rest, statement: "> ".repeat(99), definition })).toThrow(
    /The statement has/,
  );
  const options = [...definition.options, { id: "c", text: "[".repeat(5_000) }];
  expect(() =>
    withinLimits({ ...rest, statement: "Which?", definition: { ...definition, options } }),
  ).toThrow(/The option “c” has/);
});
