import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { freeSlug, type Plan, type PlannedItem, publishBlockers, slugOf } from "./rules.ts";
import { type ItemInput, PublishAssessment } from "./schema.ts";

/** One change of a name at a time, so that the same content twice at once is still one version. Call inside a transaction. */
export async function lockName(tx: Tx, orgId: string, kind: string, slug: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${orgId}:${slug}`}, 0))`;
}

/**
 * The items of a plan as the publishing rules see them. A question of another organisation reads as not there.
 * @throws DomainError not_found
 */
export async function planItems(tx: Tx, orgId: string, items: readonly ItemInput[]): Promise<PlannedItem[]> {
  const versions = await tx.questionVersion.findMany({
    where: { id: { in: items.map((item) => item.questionVersionId) }, question: { orgId } },
    select: {
      id: true,
      title: true,
      publishedAt: true,
      question: { select: { type: true, archivedAt: true } },
      tests: { select: { visibility: true } },
    },
  });
  const byId = new Map(versions.map((version) => [version.id, version]));
  return items.map(({ questionVersionId, points }) => {
    const version = byId.get(questionVersionId);
    if (!version) throw notFound("question");
    const samples = version.tests.filter((test) => test.visibility === "sample").length;
    const question = {
      title: version.title,
      type: version.question.type,
      published: version.publishedAt !== null,
      archived: version.question.archivedAt !== null,
      sampleTests: samples,
      secretTests: version.tests.length - samples,
    };
    return { questionVersionId, points, question };
  });
}

/**
 * Refuses what may not be published.
 * @throws DomainError invalid with one error per reason, in their order: /items/0, /items/1 …
 */
export function assertPublishable(plan: Plan): void {
  const blockers = publishBlockers(plan);
  if (blockers.length === 0) return;
  const errors = blockers.map(({ detail }, index) => ({ pointer: `/items/${index}`, detail }));
  throw new DomainError("invalid", "This cannot be published yet.", { errors });
}

/** Finds a free address for a new assessment; a wished one that is taken is refused. Call inside a transaction. */
export async function claimSlug(tx: Tx, orgId: string, name: string, wished?: string): Promise<string> {
  const base = wished ?? slugOf(name);
  await lockName(tx, orgId, "assessment", base);
  const rows = await tx.assessment.findMany({
    where: { orgId, slug: { startsWith: base } },
    select: { slug: true },
  });
  const taken = new Set(rows.map((row) => row.slug));
  if (wished && taken.has(wished)) {
    const detail = `“${wished}” is the address of another assessment. Choose another.`;
    throw new DomainError("conflict", detail, { errors: [{ pointer: "/slug", detail }] });
  }
  return freeSlug(base, taken);
}

/** Locks an assessment of the actor's organisation until the transaction ends, so that version numbers cannot meet. */
export async function lockAssessment(tx: Tx, orgId: string, assessmentId: string) {
  await lockName(tx, orgId, "assessment-versions", assessmentId);
  const found = await tx.assessment.findFirst({
    where: { id: assessmentId, orgId },
    include: { versions: { orderBy: { number: "desc" }, take: 1 } },
  });
  if (!found) throw notFound("assessment");
  return found;
}

/** Marks a version as published; from here on the database refuses any change to it. */
export async function markPublished(tx: Tx, staff: StaffActor, assessmentId: string, versionId: string) {
  const version = await tx.assessmentVersion.update({
    where: { id: versionId },
    data: { publishedAt: now() },
  });
  await writeAudit(tx, staff, {
    orgId: staff.orgId,
    action: "assessment.published",
    subject: "assessment",
    subjectId: assessmentId,
    data: { name: version.name, number: version.number },
  });
  return version;
}

export interface PublishedAssessment {
  assessmentId: string;
  slug: string;
  assessmentVersionId: string;
  number: number;
}

/**
 * Publishes a whole assessment at once: a new one, or with `assessmentId` the next version of that one.
 * @throws DomainError invalid with every reason; conflict: the wished slug is taken, or a draft is being edited.
 */
export async function publishAssessment(
  actor: Actor,
  input: PublishAssessment,
): Promise<PublishedAssessment> {
  const staff = assertStaff(actor, "manager");
  const { assessmentId, slug, items, ...settings } = PublishAssessment.parse(input);
  return db.$transaction(async (tx) => {
    assertPublishable({ ...settings, items: await planItems(tx, staff.orgId, items) });
    const assessment = assessmentId
      ? await lockAssessment(tx, staff.orgId, assessmentId)
      : await tx.assessment.create({
          data: { orgId: staff.orgId, slug: await claimSlug(tx, staff.orgId, settings.name, slug) },
          include: { versions: true },
        });
    const latest = assessment.versions[0];
    if (latest && latest.publishedAt === null) {
      throw new DomainError(
        "conflict",
        "A draft of this assessment is being edited. Publish or discard it first.",
      );
    }
    const number = (latest?.number ?? 0) + 1;
    const { id } = await tx.assessmentVersion.create({
      data: { assessmentId: assessment.id, number, ...settings },
    });
    await tx.assessmentItem.createMany({
      data: items.map((item, index) => ({ ...item, assessmentVersionId: id, ordinal: index + 1 })),
    });
    await markPublished(tx, staff, assessment.id, id);
    return { assessmentId: assessment.id, slug: assessment.slug, assessmentVersionId: id, number };
  });
}
