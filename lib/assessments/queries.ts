import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import type { ResultSharing } from "./afterwards/schema.ts";
import { totalPoints } from "./rules.ts";
import { Definition, type QuestionType } from "./schema.ts";

export const ASSESSMENTS_PER_PAGE = 50;

const ITEM = {
  id: true,
  ordinal: true,
  points: true,
  questionVersionId: true,
  questionVersion: {
    select: {
      number: true,
      title: true,
      definition: true,
      question: { select: { id: true, type: true, archivedAt: true } },
    },
  },
} satisfies Prisma.AssessmentItemSelect;
type FoundItem = Prisma.AssessmentItemGetPayload<{ select: typeof ITEM }>;

export interface ItemView {
  id: string;
  ordinal: number;
  points: number;
  questionId: string;
  questionVersionId: string;
  questionVersionNumber: number;
  title: string;
  type: QuestionType;
  /** Ids of those that it may be answered in; none where no judge is asked. */
  languages: readonly string[];
}

function itemView({ questionVersion, ...item }: FoundItem): ItemView {
  const { number, title, question } = questionVersion;
  const languages = languagesOfDefinition(Definition.parse(questionVersion.definition));
  const { id: questionId, type } = question;
  return { ...item, questionId, questionVersionNumber: number, title, type, languages };
}

/** Ids of the languages that a question may be answered in. */
export function languagesOfDefinition(definition: Definition): readonly string[] {
  if ("languages" in definition) return definition.languages;
  return definition.type === "sql" ? ["sql"] : [];
}

export interface AssessmentRow {
  id: string;
  slug: string;
  name: string;
  durationMinutes: number;
  questionCount: number;
  points: number;
  /** Of the version shown: the published one, or the draft of an assessment that has none. */
  versionNumber: number;
  publishedAt: Date | null;
  /** A draft stands open, be it the first or the next version. */
  hasDraft: boolean;
}

/** The organisation's assessments, newest first. `published`: only those that candidates can be invited to. */
export async function listAssessments(
  actor: Actor,
  filter: { search?: string; published?: boolean } & PageRequest,
): Promise<Page<AssessmentRow>> {
  const staff = assertStaff(actor);
  const page = keysetOf(filter, ASSESSMENTS_PER_PAGE);
  const name = filter.search ? { contains: filter.search, mode: "insensitive" as const } : undefined;
  const version = { name, publishedAt: filter.published ? { not: null } : undefined };
  const rows = await db.assessment.findMany({
    ...page,
    where: { ...page.where, orgId: staff.orgId, archivedAt: null, versions: { some: version } },
    select: {
      id: true,
      slug: true,
      // The newest two: a draft, if there is one, and the published version below it.
      versions: {
        orderBy: { number: "desc" },
        take: 2,
        select: {
          name: true,
          number: true,
          durationMinutes: true,
          publishedAt: true,
          items: { select: { points: true } },
        },
      },
    },
  });
  const { rows: found, ...ends } = pageOf(rows, filter, ASSESSMENTS_PER_PAGE);
  const views = found.flatMap(({ id, slug, versions }) => {
    const shown = versions.find((candidate) => candidate.publishedAt) ?? versions[0];
    if (!shown) return [];
    const { items, number, ...rest } = shown;
    const counts = { questionCount: items.length, points: totalPoints(items), versionNumber: number };
    return [{ id, slug, ...rest, ...counts, hasDraft: versions[0]?.publishedAt === null }];
  });
  return { ...ends, rows: views };
}

export interface AssessmentVersionView {
  id: string;
  number: number;
  name: string;
  description: string;
  durationMinutes: number;
  cutScorePercent: number | null;
  publishedAt: Date | null;
  items: ItemView[];
  points: number;
}

export interface AssessmentView {
  id: string;
  slug: string;
  /** What candidates see of their result. */
  resultSharing: ResultSharing;
  /** Days within which candidates are answered; null: none is named. */
  replyWithinDays: number | null;
  /** What candidates who are invited now will take; null: never published. */
  published: AssessmentVersionView | null;
  draft: AssessmentVersionView | null;
  versions: {
    number: number;
    publishedAt: Date | null;
    questionCount: number;
    invitations: number;
    attempts: number;
  }[];
}

const VERSION = {
  id: true,
  number: true,
  name: true,
  description: true,
  durationMinutes: true,
  cutScorePercent: true,
  publishedAt: true,
  items: { orderBy: { ordinal: "asc" }, select: ITEM },
} satisfies Prisma.AssessmentVersionSelect;

function versionView({ items, ...version }: Prisma.AssessmentVersionGetPayload<{ select: typeof VERSION }>) {
  return { ...version, items: items.map(itemView), points: totalPoints(items) };
}

/**
 * An assessment with what stands published, the open draft, and every version with its counts.
 * @throws DomainError not_found
 */
export async function getAssessment(actor: Actor, assessmentId: string): Promise<AssessmentView> {
  const staff = assertStaff(actor);
  if (!isId(assessmentId)) throw notFound("assessment");
  const found = await db.assessment.findFirst({
    where: { id: assessmentId, orgId: staff.orgId },
    select: {
      id: true,
      slug: true,
      resultSharing: true,
      replyWithinDays: true,
      versions: {
        orderBy: { number: "desc" },
        select: { ...VERSION, _count: { select: { invitations: true, attempts: true } } },
      },
    },
  });
  if (!found) throw notFound("assessment");
  const versions = found.versions.map(({ _count, ...version }) => ({ ...versionView(version), ..._count }));
  return {
    id: found.id,
    slug: found.slug,
    resultSharing: found.resultSharing,
    replyWithinDays: found.replyWithinDays,
    published: versions.find((version) => version.publishedAt) ?? null,
    draft: versions.find((version) => !version.publishedAt) ?? null,
    versions: versions.map(({ number, publishedAt, items, invitations, attempts }) => ({
      number,
      publishedAt,
      questionCount: items.length,
      invitations,
      attempts,
    })),
  };
}

/** What a partner's list holds; an organisation with more names its assessments by slug. */
const MAX_LISTED = 500;

export interface PublishedListing {
  id: string;
  slug: string;
  name: string;
  durationMinutes: number;
  questionCount: number;
  /** Ids of the languages that its coding questions take. */
  languages: string[];
}

const PUBLISHED = {
  where: { publishedAt: { not: null } },
  orderBy: { number: "desc" as const },
  take: 1,
};

/** What candidates can be invited to, oldest first. The caller has authorised: partner API and invitation forms. */
export async function listPublishedAssessments(orgId: string): Promise<PublishedListing[]> {
  const rows = await db.assessment.findMany({
    where: { orgId, archivedAt: null, versions: { some: { publishedAt: { not: null } } } },
    orderBy: { id: "asc" },
    take: MAX_LISTED,
    select: {
      id: true,
      slug: true,
      versions: {
        ...PUBLISHED,
        select: {
          name: true,
          durationMinutes: true,
          items: { select: { questionVersion: { select: { definition: true } } } },
        },
      },
    },
  });
  return rows.flatMap(({ id, slug, versions }) =>
    versions.map(({ name, durationMinutes, items }) => {
      const definitions = items.map((item) => Definition.parse(item.questionVersion.definition));
      const languages = definitions.flatMap(languagesOfDefinition);
      return {
        id,
        slug,
        name,
        durationMinutes,
        questionCount: items.length,
        languages: [...new Set(languages)].sort(),
      };
    }),
  );
}
