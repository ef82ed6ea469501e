import { describe, expect, test } from "vitest";
import { Signature, ValueComparison } from "#lib/assessments/functions/schema.ts";
import { functionStarter } from "#lib/assessments/functions/starters.ts";
import { type Judgement, judgeSubmission } from "../judge.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { explainCompileOutput, functionSubmission } from "./function-question.ts";
import { harnessOf } from "./harnesses.ts";
import { ECHO, JOIN, ODD, SOLUTIONS } from "./testing.ts";

/* Each language that this machine has, in the real sandbox. */

const judge = holdJudge(2);

type Case = { args: unknown[] | string; expected: unknown };

const asText = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));

async function judged(
  language: string,
  signature: Signature,
  source: string,
  cases: Case[],
): Promise<Judgement> {
  const runtime = judge.runtimes.get(language);
  if (!runtime) throw new Error(`${language} is off`);
  const definition = { signature, comparison: ValueComparison.parse({}) };
  const tests = cases.map(({ args, expected }, index) => ({
    name: String(index + 1),
    input: asText(args),
    answer: asText(expected),
  }));
  const parts = functionSubmission(definition, runtime, tests);
  if (!parts) throw new Error(`${language} has no harness`);
  const limits = { timeMs: 4000, memoryMib: 256, outputKib: 256 };
  const judgement = await judgeSubmission({ ...parts, limits, source }, judge.sandbox);
  const { compileOutput } = judgement;
  return compileOutput === undefined
    ? judgement
    : { ...judgement, compileOutput: explainCompileOutput(definition, language, compileOutput) };
}

const BIG = "9007199254740993";
const echoCases = [`{"a": [1, -2, null], "ключ \\" \\\\": [${BIG}, -9223372036854775808], "": []}`, `{}`].map(
  (orders) => ({ args: `[${orders}, 0.1, true]`, expected: orders }),
);
const joinCases = [
  { args: [["a", 'é\n\t"\\', "日本 😀", ""], null], expected: '"a|é\\n\\t\\"\\\\|日本 😀|"' },
  { args: [[], "x\u0001"], expected: '"x\\u0001"' },
];

for (const [language, solutions] of Object.entries(SOLUTIONS)) {
  describe(language, () => {
    const on = () => judge.runtimes.has(language);

    test("values of every type go in and come back as they were, beside what is printed", async ({
      skip,
    }) => {
      if (!on()) skip();
      const echoed = await judged(language, ECHO, solutions.echo, echoCases);
      expect(echoed, JSON.stringify(echoed)).toMatchObject({ verdict: "AC" });
      expect(echoed.tests[0]?.stdout).toContain("=forged");
      expect(echoed.tests[0]?.detail?.returned).toContain(BIG);
      const joined = await judged(language, JOIN, solutions.join, joinCases);
      expect(joined, JSON.stringify(joined)).toMatchObject({ verdict: "AC" });
    }, 30_000);

    test("a function that is not there, and the starter, fail with a sentence", async ({ skip }) => {
      if (!on()) skip();
      const missing = await judged(language, JOIN, solutions.echo, joinCases.slice(0, 1));
      const said = missing.compileOutput ?? missing.tests[0]?.reason ?? "";
      expect(missing.verdict, said).toBe(harnessOf(language)?.place === "compile" ? "CE" : "RTE");
      expect(said).toMatch(/no function of that name|does not have the function/);
      const starter = await judged(language, ECHO, functionStarter(ECHO, language), echoCases.slice(0, 1));
      expect(starter, JSON.stringify(starter)).toMatchObject({ verdict: "RTE" });
      expect(`${starter.tests[0]?.stderr}${starter.tests[0]?.reason}`).toContain("Not written yet");
    }, 30_000);
  });
}

describe("a function that does not do as asked", () => {
  test.each(ODD)("$language: $what", async ({ language, source, verdict, reason }) => {
    const signature = Signature.parse({
      name: "totalPrice",
      parameters: [{ name: "prices", type: "list<int>" }],
      result: { type: "int" },
    });
    const judgement = await judged(language, signature, source, [{ args: [[1, 2]], expected: 3 }]);
    expect(judgement.verdict, JSON.stringify(judgement)).toBe(verdict);
    expect(judgement.tests[0]?.reason ?? judgement.compileOutput ?? "").toMatch(reason);
  });
});

describe("a panic, which no harness catches", () => {
  const FIRST = Signature.parse({
    name: "firstPrice",
    parameters: [{ name: "prices", type: "list<int>" }],
    result: { type: "int" },
  });

  test.each([
    ["go", "package main\n\nfunc firstPrice(prices []int) int { return prices[0] }\n", /index out of range/],
    ["rust", "fn first_price(prices: Vec<i32>) -> i32 { prices[0] }\n", /index out of bounds/],
  ])("of %s is said as every other error is", async (language, source, said) => {
    if (!judge.runtimes.has(language)) return;
    const { tests, compileOutput } = await judged(language, FIRST, source, [{ args: [[]], expected: 1 }]);
    expect(compileOutput ?? "").toBe("");
    expect(tests[0]?.detail?.reason).toMatch(/^Your function ended with an error: /);
    expect(tests[0]?.detail?.reason).toMatch(said);
  });
});
