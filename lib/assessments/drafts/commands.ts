import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import {
  assertPublishable,
  claimSlug,
  lockAssessment,
  markPublished,
  type PublishedAssessment,
  planItems,
} from "../commands.ts";
import { moved } from "../rules.ts";
import { AssessmentSettings, type ItemInput, MAX_ITEMS } from "../schema.ts";
import type { DraftChange, SaveDraft } from "./schema.ts";

/** What a question is worth whose author suggests nothing, until somebody says otherwise. */
const DEFAULT_POINTS = 10;

interface Draft {
  staff: StaffActor;
  assessment: { id: string; slug: string };
  version: {
    id: string;
    number: number;
    name: string;
    description: string;
    durationMinutes: number;
    cutScorePercent: number | null;
  };
  items: ItemInput[];
}

/** Runs one change on the open draft of an assessment, alone: two people who edit at once wait for each other. */
async function changeDraft<Result>(
  actor: Actor,
  assessmentId: string,
  change: (tx: Tx, draft: Draft) => Promise<Result>,
): Promise<Result> {
  const staff = assertStaff(actor, "manager");
  if (!isId(assessmentId)) throw notFound("assessment");
  return db.$transaction(async (tx) => {
    const assessment = await lockAssessment(tx, staff.orgId, assessmentId);
    const version = assessment.versions[0];
    if (!version || version.publishedAt !== null) {
      throw new DomainError(
        "conflict",
        "This draft was published or discarded meanwhile. Open the assessment anew.",
      );
    }
    const items = await tx.assessmentItem.findMany({
      where: { assessmentVersionId: version.id },
      orderBy: { ordinal: "asc" },
      select: { questionVersionId: true, points: true },
    });
    return change(tx, { staff, assessment, version, items });
  });
}

/** Nobody has answered a draft's items, so they are simply written anew in their order. */
async function saveItems(tx: Tx, draft: Draft, items: readonly ItemInput[]): Promise<void> {
  await tx.assessmentItem.deleteMany({ where: { assessmentVersionId: draft.version.id } });
  await tx.assessmentItem.createMany({
    data: items.map((item, index) => ({
      assessmentVersionId: draft.version.id,
      questionVersionId: item.questionVersionId,
      points: item.points,
      ordinal: index + 1,
    })),
  });
}

/** Starts an assessment as an empty draft. Its address follows from its name and stays. */
export async function createAssessment(
  actor: Actor,
  input: AssessmentSettings,
): Promise<{ assessmentId: string; slug: string }> {
  const staff = assertStaff(actor, "manager");
  const settings = AssessmentSettings.parse(input);
  return db.$transaction(async (tx) => {
    const slug = await claimSlug(tx, staff.orgId, settings.name);
    const { id } = await tx.assessment.create({ data: { orgId: staff.orgId, slug } });
    await tx.assessmentVersion.create({ data: { assessmentId: id, number: 1, ...settings } });
    return { assessmentId: id, slug };
  });
}

/** Copies the published version into a draft of the next one; a draft that is already open stays as it is. */
export async function startNextVersion(actor: Actor, assessmentId: string): Promise<void> {
  const staff = assertStaff(actor, "manager");
  if (!isId(assessmentId)) throw notFound("assessment");
  await db.$transaction(async (tx) => {
    const { versions } = await lockAssessment(tx, staff.orgId, assessmentId);
    const latest = versions[0];
    if (!latest) throw notFound("assessment");
    if (latest.publishedAt === null) return;
    const { name, description, durationMinutes, cutScorePercent } = latest;
    const settings = { name, description, durationMinutes, cutScorePercent };
    const items = await tx.assessmentItem.findMany({
      where: { assessmentVersionId: latest.id },
      select: { questionVersionId: true, points: true, ordinal: true },
    });
    await tx.assessmentVersion.create({
      data: { assessmentId, number: latest.number + 1, ...settings, items: { create: items } },
    });
  });
}

function indexOf(items: readonly ItemInput[], questionVersionId: string): number {
  const index = items.findIndex((item) => item.questionVersionId === questionVersionId);
  if (index < 0) throw new DomainError("conflict", "This question is no longer in the draft.");
  return index;
}

/** Somebody else's question is found by nobody: the plan refuses it afterwards. */
async function suggestedPoints(tx: Tx, orgId: string, id: string): Promise<number> {
  const where = { id, question: { orgId } };
  const found = await tx.questionVersion.findFirst({ where, select: { suggestedPoints: true } });
  return found?.suggestedPoints ?? DEFAULT_POINTS;
}

async function changed(
  items: readonly ItemInput[],
  change: DraftChange | undefined,
  pointsOf: (questionVersionId: string) => Promise<number>,
): Promise<ItemInput[]> {
  if (!change) return [...items];
  const { questionVersionId, move } = change;
  if (move === "add") {
    const present = items.some((item) => item.questionVersionId === questionVersionId);
    return present
      ? [...items]
      : [...items, { questionVersionId, points: await pointsOf(questionVersionId) }];
  }
  const index = indexOf(items, questionVersionId);
  if (move === "remove") return items.toSpliced(index, 1);
  return moved(items, index, move === "up" ? -1 : 1);
}

/**
 * Saves all of a draft at once: settings, points, and at most one change of its list. Points of a question that
 * somebody else has removed meanwhile are left out; nothing of theirs is brought back.
 * @throws DomainError conflict: no draft is open, or the question to move is gone.
 */
export async function saveDraft(actor: Actor, input: SaveDraft): Promise<void> {
  const { assessmentId, items, change, ...settings } = input;
  await changeDraft(actor, assessmentId, async (tx, draft) => {
    await tx.assessmentVersion.update({
      where: { id: draft.version.id },
      data: AssessmentSettings.parse(settings),
    });
    const points = new Map(items.map((item) => [item.questionVersionId, item.points]));
    const kept = draft.items.map((item) => ({
      ...item,
      points: points.get(item.questionVersionId) ?? item.points,
    }));
    const next = await changed(kept, change, (id) => suggestedPoints(tx, draft.staff.orgId, id));
    if (next.length > MAX_ITEMS) {
      throw new DomainError("invalid", `An assessment holds at most ${MAX_ITEMS} questions.`);
    }
    await planItems(tx, draft.staff.orgId, next);
    await saveItems(tx, draft, next);
  });
}

/**
 * Publishes the draft: candidates invited from now on take it.
 * @throws DomainError invalid with every reason against it.
 */
export async function publishDraft(actor: Actor, assessmentId: string): Promise<PublishedAssessment> {
  return changeDraft(actor, assessmentId, async (tx, { staff, assessment, version, items }) => {
    assertPublishable({ ...version, items: await planItems(tx, staff.orgId, items) });
    const { id, number } = await markPublished(tx, staff, assessment.id, version.id);
    return { assessmentId: assessment.id, slug: assessment.slug, assessmentVersionId: id, number };
  });
}

/** Throws the draft away; an assessment that never was published goes with it. Answers what is left. */
export async function discardDraft(actor: Actor, assessmentId: string): Promise<{ gone: boolean }> {
  return changeDraft(actor, assessmentId, async (tx, { assessment, version }) => {
    await tx.assessmentVersion.delete({ where: { id: version.id } });
    if (version.number > 1) return { gone: false };
    await tx.assessment.delete({ where: { id: assessment.id } });
    return { gone: true };
  });
}
