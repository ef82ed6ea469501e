import { describe, expect, test } from "vitest";
import { diffTexts, foldSame } from "./line-diff.ts";

const told = (expected: string, actual: string) =>
  diffTexts(expected, actual).lines.map(({ kind, text }) => `${kind} ${text}`);

describe("what differs between two outputs", () => {
  test("is told line by line, each missing line beside the one that came in its place", () => {
    expect(told("1\n2\n3\n", "1\n4\n3\n")).toEqual(["same 1", "missing 2", "extra 4", "same 3"]);
    expect(diffTexts("2\n", "4\n").lines[0]).toMatchObject({ expected: 1, actual: null, beside: "4" });
  });

  test("is all of it when nothing was printed, and nothing when both are the same", () => {
    expect(told("a\nb\n", "")).toEqual(["missing a", "missing b"]);
    expect(told("a\n", "a\n")).toEqual(["same a"]);
  });

  test("looks past white space and capitals as long as anything else differs", () => {
    expect(told("Yes 1\n2\n", "yes  1 \n3\n")).toEqual(["same yes  1 ", "missing 2", "extra 3"]);
    expect(diffTexts("Yes\n", "yes\n")).toMatchObject({ onlyForm: true });
    expect(diffTexts("Yes\n", "no\n")).toMatchObject({ onlyForm: false });
  });

  test("a line too many at the front does not make all others wrong", () => {
    expect(told("a\nb\nc\n", "x\na\nb\nc\n")).toEqual(["extra x", "same a", "same b", "same c"]);
  });
});

test("long stretches of equal lines are folded", () => {
  const many = Array.from({ length: 20 }, (_, line) => `line ${line}`).join("\n");
  const shown = foldSame(diffTexts(`${many}\nend\n`, `${many}\nEND!\n`).lines);
  expect(shown[0]).toEqual({ skipped: 17 });
  expect(shown).toHaveLength(1 + 3 + 2);
});
