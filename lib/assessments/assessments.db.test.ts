import { describe, expect, test } from "vitest";
import type { Actor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeStaff } from "#prisma/factories.ts";
import { publishAssessment } from "./commands.ts";
import { createAssessment, publishDraft, startNextVersion } from "./drafts/commands.ts";
import { getDraft } from "./drafts/queries.ts";
import type { GateReport } from "./gate/schema.ts";
import { getAssessmentPreview } from "./previews/queries.ts";
import { getAssessment, listAssessments, listPublishedAssessments } from "./queries.ts";
import { importQuestion, importProblemPackage as importWithReport } from "./questions/commands.ts";
import { getQuestion, listQuestions } from "./questions/queries.ts";
import type { ImportablePackage } from "./questions/rules.ts";
import type { QuestionContent } from "./schema.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const REFUSED = { code: "not_found" };

function problemPackage(changes: Partial<ImportablePackage> = {}): ImportablePackage {
  const test = (name: string, group: string) => ({
    name,
    group,
    input: bytes(`${name}\n`),
    answer: bytes("3\n"),
    args: [],
    argv: [],
  });
  return {
    shortName: "two-sum",
    title: "Two sum",
    statements: { en: "Add two numbers." },
    limits: {
      timeSeconds: 1,
      memoryMib: 256,
      outputMib: 8,
      codeKib: 128,
      acToTimeLimit: 2,
      timeResolution: 1,
      validation: { timeSeconds: 60, memoryMib: 2048, outputMib: 8 },
    },
    scoring: null,
    validator: null,
    languages: ["python", "javascript"],
    submissions: [],
    attachments: [],
    pictures: [],
    interactions: [],
    inputValidators: [],
    included: [],
    issues: [],
    tests: [test("sample/1", "sample"), test("secret/1", "secret"), test("secret/edge/1", "secret/edge")],
    starters: { py: "print()\n" },
    unsupported: [],
    ...changes,
  };
}

/** What the gate says of a package that works. */
const READY: GateReport = {
  checkedAt: "2026-11-23T00:00:00.000Z",
  by: "release",
  toolchains: {},
  time: { limitSeconds: 1, derived: false, factor: 2, slowestMs: 20 },
  submissions: [],
  starters: [],
  reasons: [],
  warnings: [],
};

const importProblemPackage = (actor: Actor, source: ImportablePackage) =>
  importWithReport(actor, source, READY);

const CHOICE: QuestionContent = {
  slug: "caching",
  title: "HTTP caching",
  statement: "Which header?",
  definition: {
    type: "choice",
    multiple: false,
    options: [
      { id: "a", text: "ETag" },
      { id: "b", text: "Cache-Control" },
    ],
    correct: ["b"],
  },
};

const SETTINGS = { name: "Backend screen", description: "", durationMinutes: 60, cutScorePercent: 55 };

async function publishedBy(actor: Awaited<ReturnType<typeof makeStaff>>) {
  const code = await importProblemPackage(actor, problemPackage());
  const choice = await importQuestion(actor, CHOICE);
  const items = [
    { questionVersionId: code.questionVersionId, points: 40 },
    { questionVersionId: choice.questionVersionId, points: 10 },
  ];
  return { code, choice, published: await publishAssessment(actor, { ...SETTINGS, items }) };
}

describe("importing a problem package", () => {
  test("makes a published question with its tests, samples told from secret ones", async () => {
    const actor = await makeStaff("manager");
    const { questionId, created } = await importProblemPackage(actor, problemPackage());
    const question = await getQuestion(actor, questionId);
    expect(created).toBe(true);
    expect(question.samples).toEqual([{ name: "sample/1", input: "sample/1\n", answer: "3\n", cut: false }]);
    expect(question.secretTests).toBe(2);
    expect(question.definition).toMatchObject({
      languages: ["python", "javascript"],
      limits: { timeSeconds: 1, memoryMiB: 256, outputKiB: 8192 },
      starter: { python: "print()\n" },
    });
  });

  test("the same content again changes nothing; other content is the next version", async () => {
    const actor = await makeStaff();
    const first = await importProblemPackage(actor, problemPackage());
    expect(await importProblemPackage(actor, problemPackage())).toEqual({ ...first, created: false });
    const changed = problemPackage({ statements: { en: "Add three numbers." } });
    expect(await importProblemPackage(actor, changed)).toMatchObject({
      questionId: first.questionId,
      number: 2,
      created: true,
    });
    expect(await importProblemPackage(actor, problemPackage())).toMatchObject({ number: 3, created: true });
  });

  test("twice at once makes one version", async () => {
    const actor = await makeStaff();
    const both = await Promise.all([
      importProblemPackage(actor, problemPackage()),
      importProblemPackage(actor, problemPackage()),
    ]);
    expect(both.map(({ created }) => created).sort()).toEqual([false, true]);
    expect(both[0].questionVersionId).toBe(both[1].questionVersionId);
  });

  test("what the judge lacks is refused in the package's words, and nothing is written", async () => {
    const actor = await makeStaff();
    const odd = problemPackage({ unsupported: ["It asks for an interactive validator."] });
    await expect(importProblemPackage(actor, odd)).rejects.toMatchObject({
      code: "invalid",
      message: "It asks for an interactive validator.",
    });
    expect((await listQuestions(actor, {})).rows).toEqual([]);
  });

  test("a name that is a question of another kind is a conflict", async () => {
    const actor = await makeStaff();
    await importQuestion(actor, { ...CHOICE, slug: "two-sum" });
    await expect(importProblemPackage(actor, problemPackage())).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("publishing", () => {
  test("a published assessment is what partners are offered, with points, order and languages", async () => {
    const actor = await makeStaff();
    const { published } = await publishedBy(actor);
    expect(await listPublishedAssessments(actor.orgId)).toEqual([
      {
        id: published.assessmentId,
        slug: "backend-screen",
        name: "Backend screen",
        durationMinutes: 60,
        questionCount: 2,
        languages: ["javascript", "python"],
      },
    ]);
    const view = await getAssessment(actor, published.assessmentId);
    expect(view.published?.items.map(({ title, points }) => [title, points])).toEqual([
      ["Two sum", 40],
      ["HTTP caching", 10],
    ]);
  });

  test("the database refuses to change what is published: versions, items and tests", async () => {
    const actor = await makeStaff();
    const { code, published } = await publishedBy(actor);
    const { assessmentVersionId } = published;
    const attempts = [
      () => db.assessmentVersion.update({ where: { id: assessmentVersionId }, data: { durationMinutes: 5 } }),
      () => db.assessmentItem.updateMany({ where: { assessmentVersionId }, data: { points: 1 } }),
      () =>
        db.assessmentItem.create({
          data: { assessmentVersionId, questionVersionId: code.questionVersionId, ordinal: 9, points: 1 },
        }),
      () =>
        db.questionVersion.update({ where: { id: code.questionVersionId }, data: { statement: "Other" } }),
      () => db.questionTest.deleteMany({ where: { questionVersionId: code.questionVersionId } }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow(/immutable|published version/);
  });

  test("a question of another organisation cannot be put in, and reads as not there", async () => {
    const [mine, theirs] = [await makeStaff(), await makeStaff()];
    const { questionVersionId } = await importQuestion(theirs, CHOICE);
    const items = [{ questionVersionId, points: 10 }];
    await expect(publishAssessment(mine, { ...SETTINGS, items })).rejects.toMatchObject(REFUSED);
  });

  test("an assessment with blockers is refused with each reason", async () => {
    const actor = await makeStaff();
    const noSecrets = problemPackage({ tests: problemPackage().tests.slice(0, 1) });
    const { questionVersionId } = await importProblemPackage(actor, noSecrets);
    const items = [
      { questionVersionId, points: 10 },
      { questionVersionId, points: 10 },
    ];
    await expect(publishAssessment(actor, { ...SETTINGS, items })).rejects.toMatchObject({
      code: "invalid",
      errors: [{ pointer: "/items/0" }, { pointer: "/items/1" }, { pointer: "/items/2" }],
    });
  });

  test("two of the same name get addresses of their own; a wished address that is taken is a conflict", async () => {
    const actor = await makeStaff();
    const { choice, published } = await publishedBy(actor);
    const items = [{ questionVersionId: choice.questionVersionId, points: 10 }];
    expect(published.slug).toBe("backend-screen");
    expect((await publishAssessment(actor, { ...SETTINGS, items })).slug).toBe("backend-screen-2");
    const wished = publishAssessment(actor, { ...SETTINGS, items, slug: "backend-screen" });
    await expect(wished).rejects.toMatchObject({ code: "conflict", errors: [{ pointer: "/slug" }] });
  });
});

describe("who may do what", () => {
  test("a reviewer reads the library and authors nothing", async () => {
    const owner = await makeStaff();
    const { published } = await publishedBy(owner);
    const reviewer = await makeStaff("reviewer", owner.orgId);
    expect((await getAssessment(reviewer, published.assessmentId)).published?.points).toBe(50);
    expect((await listQuestions(reviewer, {})).rows).toHaveLength(2);
    const refused = [
      () => importProblemPackage(reviewer, problemPackage()),
      () => importQuestion(reviewer, CHOICE),
      () => publishAssessment(reviewer, { ...SETTINGS, items: [] }),
      () => createAssessment(reviewer, SETTINGS),
      () => startNextVersion(reviewer, published.assessmentId),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toMatchObject(REFUSED);
  });

  test("another organisation's assessment, question and draft read as not found", async () => {
    const [mine, theirs] = [await makeStaff(), await makeStaff()];
    const { code, published } = await publishedBy(theirs);
    await startNextVersion(theirs, published.assessmentId);
    const refused = [
      () => getAssessment(mine, published.assessmentId),
      () => getAssessmentPreview(mine, published.assessmentId),
      () => getDraft(mine, published.assessmentId),
      () => getQuestion(mine, code.questionId),
      () => publishDraft(mine, published.assessmentId),
      () => getAssessment(mine, newId()),
      () => getAssessment(mine, "not-an-id"),
    ];
    for (const attempt of refused) await expect(attempt()).rejects.toMatchObject(REFUSED);
    expect((await listAssessments(mine, {})).rows).toEqual([]);
  });

  test("a preview holds neither key nor secret tests", async () => {
    const actor = await makeStaff();
    const { published } = await publishedBy(actor);
    const preview = await getAssessmentPreview(actor, published.assessmentId);
    expect(JSON.stringify(preview)).not.toMatch(/correct|secret|validator/);
    expect(preview.questions.map(({ samples }) => samples.length)).toEqual([1, 0]);
  });
});

test("a package in several languages is one question, and one more language is its next version", async () => {
  const actor = await makeStaff();
  const statements = { de: "# Summe\n\nAddiere zwei Zahlen.", en: "Add two numbers." };
  const titles = { en: "Two sum", de: "Zwei addieren" };
  const first = await importProblemPackage(actor, problemPackage({ statements }));
  const { title, texts } = await getQuestion(actor, first.questionId);
  expect(title).toBe("Two sum");
  expect(texts).toEqual([
    { language: "en", title: "Two sum", statement: "Add two numbers." },
    { language: "de", title: "Summe", statement: "Addiere zwei Zahlen." },
  ]);
  const same = await importProblemPackage(actor, problemPackage({ statements }));
  expect(same).toMatchObject({ created: false, questionVersionId: first.questionVersionId });
  const more = { ...statements, "pt-BR": "Some dois números.", fr: " " };
  const next = await importProblemPackage(actor, problemPackage({ statements: more, titles }));
  expect(next).toMatchObject({ questionId: first.questionId, number: 2 });
  const spoken = (await getQuestion(actor, first.questionId)).texts;
  const titled = spoken.map(({ language, title }) => `${language}: ${title}`);
  expect(titled).toEqual(["en: Two sum", "de: Zwei addieren", "pt-BR: Two sum"]);
});

test("a search finds questions by part of their title, whatever its case", async () => {
  const actor = await makeStaff();
  await publishedBy(actor);
  const titles = async (filter: Parameters<typeof listQuestions>[1]) =>
    (await listQuestions(actor, filter)).rows.map(({ title }) => title);
  expect(await titles({ search: "SUM" })).toEqual(["Two sum"]);
  expect(await titles({ type: "choice" })).toEqual(["HTTP caching"]);
  expect(await titles({ search: "100%_" })).toEqual([]);
});
