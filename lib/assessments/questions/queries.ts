import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { beginning } from "#lib/platform/text.ts";
import { showArguments, showExpected } from "../functions/cases.ts";
import { Definition, type QuestionType } from "../schema.ts";
import type { ShownTable } from "../tables/schema.ts";
import { parseTable, showTable } from "../tables/table.ts";
import { type Texts, textsOf } from "../translations/rules.ts";

export const QUESTIONS_PER_PAGE = 50;
/** What a page shows of one test file; the rest is in the package. */
const SAMPLE_CHARACTERS = 4_000;
/** Assessments named on a question's page. */
const MAX_USES_SHOWN = 50;

export interface QuestionRow {
  id: string;
  slug: string;
  type: QuestionType;
  title: string;
  versionId: string;
  versionNumber: number;
  publishedAt: Date;
  /** Published or drafted versions of assessments that hold any version of it. */
  usedIn: number;
}

/** The library: the newest published version of each question, newest question first. */
export async function listQuestions(
  actor: Actor,
  filter: { search?: string; type?: QuestionType; size?: number } & PageRequest,
): Promise<Page<QuestionRow>> {
  const staff = assertStaff(actor);
  const { search, type, size = QUESTIONS_PER_PAGE } = filter;
  const page = keysetOf(filter, size);
  const title = search ? { contains: search, mode: "insensitive" as const } : undefined;
  const published = { publishedAt: { not: null }, title };
  const rows = await db.question.findMany({
    ...page,
    where: { ...page.where, orgId: staff.orgId, archivedAt: null, type, versions: { some: published } },
    select: {
      id: true,
      slug: true,
      type: true,
      versions: {
        where: { publishedAt: { not: null } },
        orderBy: { number: "desc" },
        select: {
          id: true,
          number: true,
          title: true,
          publishedAt: true,
          _count: { select: { items: true } },
        },
      },
    },
  });
  const { rows: found, ...ends } = pageOf(rows, filter, size);
  return { ...ends, rows: found.flatMap((row) => questionRow(row)) };
}

interface FoundQuestion {
  id: string;
  slug: string;
  type: QuestionType;
  versions: {
    id: string;
    number: number;
    title: string;
    publishedAt: Date | null;
    _count: { items: number };
  }[];
}

function questionRow({ id, slug, type, versions }: FoundQuestion): QuestionRow[] {
  const latest = versions[0];
  if (!latest?.publishedAt) return [];
  const usedIn = versions.reduce((sum, version) => sum + version._count.items, 0);
  const { title, number, publishedAt } = latest;
  return [{ id, slug, type, title, versionId: latest.id, versionNumber: number, publishedAt, usedIn }];
}

export interface SampleView {
  name: string;
  input: string;
  answer: string;
  /** Of a SQL question: the answer as a table. */
  table?: ShownTable;
  /** Longer than what is shown. */
  cut: boolean;
}

export interface QuestionVersionView {
  id: string;
  number: number;
  /** null: not published. */
  publishedAt: Date | null;
  /** Whether the judge has let it through; what has nothing to judge is ready. */
  gate: "checking" | "ready" | "refused";
}

export interface QuestionView {
  id: string;
  slug: string;
  archived: boolean;
  /** In each of its languages, the first one first. */
  texts: Texts[];
  title: string;
  /** Markdown. */
  statement: string;
  /** With key and rubric: for the team's eyes only. */
  definition: Definition;
  version: QuestionVersionView;
  /** What an assessment gives for it until somebody says otherwise; null: its author suggests nothing. */
  suggestedPoints: number | null;
  /** Newest first; what is not published yet is the first, if any. */
  versions: QuestionVersionView[];
  samples: SampleView[];
  secretTests: number;
  usedIn: { assessmentId: string; name: string; versionNumber: number; published: boolean }[];
}

/** Test files as text, cut: bytes that are no UTF-8 show as replacement characters. */
export function sampleView(
  test: { name: string; input: Uint8Array; answer: Uint8Array },
  definition: Definition,
): SampleView {
  const [input = "", answer = ""] = [test.input, test.answer].map((bytes) => new TextDecoder().decode(bytes));
  const texts = { input, answer };
  if (definition.type === "function") {
    texts.input = showArguments(definition.signature, input);
    texts.answer = showExpected(definition.signature, answer);
  }
  const table = definition.type === "sql" ? parseTable(answer) : null;
  return {
    name: test.name,
    ...(table ? { table: showTable(table) } : {}),
    input: beginning(texts.input, SAMPLE_CHARACTERS),
    answer: beginning(texts.answer, SAMPLE_CHARACTERS),
    cut: Math.max(texts.input.length, texts.answer.length) > SAMPLE_CHARACTERS,
  };
}

/**
 * One version of a question: the newest published one unless `versionNumber` names another, or the one that waits to be
 * published where there is no other. Secret tests are counted only.
 * @throws DomainError not_found
 */
export async function getQuestion(
  actor: Actor,
  questionId: string,
  versionNumber?: number,
): Promise<QuestionView> {
  const staff = assertStaff(actor);
  if (!isId(questionId)) throw notFound("question");
  const question = await db.question.findFirst({
    where: { id: questionId, orgId: staff.orgId },
    include: {
      versions: {
        orderBy: { number: "desc" },
        select: { id: true, number: true, publishedAt: true, gate: true },
      },
    },
  });
  const versions = question?.versions ?? [];
  const version =
    versionNumber === undefined
      ? (versions.find(({ publishedAt }) => publishedAt !== null) ?? versions[0])
      : versions.find(({ number }) => number === versionNumber);
  if (!question || !version) throw notFound("question");
  const [content, samples, secretTests, usedIn] = await Promise.all([
    db.questionVersion.findUniqueOrThrow({
      where: { id: version.id },
      select: {
        title: true,
        statement: true,
        language: true,
        translations: true,
        definition: true,
        suggestedPoints: true,
      },
    }),
    db.questionTest.findMany({
      where: { questionVersionId: version.id, visibility: "sample" },
      orderBy: { ordinal: "asc" },
      select: { name: true, input: true, answer: true },
    }),
    db.questionTest.count({ where: { questionVersionId: version.id, visibility: "secret" } }),
    listUses(questionId),
  ]);
  const definition = Definition.parse(content.definition);
  return {
    id: question.id,
    slug: question.slug,
    archived: question.archivedAt !== null,
    title: content.title,
    statement: content.statement,
    texts: textsOf(content),
    definition,
    version,
    suggestedPoints: content.suggestedPoints,
    versions,
    samples: samples.map((sample) => sampleView(sample, definition)),
    secretTests,
    usedIn,
  };
}

async function listUses(questionId: string): Promise<QuestionView["usedIn"]> {
  const items = await db.assessmentItem.findMany({
    where: { questionVersion: { questionId } },
    orderBy: { assessmentVersionId: "desc" },
    take: MAX_USES_SHOWN,
    select: {
      assessmentVersion: { select: { assessmentId: true, name: true, number: true, publishedAt: true } },
    },
  });
  return items.map(({ assessmentVersion: { assessmentId, name, number, publishedAt } }) => ({
    assessmentId,
    name,
    versionNumber: number,
    published: publishedAt !== null,
  }));
}
