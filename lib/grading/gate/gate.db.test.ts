import { describe, expect, test } from "vitest";
import { importUpload } from "#lib/assessments/imports/commands.ts";
import { getEvidence, getQuestionPreview, listLibrary } from "#lib/assessments/library/queries.ts";
import { makePackage } from "#lib/assessments/packages/testing.ts";
import {
  discardQuestionDraft,
  publishQuestion,
  recheckQuestion,
} from "#lib/assessments/questions/commands.ts";
import { getQuestion, listQuestions } from "#lib/assessments/questions/queries.ts";
import { CodeDefinition } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";
import { makeStaff } from "#prisma/factories.ts";
import { gradeCode, judgeProgram } from "../grade.ts";
import { findTests } from "../queries.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { handleCheckQuestion } from "./jobs.ts";

const NOT_FOUND = { code: "not_found" };
const CONFLICT = { code: "conflict" };
const LAST = { isLastTry: true };
/** Half of the points for one group, scored in parts by a validator of the package's own. */
const SCORING = {
  "problem.yaml":
    "problem_format_version: 2025-09\nname: Near\ntype: scoring\nlimits: {time_resolution: 0.5}\n",
  "output_validator/validate.py":
    "import sys\nn, said = int(open(sys.argv[1]).read()), sys.stdin.read().split()\nif not said or said[0] != str(n): sys.exit(43)\nopen(sys.argv[3] + 'score_multiplier.txt', 'w').write('1' if len(said) == 2 else '0.5')\nsys.exit(42)\n",
  "data/secret/test_group.yaml": "score_aggregation: sum\n",
  "submissions/submissions.yaml": "partially_accepted/once.py: {score: 50}\n",
  "submissions/partially_accepted/once.py": "print(input())\n",
  "submissions/wrong_answer/once.py": "print(1)\n",
};

const judge = holdJudge(1, { languages: ["python"] });

const import_ = (actor: Awaited<ReturnType<typeof makeStaff>>, changes = {}) =>
  importUpload(actor, makePackage(changes), "twice.zip");

describe("an imported package", () => {
  test("is checked, then published, and only then part of the library that assessments are built from", async () => {
    const actor = await makeStaff("manager");
    const { questionId, questionVersionId } = await import_(actor);
    expect((await listLibrary(actor, {})).rows).toMatchObject([{ title: "Twice", state: "checking" }]);
    await expect(publishQuestion(actor, questionId)).rejects.toMatchObject(CONFLICT);
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    expect((await listLibrary(actor, {})).rows).toMatchObject([{ state: "ready" }]);
    expect((await listQuestions(actor, {})).rows).toEqual([]);
    const { report, tests, files } = await getEvidence(actor, questionVersionId);
    expect(report?.submissions.map(({ reasons }) => reasons)).toEqual([[], []]);
    expect(tests).toMatchObject([
      { name: "sample/1", visibility: "sample", inputBytes: 2, hint: null },
      { name: "secret/01-large", visibility: "secret", answerBytes: 24 },
      { name: "secret/02-negative", hint: "Numbers may be negative." },
    ]);
    expect(files.map(({ kind, path }) => `${kind} ${path}`)).toContain("submission accepted/twice.py");
    await publishQuestion(actor, questionId);
    expect((await listQuestions(actor, {})).rows).toMatchObject([{ id: questionId, versionNumber: 1 }]);
    // Delivered once more, the job finds nothing to do; and nothing changes what is published.
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    await expect(db.questionFile.deleteMany({ where: { questionVersionId } })).rejects.toThrow(
      /published version/,
    );
    expect(await import_(actor)).toMatchObject({ created: false });
  }, 60_000);

  test("that the judge refuses cannot be published, not even past the code; the mended one takes its place", async () => {
    const actor = await makeStaff();
    const { questionId, questionVersionId } = await import_(actor, {
      "submissions/accepted/twice.py": "print(1)\n",
    });
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    await expect(publishQuestion(actor, questionId)).rejects.toMatchObject(CONFLICT);
    const past = db.questionVersion.update({
      where: { id: questionVersionId },
      data: { publishedAt: new Date() },
    });
    await expect(past).rejects.toThrow(/published_is_ready/);
    await recheckQuestion(actor, questionId);
    expect((await getQuestion(actor, questionId)).version).toMatchObject({ number: 1, gate: "checking" });
    const mended = await import_(actor);
    expect(mended).toMatchObject({ questionId, number: 1, created: true });
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    await handleCheckQuestion(judge, mended, LAST);
    await publishQuestion(actor, questionId);
    const next = await import_(actor, { "statement/problem.en.md": "Print it twice." });
    expect(next).toMatchObject({ questionId, number: 2 });
    expect(await discardQuestionDraft(actor, questionId)).toEqual({ gone: false });
    await expect(discardQuestionDraft(actor, questionId)).rejects.toMatchObject(CONFLICT);
  }, 60_000);

  test("keeps its folders of sources, its include/ and its input validators, and answers are compiled with them", async () => {
    const actor = await makeStaff();
    const parts = {
      "include/python3/doubling.py": "def twice(n):\n    return f'{n} {n}'\n",
      "input_validators/check/validate.py":
        "import sys\nsys.exit(42 if int(input()) < 30000000000 else 43)\n",
      "submissions/accepted/modules/main.py":
        "from own import read\nfrom doubling import twice\nprint(twice(read()))\n",
      "submissions/accepted/modules/own.py": "def read():\n    return int(input())\n",
    };
    const { questionVersionId } = await import_(actor, parts);
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    const { report } = await getEvidence(actor, questionVersionId);
    expect(report?.reasons).toEqual([]);
    expect(report?.submissions.map(({ path }) => path)).toContain("accepted/modules");
    const row = await db.questionVersion.findUniqueOrThrow({ where: { id: questionVersionId } });
    const program = { language: "python", source: "from doubling import twice\nprint(twice(input()))\n" };
    const definition = CodeDefinition.parse(row.definition);
    const how = { priority: "batch" as const, questionVersionId };
    const judged = await judgeProgram(judge, definition, program, await findTests(questionVersionId), how);
    expect(judged.verdict).toBe("AC");
    const refusing = {
      ...parts,
      "data/secret/03.in": "40000000000\n",
      "data/secret/03.ans": "40000000000 40000000000\n",
    };
    const next = await import_(actor, refusing);
    await handleCheckQuestion(judge, next, LAST);
    expect((await getEvidence(actor, next.questionVersionId)).report?.reasons).toEqual([
      "data/secret/03.in is refused by the input validator check (exit code 43).",
    ]);
  }, 60_000);

  test("is its team's, and its authors' alone", async () => {
    const owner = await makeStaff();
    const reviewer = await makeStaff("reviewer", owner.orgId);
    const stranger = await makeStaff();
    const { questionId, questionVersionId } = await import_(owner);
    for (const attempt of [
      () => import_(reviewer),
      () => publishQuestion(reviewer, questionId),
      () => recheckQuestion(reviewer, questionId),
      () => discardQuestionDraft(reviewer, questionId),
      () => publishQuestion(stranger, questionId),
      () => discardQuestionDraft(stranger, questionId),
      () => getEvidence(stranger, questionVersionId),
      () => getQuestionPreview(stranger, questionId),
      () => getQuestion(stranger, questionId),
    ])
      await expect(attempt()).rejects.toMatchObject(NOT_FOUND);
    expect((await listLibrary(stranger, {})).rows).toEqual([]);
  });

  test("against the format is refused with every error at once, and nothing is written", async () => {
    const actor = await makeStaff();
    const broken = import_(actor, { "submissions/accepted/twice.py": null, "statement/problem.en.md": null });
    await expect(broken).rejects.toMatchObject({
      code: "invalid",
      errors: [
        { detail: expect.stringContaining("no statement") },
        { detail: expect.stringContaining("No submission is accepted") },
      ],
    });
    expect((await listLibrary(actor, {})).rows).toEqual([]);
  });

  test("with groups scores an answer as npm run judge does, by its own validator and the limit that the gate set", async () => {
    const actor = await makeStaff();
    const { questionVersionId } = await import_(actor, SCORING);
    await handleCheckQuestion(judge, { questionVersionId }, LAST);
    const { report } = await getEvidence(actor, questionVersionId);
    expect(report?.reasons).toEqual([]);
    expect(report?.submissions.map(({ path, score }) => [path, score])).toEqual([
      ["accepted/twice.py", 100],
      ["partially_accepted/once.py", 50],
      ["wrong_answer/once.py", 0],
    ]);
    const row = await db.questionVersion.findUniqueOrThrow({ where: { id: questionVersionId } });
    const definition = CodeDefinition.parse(row.definition);
    expect(definition.limits.timeSeconds).toBe(0.5);
    const waiting = {
      id: "none",
      attemptId: "none",
      content: { language: "python", source: SCORING["submissions/partially_accepted/once.py"] },
      graderVersion: 1,
      crashes: 0,
      createdAt: new Date(),
      maxPoints: 30,
      questionVersionId,
      definition,
    };
    const tests = await findTests(questionVersionId);
    const grade = await gradeCode(judge, waiting, tests, { kept: new Map(), onResult: async () => {} });
    expect(grade).toMatchObject({ verdict: "AC", points: 15, scored: { score: 50, maxScore: 100 } });
  }, 60_000);
});
