import type { Metadata } from "next";
import { href, pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { SearchForm } from "#app/_ui/search-form.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { QUESTION_KIND } from "#app/_views/question-words.ts";
import { listQuestions, type QuestionRow } from "#lib/assessments/questions/queries.ts";
import { Definition, QuestionType } from "#lib/assessments/schema.ts";

export const metadata: Metadata = { title: "Questions" };

const KINDS = Definition.options.map(({ shape }) => ({
  value: shape.type.value,
  label: QUESTION_KIND[shape.type.value],
}));

const COLUMNS: Column<QuestionRow>[] = [
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
    cell: (row) => <LocalTime at={row.publishedAt.toISOString()} style="date" />,
    narrow: "end",
  },
];

export default async function QuestionsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams);
  const { q } = params;
  const type = QuestionType.safeParse(params.kind).data;
  const page = await listQuestions(await requireStaff(), { search: q, type, ...pageRequest(params) });
  const at = (cursor: object) => href("/questions", { q, kind: type, ...cursor });
  return (
    <>
      <PageHeader title="Questions" meta="The library that assessments are built from." />
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
        No questions yet. They come from problem packages in the folder “content” and from choice and written
        questions beside them; setting up the portal imports them.
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
