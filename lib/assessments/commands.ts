import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import {
  contentHash,
  DEFAULT_LANGUAGES,
  type ImportablePackage,
  type QuestionInput,
  questionOfPackage,
} from "./questions/rules.ts";
import { freeSlug, type Plan, type PlannedItem, publishBlockers, slugOf } from "./rules.ts";
import { type ItemInput, PublishAssessment, QuestionContent } from "./schema.ts";

/** A package of many tests is written in one transaction; the default of 5 s is for small ones. */
const IMPORT_TIMEOUT_MS = 60_000;

export interface ImportedQuestion {
  questionId: string;
  questionVersionId: string;
  number: number;
  /** False: exactly this was there already. */
  created: boolean;
}

/** One import of a slug at a time, so that the same content twice at once is still one version. */
async function lockName(tx: Tx, orgId: string, kind: string, slug: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${orgId}:${slug}`}, 0))`;
}

async function saveQuestion(staff: StaffActor, question: QuestionInput): Promise<ImportedQuestion> {
  const hash = contentHash(question);
  const { slug, title, statement, definition } = question;
  return db.$transaction(
    async (tx) => {
      await lockName(tx, staff.orgId, "question", slug);
      const owner = { orgId: staff.orgId, slug };
      const known = await tx.question.findUnique({
        where: { orgId_slug: owner },
        include: { versions: { orderBy: { number: "desc" }, take: 1 } },
      });
      if (known && known.type !== definition.type) {
        throw new DomainError(
          "conflict",
          `“${slug}” is a question of another kind already. Choose another name.`,
        );
      }
      const latest = known?.versions[0];
      if (known && latest?.contentHash === hash) {
        return { questionId: known.id, questionVersionId: latest.id, number: latest.number, created: false };
      }
      const { id: questionId } =
        known ?? (await tx.question.create({ data: { ...owner, type: definition.type } }));
      const number = (latest?.number ?? 0) + 1;
      const { id } = await tx.questionVersion.create({
        data: { questionId, number, title, statement, definition, contentHash: hash },
      });
      const tests = question.tests.map((test, index) => ({
        ...test,
        input: Buffer.from(test.input),
        answer: Buffer.from(test.answer),
        ordinal: index + 1,
        questionVersionId: id,
      }));
      await tx.questionTest.createMany({ data: tests });
      // Last: from here on the database refuses any change to the version and its tests.
      await tx.questionVersion.update({ where: { id }, data: { publishedAt: now() } });
      await writeAudit(tx, staff, {
        orgId: staff.orgId,
        action: "question.published",
        subject: "question",
        subjectId: questionId,
        data: { slug, number, title },
      });
      return { questionId, questionVersionId: id, number, created: true };
    },
    { timeout: IMPORT_TIMEOUT_MS, maxWait: IMPORT_TIMEOUT_MS },
  );
}

/**
 * Makes a coding question of a problem package and publishes it, or its next version when the content changed. The
 * same package again changes nothing.
 * @throws DomainError invalid: the package asks for what the judge lacks, or breaks a limit; not_found: not an author.
 */
export async function importProblemPackage(
  actor: Actor,
  source: ImportablePackage,
  options: { languages?: readonly string[] } = {},
): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  return saveQuestion(staff, questionOfPackage(source, options.languages ?? DEFAULT_LANGUAGES));
}

/**
 * Publishes a function or SQL question, or its next version when the content changed.
 * @throws DomainError not_found: not an author.
 */
export async function importProgramQuestion(
  actor: Actor,
  question: QuestionInput,
): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  const { slug, title, statement, definition, tests } = question;
  return saveQuestion(staff, { slug, title, statement, definition, tests });
}

/** Publishes a choice or written question, or its next version when the content changed. */
export async function importQuestion(actor: Actor, content: QuestionContent): Promise<ImportedQuestion> {
  const staff = assertStaff(actor, "manager");
  return saveQuestion(staff, { ...QuestionContent.parse(content), tests: [] });
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
