import { describe, expect, test } from "vitest";
import type { Definition } from "#lib/assessments/schema.ts";
import { MAX_SOURCE_BYTES } from "#lib/assessments/sizes/rules.ts";
import { checkContent } from "./rules.ts";

const code: Definition = {
  type: "code",
  languages: ["python", "javascript"],
  limits: { timeSeconds: 1, memoryMiB: 256, outputKiB: 64 },
  validator: {
    caseSensitive: false,
    spaceChangeSensitive: false,
    floatAbsoluteTolerance: null,
    floatRelativeTolerance: null,
  },
  starter: {},
};
const choice: Definition = {
  type: "choice",
  multiple: false,
  options: [
    { id: "a", text: "A" },
    { id: "b", text: "B" },
  ],
  correct: ["a"],
};
const text: Definition = { type: "text", minWords: null, maxWords: null, rubric: [] };

function pointer(definition: Definition, content: unknown): string | undefined {
  const checked = checkContent(definition, content);
  return checked.ok ? undefined : checked.errors[0]?.pointer;
}

describe("an answer fits its question", () => {
  test("source in an offered language, up to the limit in bytes", () => {
    const longest = "é".repeat(MAX_SOURCE_BYTES / 2);
    expect(pointer(code, { language: "python", source: longest })).toBeUndefined();
    expect(pointer(code, { language: "python", source: `${longest}x` })).toBe("/content/source");
    expect(pointer(code, { language: "ruby", source: "" })).toBe("/content/language");
    expect(pointer(code, { text: "print(1)" })).toBe("/content/language");
  });

  test("what the database could not hold is refused here, with its place", () => {
    expect(pointer(code, { language: "python", source: "a\u0000b" })).toBe("/content/source");
    expect(pointer(code, { language: "python", source: "\u0001".repeat(200_000) })).toBe("/content/source");
    expect(pointer(text, { text: "\u0000" })).toBe("/content/text");
  });

  test("half a character is mended, not refused: an editor cut an emoji in two", () => {
    expect(checkContent(text, { text: "x\ud83d" })).toEqual({ ok: true, content: { text: "x\ufffd" } });
  });

  test("one option of this question, or none, or several where several are asked", () => {
    expect(checkContent(choice, { choices: ["b", "b"] })).toEqual({ ok: true, content: { choices: ["b"] } });
    expect(pointer(choice, { choices: [] })).toBeUndefined();
    expect(pointer(choice, { choices: ["a", "b"] })).toBe("/content/choices");
    expect(pointer({ ...choice, multiple: true }, { choices: ["a", "b"] })).toBeUndefined();
    expect(pointer(choice, { choices: ["c"] })).toBe("/content/choices");
  });
});
