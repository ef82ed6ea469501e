import { describe, expect, test } from "vitest";
import type { StaffActor } from "#lib/auth/actor.ts";
import { makeStaff } from "#prisma/factories.ts";
import { publishAssessment } from "../commands.ts";
import { getAssessment, listAssessments } from "../queries.ts";
import { importQuestion } from "../questions/commands.ts";
import { createAssessment, discardDraft, publishDraft, saveDraft, startNextVersion } from "./commands.ts";
import { getDraft } from "./queries.ts";

const SETTINGS = { name: "Backend screen", description: "", durationMinutes: 60, cutScorePercent: 55 };

function makeQuestion(actor: StaffActor, title: string) {
  const statement = "Tell of it.";
  const definition = { type: "text", minWords: null, maxWords: 200, rubric: [] } as const;
  return importQuestion(actor, {
    slug: title.toLowerCase(),
    title,
    statement,
    definition: { ...definition, rubric: [] },
  });
}

async function publishedBy(actor: StaffActor) {
  const first = await makeQuestion(actor, "First");
  const second = await makeQuestion(actor, "Second");
  const items = [
    { questionVersionId: first.questionVersionId, points: 40 },
    { questionVersionId: second.questionVersionId, points: 10 },
  ];
  return { first, second, published: await publishAssessment(actor, { ...SETTINGS, items }) };
}

describe("a draft", () => {
  test("of the next version is edited beside the published one and takes its place when published", async () => {
    const actor = await makeStaff("manager");
    const { first, second, published } = await publishedBy(actor);
    const { assessmentId } = published;
    await startNextVersion(actor, assessmentId);
    await startNextVersion(actor, assessmentId);
    const items = [{ questionVersionId: first.questionVersionId, points: 25 }];
    const change = { questionVersionId: second.questionVersionId, move: "up" } as const;
    await saveDraft(actor, { assessmentId, ...SETTINGS, durationMinutes: 45, items, change });
    const before = await getAssessment(actor, assessmentId);
    expect(before.published?.durationMinutes).toBe(60);
    expect(before.draft?.items.map(({ title, points }) => [title, points])).toEqual([
      ["Second", 10],
      ["First", 25],
    ]);
    expect(await publishDraft(actor, assessmentId)).toMatchObject({ number: 2, slug: "backend-screen" });
    const after = await getAssessment(actor, assessmentId);
    expect(after.published).toMatchObject({ number: 2, durationMinutes: 45, points: 35 });
    expect(after.versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  test("that was published meanwhile is a conflict, not a silent change", async () => {
    const actor = await makeStaff();
    const { published } = await publishedBy(actor);
    const { assessmentId } = published;
    const save = saveDraft(actor, { assessmentId, ...SETTINGS, items: [], change: undefined });
    await expect(save).rejects.toMatchObject({ code: "conflict" });
  });

  test("never published goes with its assessment; a next version leaves what is published", async () => {
    const actor = await makeStaff();
    const { assessmentId } = await createAssessment(actor, SETTINGS);
    expect((await listAssessments(actor, {})).rows).toMatchObject([{ publishedAt: null, hasDraft: true }]);
    expect(await discardDraft(actor, assessmentId)).toEqual({ gone: true });
    expect((await listAssessments(actor, {})).rows).toEqual([]);
    const { published } = await publishedBy(actor);
    await startNextVersion(actor, published.assessmentId);
    expect(await discardDraft(actor, published.assessmentId)).toEqual({ gone: false });
    expect((await getAssessment(actor, published.assessmentId)).published?.number).toBe(1);
  });

  test("shows its gate: an empty one says what to do", async () => {
    const actor = await makeStaff();
    const { assessmentId } = await createAssessment(actor, SETTINGS);
    expect((await getDraft(actor, assessmentId)).issues).toHaveLength(1);
  });
});
