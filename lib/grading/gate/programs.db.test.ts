import { describe, expect, test } from "vitest";
import { createAssessment, saveDraft } from "#lib/assessments/drafts/commands.ts";
import { getDraft } from "#lib/assessments/drafts/queries.ts";
import { importUpload } from "#lib/assessments/imports/commands.ts";
import { getEvidence, listLibrary } from "#lib/assessments/library/queries.ts";
import { FUNCTION_QUESTION, makeQuestion, SQL_QUESTION } from "#lib/assessments/packages/testing.ts";
import { publishQuestion, recheckQuestion } from "#lib/assessments/questions/commands.ts";
import { getQuestion } from "#lib/assessments/questions/queries.ts";
import { makeStaff } from "#prisma/factories.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { handleCheckQuestion } from "./jobs.ts";

const LAST = { isLastTry: true };
const judge = holdJudge(1, { languages: ["python", "javascript", "sql"] });

type Changes = Record<string, string | null>;

/** Imports it, has it checked, and says what came of it. */
async function gate(actor: Awaited<ReturnType<typeof makeStaff>>, files: Changes, changes: Changes = {}) {
  const zip = makeQuestion(files as Record<string, string>, changes);
  const imported = await importUpload(actor, zip, "asked.zip");
  await handleCheckQuestion(judge, imported, LAST);
  const { report } = await getEvidence(actor, imported.questionVersionId);
  return { ...imported, report, reasons: report?.reasons.join("\n") };
}

describe("an imported function question", () => {
  test("is judged by its own solutions, published, and is worth what its author suggests", async () => {
    const actor = await makeStaff("manager");
    const { questionId, questionVersionId, report } = await gate(actor, FUNCTION_QUESTION);
    expect(report?.reasons).toEqual([]);
    expect(report?.submissions.map(({ path, verdict, failedAt }) => [path, verdict, failedAt])).toEqual([
      ["accepted/twice.py", "AC", null],
      ["wrong_answer/square.js", "WA", "secret/1"],
    ]);
    expect(report?.starters.map(({ language, percent }) => [language, percent])).toEqual([
      ["python", 0],
      ["javascript", 0],
    ]);
    expect(report?.time).toMatchObject({ limitSeconds: 2, derived: false, factor: 2 });
    await publishQuestion(actor, questionId);
    const settings = { name: "With it", description: "", durationMinutes: 60, cutScorePercent: null };
    const { assessmentId } = await createAssessment(actor, settings);
    const change = { questionVersionId, move: "add" } as const;
    await saveDraft(actor, { assessmentId, ...settings, items: [], change });
    expect((await getDraft(actor, assessmentId)).items).toMatchObject([
      { title: "Twice as Much", points: 15 },
    ]);
  }, 60_000);

  test("whose solutions do not do as they say is refused with each reason; the mended one takes its place", async () => {
    const actor = await makeStaff();
    const wrong = {
      "submissions/accepted/broken.js": "function twice(n) { return String(2 * n); }\n",
      "submissions/accepted/else.rb": "def twice(n) = 2 * n\n",
      "submissions/wrong_answer/square.js": "const twice = (n) => 2 * n;\n",
    };
    const { questionId, reasons } = await gate(actor, FUNCTION_QUESTION, wrong);
    expect(reasons).toMatch(/No wrong submission fails for the reason that its folder states/);
    expect(reasons).toMatch(/accepted\/broken.js: expected passed, got wrong answer/);
    expect(reasons).toMatch(/accepted\/else.rb: .*the question is not asked in Ruby/);
    expect(reasons).toMatch(/wrong_answer\/square.js: expected wrong answer, got passed/);
    await expect(publishQuestion(actor, questionId)).rejects.toMatchObject({ code: "conflict" });
    expect((await gate(actor, FUNCTION_QUESTION)).reasons).toBe("");
    expect((await getQuestion(actor, questionId)).version).toMatchObject({ number: 1, gate: "ready" });
  }, 60_000);

  test("is published although a language of its solutions is off here, and says so", async () => {
    const actor = await makeStaff();
    const yaml = FUNCTION_QUESTION["question.yaml"]?.replace("javascript]", "javascript, ruby]") ?? "";
    const { report } = await gate(actor, FUNCTION_QUESTION, {
      "question.yaml": yaml,
      "submissions/accepted/else.rb": "def twice(n) = 2 * n\n",
    });
    expect(report?.reasons).toEqual([]);
    expect(report?.submissions[0]).toMatchObject({ path: "accepted/else.rb", verdict: null });
    expect(report?.warnings).toContain("accepted/else.rb was not judged: Ruby is off here.");
  }, 60_000);
});

describe("an imported SQL question", () => {
  test("is judged, and its tables are asked of SQLite in a box", async () => {
    const actor = await makeStaff();
    const { questionId, report } = await gate(actor, SQL_QUESTION);
    expect(report?.reasons).toEqual([]);
    expect(report?.submissions.map(({ verdict }) => verdict)).toEqual(["AC", "WA"]);
    const { definition } = await getQuestion(actor, questionId);
    expect(definition).toMatchObject({
      type: "sql",
      tables: [
        {
          name: "loan",
          rowCount: 2,
          sample: [
            ["Emma", ["i", "40"]],
            ["Dune", ["i", "3"]],
          ],
        },
      ],
    });
  }, 60_000);

  test.each([
    [
      "does not run",
      { "schema.sql": "CREATE TABLE loan (book TEX" },
      /schema.sql does not run with the first/,
    ],
    [
      "never ends",
      {
        "question.yaml": SQL_QUESTION["question.yaml"]?.replace("time_limit: 2", "time_limit: 0.3"),
        "schema.sql": "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) SELECT count(*) FROM c",
      },
      /schema.sql and the first fixture were stopped/,
    ],
    [
      "gives its points away",
      { "question.yaml": `${SQL_QUESTION["question.yaml"]}starter: SELECT book FROM loan WHERE days > 28\n` },
      /The starter code in SQL \(SQLite\) scores 100 %, must be 0/,
    ],
  ])(
    "that %s is refused with the reason",
    async (_, changes, words) => {
      const { reasons } = await gate(await makeStaff(), SQL_QUESTION, changes as unknown as Changes);
      expect(reasons).toMatch(words);
    },
    60_000,
  );
});

test("an imported choice question has nothing to judge, and waits for its author", async () => {
  const actor = await makeStaff();
  const yaml =
    "format: assay-choice-1\ntitle: Pick\nstatement: Which?\npoints: 5\noptions: [{id: a, text: A}, {id: b, text: B}]\ncorrect: [a]\n";
  const { questionId } = await importUpload(actor, makeQuestion({ "question.yaml": yaml }), "pick.zip");
  expect((await listLibrary(actor, {})).rows).toMatchObject([
    { title: "Pick", type: "choice", state: "ready" },
  ]);
  await expect(recheckQuestion(actor, questionId)).rejects.toMatchObject({ code: "conflict" });
  await publishQuestion(actor, questionId);
  expect((await listLibrary(actor, {})).rows).toMatchObject([{ state: "published" }]);
});
