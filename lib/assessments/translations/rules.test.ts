import { describe, expect, test } from "vitest";
import { textsFor } from "./rules.ts";

const inLanguage = (language: string) => ({ title: `title ${language}`, statement: `statement ${language}` });
const written = (language: string, ...others: string[]) => ({
  ...inLanguage(language),
  language,
  translations: others.length > 0 ? Object.fromEntries(others.map((tag) => [tag, inLanguage(tag)])) : null,
});

describe("the language that a candidate reads a question in", () => {
  test.each([
    ["their own", written("en", "de"), "de", "de"],
    ["their own, though it is not the first", written("de", "en"), "en", "en"],
    ["a region of theirs", written("en", "de-AT"), "de", "de-AT"],
    ["English where there is none of theirs", written("en"), "de", "en"],
    ["English that is not the first", written("fr", "en-GB"), "de", "en-GB"],
    ["what there is where there is no English", written("de", "fr"), "en", "de"],
    ["the first where the others cannot be read", { ...written("en"), translations: "?" }, "de", "en"],
  ])("is %s", (_, version, wanted, given) => {
    expect(textsFor(version, wanted)).toMatchObject({ language: given, ...inLanguage(given) });
  });
});
