import { describe, expect, test } from "vitest";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { countWords, decideRestore, initialContent, isAnswered, withoutTitle } from "./room-rules.ts";

const code: RoomQuestion = {
  id: "q",
  ordinal: 1,
  title: "",
  statement: "",
  lang: "en",
  points: 1,
  answer: null,
  type: "code",
  languages: [{ id: "python", starter: "n = 1\n" }],
  limits: { timeSeconds: 1, memoryMiB: 1 },
  runsSamples: false,
  samples: [],
};

describe("what this device holds", () => {
  const mine = { unsaved: true, revision: 5, content: { text: "mine" } };

  test("is restored when the server never went beyond what this device sent", () => {
    expect(decideRestore(mine, { revision: 4, content: { text: "old" } })).toBe("restore");
    expect(decideRestore(mine, { revision: 5, content: { text: "old" } })).toBe("restore");
    expect(decideRestore({ ...mine, revision: 0 }, null)).toBe("restore");
  });

  test("is asked about when another device saved since", () => {
    expect(decideRestore(mine, { revision: 6, content: { text: "theirs" } })).toBe("ask");
  });

  test("is left alone when it was committed, or is the same", () => {
    expect(decideRestore({ ...mine, unsaved: false }, null)).toBe("keep_server");
    expect(decideRestore(mine, { revision: 9, content: { text: "mine" } })).toBe("keep_server");
  });
});

test("a starter is no answer", () => {
  expect(isAnswered(code, initialContent(code))).toBe(false);
  expect(isAnswered(code, { language: "python", source: "n = 2\n" })).toBe(true);
  expect(isAnswered(code, { language: "python", source: " \n" })).toBe(false);
});

test("words are what a person counts", () => {
  expect(countWords("  A hash map – costs\nmemory,  3 times. ")).toBe(7);
  expect(countWords("")).toBe(0);
  expect(countWords("Größe и вес")).toBe(3);
});

test("a statement does not say the title twice", () => {
  expect(withoutTitle("\n# Shift Cover\n\nA help desk", "Shift cover")).toBe("A help desk");
  expect(withoutTitle("# Input\n\nOne line", "Shift cover")).toBe("# Input\n\nOne line");
});
