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
  const mine = { unsaved: true, revision: 5, base: 3, writer: "this tab", content: { text: "mine" } };
  const theirs = { revision: 4, content: { text: "theirs" } };

  test("is restored when nobody saved since it last heard of the server", () => {
    expect(decideRestore(mine, { ...theirs, revision: 3 })).toBe("restore");
    expect(decideRestore({ ...mine, base: 0 }, null)).toBe("restore");
  });

  test("is asked about when another device saved since, however often this one tried to", () => {
    expect(decideRestore(mine, theirs)).toBe("ask");
    expect(decideRestore(mine, { ...theirs, writer: "another tab" })).toBe("ask");
    expect(decideRestore(mine, { ...theirs, revision: 6 })).toBe("ask");
  });

  test("is restored over an own save whose answer was lost, and not over one that it does not know of", () => {
    expect(decideRestore(mine, { ...theirs, writer: "this tab" })).toBe("restore");
    expect(decideRestore(mine, { ...theirs, writer: "this tab", revision: 6 })).toBe("ask");
  });

  test("is left alone when it was committed, or is the same", () => {
    expect(decideRestore({ ...mine, unsaved: false }, { ...theirs, revision: 3 })).toBe("keep_server");
    expect(decideRestore(mine, { revision: 9, content: { text: "mine" } })).toBe("keep_server");
  });

  test("is newer than a page that was made before the last save came, or that one comes back to", () => {
    const old = { revision: 2, writer: "this tab", content: { text: "min" } };
    expect(decideRestore({ ...mine, unsaved: false }, old)).toBe("renew");
    expect(decideRestore({ ...mine, unsaved: false }, null)).toBe("renew");
    expect(decideRestore(mine, old)).toBe("restore");
  });

  test("is newer than a kept page, whose answers are as old as it is", () => {
    const kept = { revision: 4, content: { text: "mine" } };
    expect(decideRestore({ ...mine, unsaved: false }, kept, true)).toBe("renew");
    expect(decideRestore(mine, kept, true), "typed back to what it once was").toBe("restore");
    expect(decideRestore({ ...mine, unsaved: false }, { ...kept, revision: 5 }, true)).toBe("keep_server");
    expect(decideRestore(mine, { revision: 6, content: { text: "theirs" } }, true)).toBe("ask");
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
