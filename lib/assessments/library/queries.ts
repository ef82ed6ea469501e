import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { QuestionFileKind } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { keysetOf, type Page, type PageRequest, pageOf } from "#lib/platform/keyset.ts";
import { GateReport, PendingReport } from "../gate/schema.ts";
import { type SampleView, sampleView } from "../questions/queries.ts";
import { type CandidateDefinition, candidateDefinition, showsSamples } from "../rules.ts";
import { Definition, type QuestionType } from "../schema.ts";

const QUESTIONS_PER_PAGE = 50;

/** Where a question stands: by its newest version that is not published, else published. */
export type LibraryState = "published" | "checking" | "ready" | "refused";

export interface LibraryRow {
  id: string;
  type: QuestionType;
  title: string;
  versionNumber: number;
  state: LibraryState;
  publishedAt: Date | null;
  /** Published or drafted versions of assessments that hold any version of it. */
  usedIn: number;
}

/** Every question of the team with where it stands, newest first; what was never published is shown to authors too. */
export async function listLibrary(
  actor: Actor,
  filter: { search?: string; type?: QuestionType; size?: number } & PageRequest,
): Promise<Page<LibraryRow>> {
  const staff = assertStaff(actor);
  const { search, type, size = QUESTIONS_PER_PAGE } = filter;
  const page = keysetOf(filter, size);
  const title = search ? { contains: search, mode: "insensitive" as const } : undefined;
  const rows = await db.question.findMany({
    ...page,
    where: { ...page.where, orgId: staff.orgId, archivedAt: null, type, versions: { some: { title } } },
    select: {
      id: true,
      type: true,
      versions: {
        orderBy: { number: "desc" },
        select: {
          number: true,
          title: true,
          gate: true,
          publishedAt: true,
          _count: { select: { items: true } },
        },
      },
    },
  });
  const { rows: found, ...ends } = pageOf(rows, filter, size);
  const shown = found.flatMap(({ id, type, versions }): LibraryRow[] => {
    const [latest] = versions;
    if (!latest) return [];
    const { number, title, gate, publishedAt } = latest;
    const usedIn = versions.reduce((sum, version) => sum + version._count.items, 0);
    const state = publishedAt ? "published" : gate;
    return [{ id, type, title, versionNumber: number, state, publishedAt, usedIn }];
  });
  return { ...ends, rows: shown };
}

export interface TestRow {
  name: string;
  group: string;
  visibility: "sample" | "secret";
  inputBytes: number;
  answerBytes: number;
  hint: string | null;
}

export interface VersionEvidence {
  /** null: nothing was judged, or not yet. */
  report: GateReport | null;
  /** What reading the package alone has shown. */
  warnings: string[];
  tests: TestRow[];
  /** Programs and files beside the tests. */
  files: { kind: QuestionFileKind; path: string; bytes: number }[];
}

/**
 * What shows that a version works: the gate's report, and every test and file by name and size. Their data stays where
 * it is.
 * @throws DomainError not_found
 */
export async function getEvidence(actor: Actor, versionId: string): Promise<VersionEvidence> {
  const staff = assertStaff(actor);
  if (!isId(versionId)) throw notFound("question");
  const version = await db.questionVersion.findFirst({
    where: { id: versionId, question: { orgId: staff.orgId } },
    select: { gateReport: true },
  });
  if (!version) throw notFound("question");
  const [tests, files] = await Promise.all([
    db.$queryRaw<TestRow[]>`
      select name, "group", visibility::text, octet_length(input) "inputBytes", octet_length(answer) "answerBytes",
        settings->>'hint' hint
      from question_test where "questionVersionId" = ${versionId}::uuid order by ordinal`,
    db.$queryRaw<VersionEvidence["files"]>`
      select kind::text, path, octet_length(content) bytes
      from question_file where "questionVersionId" = ${versionId}::uuid order by kind, path`,
  ]);
  const report = GateReport.safeParse(version.gateReport);
  const pending = PendingReport.safeParse(version.gateReport);
  return { report: report.data ?? null, warnings: pending.data?.warnings ?? [], tests, files };
}

export interface QuestionPreview {
  id: string;
  title: string;
  versionNumber: number;
  published: boolean;
  /** Markdown. */
  statement: string;
  /** BCP 47, of title and statement. */
  language: string;
  definition: CandidateDefinition;
  samples: SampleView[];
}

/**
 * What a candidate will see of a question: its newest version, published or not, unless `versionNumber` names another.
 * @throws DomainError not_found
 */
export async function getQuestionPreview(
  actor: Actor,
  questionId: string,
  versionNumber?: number,
): Promise<QuestionPreview> {
  const staff = assertStaff(actor);
  if (!isId(questionId)) throw notFound("question");
  const version = await db.questionVersion.findFirst({
    where: { questionId, number: versionNumber, question: { orgId: staff.orgId } },
    orderBy: { number: "desc" },
    include: { tests: { where: { visibility: "sample" }, orderBy: { ordinal: "asc" } } },
  });
  if (!version) throw notFound("question");
  const { title, number, publishedAt, statement, language, tests } = version;
  const definition = Definition.parse(version.definition);
  return {
    id: questionId,
    title,
    versionNumber: number,
    published: publishedAt !== null,
    statement,
    language,
    definition: candidateDefinition(definition),
    samples: showsSamples(definition) ? tests.map((each) => sampleView(each, definition)) : [],
  };
}
