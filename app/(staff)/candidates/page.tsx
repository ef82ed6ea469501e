import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { href, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { plus } from "#app/_ui/icons.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { type SearchFilter, SearchForm } from "#app/_ui/search-form.tsx";
import { Table } from "#app/_ui/table.tsx";
import { STATE_OPTIONS } from "#app/_views/score.tsx";
import { canInvite } from "#lib/candidates/policy.ts";
import {
  type CandidatePage,
  type FilterOptions,
  listCandidates,
  listFilterOptions,
} from "#lib/review/candidates/queries.ts";
import { formatCount } from "#lib/review/rules.ts";
import { CandidateFilter } from "#lib/review/schema.ts";
import { candidateColumns } from "./columns.tsx";

export const metadata: Metadata = { title: "Candidates" };

const HOME = "/candidates";

function filtersOf(filter: CandidateFilter, options: FilterOptions): SearchFilter[] {
  const named = (rows: { id: string; name: string }[]) =>
    rows.map((row) => ({ value: row.id, label: row.name }));
  const sources = [
    { value: "invited", label: "Invited by the team" },
    { value: "partner", label: "Sent by any partner" },
    ...named(options.partners),
  ];
  return [
    {
      name: "assessment",
      label: "Assessment",
      value: filter.assessment,
      options: named(options.assessments),
      all: "All assessments",
    },
    { name: "state", label: "State", value: filter.state, options: STATE_OPTIONS, all: "Any state" },
    { name: "source", label: "Source", value: filter.source, options: sources, all: "Any source" },
    {
      name: "sort",
      label: "Order",
      value: filter.sort === "newest" ? undefined : filter.sort,
      options: [{ value: "score", label: "Best score first" }],
      all: "Newest first",
    },
  ];
}

/** The query of the filter in force, without the page of the list. */
function queryOf({ q, assessment, state, source, sort }: CandidateFilter) {
  return { q, assessment, state, source, sort: sort === "newest" ? undefined : sort };
}

/** What narrows the list, each with the address that lifts it. */
function narrowing(filter: CandidateFilter, filters: SearchFilter[]): { words: string; href: string }[] {
  const query = queryOf(filter);
  const lift = (name: string) => href(HOME, { ...query, [name]: undefined });
  const chosen = filters
    .filter((each) => each.value && each.name !== "sort")
    .map((each) => ({
      words: `${each.label}: ${each.options.find((option) => option.value === each.value)?.label ?? "unknown"}`,
      href: lift(each.name),
    }));
  return filter.q ? [{ words: `“${filter.q}”`, href: lift("q") }, ...chosen] : chosen;
}

function Nobody({
  filter,
  filters,
  mayInvite,
}: {
  filter: CandidateFilter;
  filters: SearchFilter[];
  mayInvite: boolean;
}) {
  const narrowed = narrowing(filter, filters);
  if (narrowed.length > 0) {
    return (
      <EmptyState
        action={
          <ul className="flex flex-wrap gap-x-5 gap-y-2">
            {narrowed.map((each) => (
              <li key={each.words}>
                <TextLink href={each.href}>Remove {each.words}</TextLink>
              </li>
            ))}
          </ul>
        }
      >
        No one matches {narrowed.map((each) => each.words).join(" and ")}.
      </EmptyState>
    );
  }
  if (filter.sort === "score") {
    return (
      <EmptyState action={<TextLink href={HOME}>Show the newest first</TextLink>}>
        Nobody has a score yet, so there is nothing to order by it.
      </EmptyState>
    );
  }
  return (
    <EmptyState action={mayInvite && <TextLink href="/candidates/new">Invite the first candidate</TextLink>}>
      Nobody has been invited yet. Whoever you or a partner invite stands here, newest first.
    </EmptyState>
  );
}

function summaryOf(page: CandidatePage, byScore: boolean): string {
  if (page.count === 0) return "";
  const number = `${page.capped ? "More than " : ""}${formatCount(page.count)}`;
  const people = page.count === 1 ? "invitation" : "invitations";
  return `${number} ${people}${byScore ? " with a score" : ""}, ${page.rows.length} shown`;
}

export default async function CandidatesPage({ searchParams }: { searchParams: SearchParams }) {
  const filter = CandidateFilter.parse(await readParams(searchParams));
  const actor = await found(requireStaff());
  const [page, options] = await Promise.all([listCandidates(actor, filter), listFilterOptions(actor)]);
  const filters = filtersOf(filter, options);
  const byScore = filter.sort === "score";
  const query = queryOf(filter);
  const mayInvite = canInvite(actor);
  return (
    <>
      <PageHeader
        title="Candidates"
        actions={
          mayInvite && (
            <LinkButton href="/candidates/new" tone="primary" icon={plus}>
              Invite a candidate
            </LinkButton>
          )
        }
      />
      <SearchForm
        action={HOME}
        label="Search by name, e-mail or receipt number"
        value={filter.q}
        filters={filters}
      />
      <Table
        caption={byScore ? "Candidates with a score, best first" : "Candidates, newest invitation first"}
        captionHidden
        columns={candidateColumns({
          sorted: byScore,
          href: href(HOME, { ...query, sort: byScore ? undefined : "score" }),
        })}
        rows={page.rows}
        rowKey={(row) => row.invitationId}
        empty={<Nobody filter={filter} filters={filters} mayInvite={mayInvite} />}
      />
      <Pager
        summary={summaryOf(page, byScore)}
        newerHref={page.newer ? href(HOME, { ...query, newer: page.newer }) : undefined}
        olderHref={page.older ? href(HOME, { ...query, older: page.older }) : undefined}
        labels={byScore ? { newer: "Higher", older: "Lower" } : undefined}
      />
    </>
  );
}
