import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import type { HealthEvent } from "#lib/partners/health/queries.ts";

const WORDS: Record<string, string> = {
  "partner.checked": "Checked by hand",
  "partner.muted": "Failure muted",
  "partner.unmuted": "Failure unmuted",
  "partner.degraded": "Most look-ups failed for 15 minutes; Sentry was told",
  "partner.recovered": "Answers came back; Sentry was told",
  "partner.admin_mailed": "Mail to the partner’s admin",
  "partner.created": "Partner added",
  "partner.updated": "Settings changed",
  "partner.disabled": "Switched off",
  "partner.enabled": "Switched on",
};

/** `partner_key.created` reads as “Partner key created”. */
function words(action: string): string {
  const plain = action.replaceAll(/[._]/g, " ");
  return WORDS[action] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

const COLUMNS: Column<HealthEvent>[] = [
  { key: "what", header: "What", cell: ({ action }) => words(action) },
  { key: "who", header: "Who", cell: ({ who }) => who },
  { key: "at", header: "Time", narrow: "end", cell: ({ at }) => <LocalTime at={at.toISOString()} /> },
  {
    key: "details",
    header: "Details",
    narrow: "hide",
    cell: ({ action, data }) =>
      data ? (
        <Disclosure summary="Show">
          <CodeBlock label={`${words(action)}, details`} quiet code={JSON.stringify(data, null, 2)} />
        </Disclosure>
      ) : (
        "–"
      ),
  },
];

/** What was done about this partner, newest first. */
export function History({ events }: { events: HealthEvent[] }) {
  if (events.length === 0) return null;
  return (
    <Section title="History">
      <Disclosure summary={`The last ${events.length === 1 ? "event" : `${events.length} events`}`}>
        <Table
          caption="What was done, newest first"
          captionHidden
          columns={COLUMNS}
          rows={events}
          rowKey={({ id }) => id}
        />
      </Disclosure>
    </Section>
  );
}
