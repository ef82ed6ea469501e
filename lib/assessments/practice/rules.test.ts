import { describe, expect, test } from "vitest";
import { FUNCTION_LANGUAGES } from "../functions/languages.ts";
import { LANGUAGE_NAMES } from "../languages.ts";
import { Definition } from "../schema.ts";
import { Translations } from "../translations/schema.ts";
import { practiceQuestions, practiceSolution } from "./rules.ts";

const languages = Object.keys(LANGUAGE_NAMES).filter((id) => id !== "sql");

/** Something of each kind that a practice knows, in every language. */
const [code, called, sql] = practiceQuestions([
  { type: "code", languages } as unknown as Definition,
  { type: "function", languages: [...FUNCTION_LANGUAGES] } as unknown as Definition,
  { type: "sql" } as unknown as Definition,
]);

describe("what a practice asks", () => {
  test("is well-formed", () => {
    for (const question of [code, called, sql]) expect(Definition.parse(question?.definition)).toBeTruthy();
  });

  test("is one question of each kind that is asked, a line and a page told apart", () => {
    const asked = [
      { type: "text", short: { accepted: [{ text: "x" }] } },
      { type: "text" },
      { type: "text" },
      { type: "file", kinds: ["pdf", "png"] },
      { type: "choice" },
    ] as unknown as Definition[];
    const questions = practiceQuestions(asked);
    expect(questions.map(({ title }) => title)).toEqual([
      "When is it saved?",
      "One line",
      "A few words",
      "A file",
    ]);
    for (const { definition } of questions) expect(Definition.parse(definition)).toEqual(definition);
  });

  test("is in German too, to the last option", () => {
    const asked = ["text", "choice", "code", "function", "sql"].map((type) => ({ type, languages }));
    const short = { type: "text", short: {} };
    const file = { type: "file", kinds: ["pdf"] };
    const questions = practiceQuestions([...asked, short, file] as unknown as Definition[]);
    expect(questions).toHaveLength(7);
    for (const { title, statement, definition, translations } of questions) {
      const { de } = Translations.parse(translations);
      expect(de?.title).not.toBe(title);
      expect(de?.statement).not.toBe(statement);
      if (definition.type === "choice")
        expect(Object.keys(de?.options ?? {})).toEqual(definition.options.map(({ id }) => id));
      if (definition.type === "function") expect(de?.parameters?.n).toBeTruthy();
    }
  });

  test("is never nothing", () => {
    expect(practiceQuestions([]).map(({ definition }) => definition.type)).toEqual(["text"]);
  });

  test.each(languages)("has a program to begin with and a right one in %s", (id) => {
    const definition = code?.definition;
    if (definition?.type !== "code") throw new Error("no coding question");
    const right = practiceSolution(definition, id);
    expect(right).toBeTruthy();
    expect(definition.starter[id]).toBeTruthy();
    expect(right).not.toBe(definition.starter[id]);
  });

  test.each([...FUNCTION_LANGUAGES])("has a function that is written in %s", (id) => {
    if (!called) throw new Error("no function question");
    const right = practiceSolution(called.definition, id);
    expect(right).toContain("n * 2");
    expect(right).not.toContain("Not written yet");
  });
});
