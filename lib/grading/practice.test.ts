import { expect, test } from "vitest";
import { FUNCTION_LANGUAGES } from "#lib/assessments/functions/languages.ts";
import { LANGUAGE_NAMES } from "#lib/assessments/languages.ts";
import { practiceQuestions, practiceSolution } from "#lib/assessments/practice/rules.ts";
import type { Definition } from "#lib/assessments/schema.ts";
import { judgeProgram } from "./grade.ts";
import { holdJudge } from "./sandbox/hold-judge.ts";

/* What the check of a candidate's device runs before the clock must pass, in every language, on a machine that has it. */

const PATIENCE_MS = 120_000;

const judge = holdJudge(2);

const languages = Object.keys(LANGUAGE_NAMES).filter((id) => id !== "sql");
const questions = practiceQuestions([
  { type: "code", languages } as unknown as Definition,
  { type: "function", languages: [...FUNCTION_LANGUAGES] } as unknown as Definition,
  { type: "sql" } as unknown as Definition,
]);

/** Every right program that this machine can judge. */
function programs() {
  return questions.flatMap(({ definition, tests }) =>
    (definition.type === "sql" ? ["sql"] : "languages" in definition ? definition.languages : [])
      .filter((language) => judge.runtimes.has(language))
      .map((language) => ({
        name: `${definition.type} in ${language}`,
        language,
        source: practiceSolution(definition, language) ?? "",
        definition,
        tests: tests.map(({ name, input, answer }) => ({
          name,
          input: Buffer.from(input),
          answer: Buffer.from(answer),
        })),
      })),
  );
}

test(
  "every program of the check passes",
  async () => {
    const all = programs();
    expect(all.length).toBeGreaterThan(5);
    const found: string[] = [];
    for (const { name, definition, language, source, tests } of all) {
      const judged = await judgeProgram(judge, definition, { language, source }, tests, {
        priority: "interactive",
        questionVersionId: name,
      });
      const [first] = judged.tests;
      if (judged.verdict !== "AC")
        found.push([name, judged.verdict, judged.compileOutput, first?.stderr, first?.stdout].join(" "));
    }
    expect(found).toEqual([]);
  },
  PATIENCE_MS,
);
