import type { Metadata } from "next";
import { href, pageRequest, readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { canManagePartners } from "#lib/partners/policy.ts";
import { listPartners, type PartnerRow } from "#lib/partners/queries.ts";
import { HealthStatus } from "./health-status.tsx";

export const metadata: Metadata = { title: "Partners" };

const COLUMNS: Column<PartnerRow>[] = [
  {
    key: "name",
    header: "Partner",
    cell: (row) => <TextLink href={`/partners/${row.id}`}>{row.name}</TextLink>,
  },
  {
    key: "health",
    header: "Look-ups, 24 h",
    narrow: "end",
    cell: (row) => <HealthStatus health={row.health} />,
  },
  {
    key: "address",
    header: "Look-up address",
    narrow: "hide",
    cell: (row) => (row.lookupUrl ? new URL(row.lookupUrl).host : "None"),
  },
  {
    key: "keys",
    header: "Live keys",
    align: "end",
    cell: (row) => (
      <>
        {row.liveKeys}
        <span className="sm:hidden">{row.liveKeys === 1 ? " live key" : " live keys"}</span>
      </>
    ),
  },
  {
    key: "used",
    header: "Key last used",
    align: "end",
    narrow: "hide",
    cell: (row) => (row.lastUsedAt ? <LocalTime at={row.lastUsedAt.toISOString()} /> : "Never"),
  },
];

export default async function PartnersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireStaff();
  const page = await listPartners(actor, pageRequest(await readParams(searchParams)));
  const add = canManagePartners(actor, actor.orgId) && (
    <LinkButton href="/partners/new" tone="primary">
      Add a partner
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Partners"
        meta="Services that send you candidates through the API."
        actions={page.rows.length > 0 && add}
      />
      <Table
        caption="Partners, newest first"
        captionHidden
        columns={COLUMNS}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState action={add}>
            No partners yet. A partner gets a key, sends candidates with it, and reads their status and score
            back.
          </EmptyState>
        }
      />
      <Pager
        newerHref={page.newer && href("/partners", { newer: page.newer })}
        olderHref={page.older && href("/partners", { older: page.older })}
      />
    </>
  );
}
