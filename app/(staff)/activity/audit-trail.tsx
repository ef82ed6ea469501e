import { href } from "#app/_edge/search-params.ts";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import type { Actor } from "#lib/auth/actor.ts";
import { type AuditRow, listAuditEvents } from "#lib/auth/changes/queries.ts";
import { changeReason, changeWords } from "#lib/auth/changes/rules.ts";

const COLUMNS: Column<AuditRow>[] = [
  {
    key: "action",
    header: "What",
    cell: (row) => {
      const reason = changeReason(row);
      return (
        <>
          {changeWords(row)}
          {reason && <span className="block text-13 font-normal text-muted">Reason: {reason}</span>}
        </>
      );
    },
  },
  { key: "who", header: "Who", cell: (row) => row.who },
  { key: "at", header: "Time", cell: (row) => <LocalTime at={row.at.toISOString()} /> },
  {
    key: "details",
    header: "Details",
    narrow: "below",
    cell: (row) => (
      <Disclosure summary="Show" className="min-w-20">
        <CodeBlock
          label={`${changeWords(row)}, details`}
          quiet
          code={JSON.stringify(
            {
              action: row.action,
              subject: row.subject,
              id: row.subjectId,
              data: row.data ?? undefined,
              requestId: row.requestId ?? undefined,
            },
            null,
            2,
          )}
        />
      </Disclosure>
    ),
  },
];

/** A bigint of PostgreSQL: at most 19 digits. */
function cursor(text: string | undefined): bigint | undefined {
  return text && /^\d{1,18}$/.test(text) ? BigInt(text) : undefined;
}

type AuditTrailProps = { actor: Actor; params: Partial<Record<string, string>> };

/** What was changed, by whom, when. Rows are never altered or removed: each carries a hash over the one before. */
export async function AuditTrail({ actor, params }: AuditTrailProps) {
  const newer = cursor(params.newer);
  const older = cursor(params.older);
  const page = await listAuditEvents(actor, newer === undefined ? { older } : { newer });
  const at = (query: { newer?: bigint; older?: bigint }) =>
    href("/activity", { tab: "changes", newer: query.newer?.toString(), older: query.older?.toString() });
  return (
    <>
      <Table
        caption="Changes, newest first"
        captionHidden
        columns={COLUMNS}
        rows={page.rows}
        rowKey={(row) => row.id.toString()}
        empty={<EmptyState>Nothing was changed yet.</EmptyState>}
      />
      <Pager
        newerHref={page.newer !== undefined ? at({ newer: page.newer }) : undefined}
        olderHref={page.older !== undefined ? at({ older: page.older }) : undefined}
      />
    </>
  );
}
