import type { Metadata } from "next";
import { href, pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { plus } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { SearchForm } from "#app/_ui/search-form.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { QUESTION_KIND } from "#app/_views/question-words.ts";
import { type LibraryRow, listLibrary } from "#lib/assessments/library/queries.ts";
import { canAuthor } from "#lib/assessments/policy.ts";
import { Definition, QuestionType } from "#lib/assessments/schema.ts";
import { QuestionState } from "./question-state.tsx";

export const metadata: Metadata = { title: "Questions" };

const KINDS = Definition.options.map(({ shape }) => ({
  value: shape.type.value,
  label: QUESTION_KIND[shape.type.value],
}));

const COLUMNS: Column<LibraryRow>[] = [
  {
    key: "title",
    header: "Question",
    cell: (row) => <TextLink href={`/questions/${row.id}`}>{row.title}</TextLink>,
  },
  { key: "kind", header: "Kind", cell: (row) => QUESTION_KIND[row.type] },
  { key: "used", header: "Used in", align: "end", cell: (row) => row.usedIn, narrow: "hide" },
  { key: "version", header: "Version", align: "end", cell: (row) => row.versionNumber, narrow: "hide" },
  {
    key: "published",
    header: "Published",
    align: "end",
    cell: (row) => row.publishedAt && <LocalTime at={row.publishedAt.toISOString()} style="date" />,
    narrow: "hide",
  },
  { key: "state", header: "State", cell: (row) => <QuestionState state={row.state} />, narrow: "end" },
];

export default async function QuestionsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams);
  const { q } = params;
  const type = QuestionType.safeParse(params.kind).data;
  const actor = await requireStaff();
  const page = await listLibrary(actor, { search: q, type, ...pageRequest(params) });
  const at = (cursor: object) => href("/questions", { q, kind: type, ...cursor });
  return (
    <>
      <PageHeader
        title="Questions"
        meta="The library that assessments are built from."
        actions={
          canAuthor(actor) && (
            <LinkButton href="/questions/import" tone="primary" icon={plus}>
              Import a question
            </LinkButton>
          )
        }
      />
      <SearchForm
        action="/questions"
        label="Search by title"
        value={q}
        filters={[{ name: "kind", label: "Kind", value: type, options: KINDS, all: "All kinds" }]}
      />
      <Table
        caption="Questions, newest first"
        captionHidden
        columns={COLUMNS}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={<NoQuestions search={q} kind={type} />}
      />
      <Pager
        newerHref={page.newer && at({ newer: page.newer })}
        olderHref={page.older && at({ older: page.older })}
      />
    </>
  );
}

function NoQuestions({ search, kind }: { search?: string; kind?: QuestionType }) {
  if (!search && !kind) {
    return (
      <EmptyState>
        No questions yet. Import one as a zip; each folder of the starter library in “content” makes one.
      </EmptyState>
    );
  }
  const filter = [kind && QUESTION_KIND[kind].toLowerCase(), search && `“${search}”`]
    .filter(Boolean)
    .join(", ");
  return (
    <EmptyState action={<TextLink href="/questions">Show all questions</TextLink>}>
      No question matches {filter}.
    </EmptyState>
  );
}
