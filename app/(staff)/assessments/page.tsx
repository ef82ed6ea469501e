import type { Metadata } from "next";
import { href, pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatDuration } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { SearchForm } from "#app/_ui/search-form.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { canAuthor } from "#lib/assessments/policy.ts";
import { type AssessmentRow, listAssessments } from "#lib/assessments/queries.ts";

export const metadata: Metadata = { title: "Assessments" };

function stateOf({ publishedAt, versionNumber, hasDraft }: AssessmentRow): string {
  if (!publishedAt) return "Draft";
  return hasDraft ? `Version ${versionNumber}, next one in draft` : `Version ${versionNumber}`;
}

const COLUMNS: Column<AssessmentRow>[] = [
  {
    key: "name",
    header: "Assessment",
    cell: (row) => <TextLink href={`/assessments/${row.id}`}>{row.name}</TextLink>,
  },
  { key: "state", header: "Version", cell: stateOf },
  {
    key: "time",
    header: "Time",
    align: "end",
    cell: (row) => formatDuration(row.durationMinutes * 60),
    narrow: "end",
  },
  { key: "questions", header: "Questions", align: "end", cell: (row) => row.questionCount, narrow: "hide" },
  { key: "points", header: "Points", align: "end", cell: (row) => row.points, narrow: "hide" },
  {
    key: "published",
    header: "Published",
    align: "end",
    cell: (row) => (row.publishedAt ? <LocalTime at={row.publishedAt.toISOString()} style="date" /> : "–"),
    narrow: "hide",
  },
];

export default async function AssessmentsPage({ searchParams }: { searchParams: SearchParams }) {
  const params = await readParams(searchParams);
  const { q } = params;
  const actor = await requireStaff();
  const page = await listAssessments(actor, { search: q, ...pageRequest(params) });
  const at = (cursor: object) => href("/assessments", { q, ...cursor });
  const make = canAuthor(actor) && (
    <LinkButton href="/assessments/new" tone="primary">
      New assessment
    </LinkButton>
  );
  return (
    <>
      <PageHeader title="Assessments" actions={make} />
      <SearchForm action="/assessments" label="Search by name" value={q} />
      <Table
        caption="Assessments, newest first"
        captionHidden
        columns={COLUMNS}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={
          q ? (
            <EmptyState action={<TextLink href="/assessments">Show all assessments</TextLink>}>
              No assessment is called anything like “{q}”.
            </EmptyState>
          ) : (
            <EmptyState
              action={canAuthor(actor) && <TextLink href="/questions">See the question library</TextLink>}
            >
              No assessments yet. One is a list of questions with points and a time limit.
            </EmptyState>
          )
        }
      />
      <Pager
        newerHref={page.newer && at({ newer: page.newer })}
        olderHref={page.older && at({ older: page.older })}
      />
    </>
  );
}
