import { TextLink } from "#app/_ui/button.tsx";
import { formatLatency } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { LookupStatus, lookupSentence } from "#app/_views/lookup-state.tsx";
import { NoData } from "#app/_views/score.tsx";
import { lookupWords } from "#lib/auth/activity/rules.ts";
import type { PersonView } from "#lib/review/people/queries.ts";

type Lookup = PersonView["lookups"][number];

/** The journal's words for it, standing alone. */
function answerOf(kind: string): string {
  const words = lookupWords(kind, null);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const COLUMNS: Column<Lookup>[] = [
  { key: "at", header: "Asked", cell: (row) => <LocalTime at={row.at.toISOString()} /> },
  { key: "kind", header: "Outcome", cell: (row) => answerOf(row.kind) },
  {
    key: "status",
    header: "HTTP",
    align: "end",
    cell: (row) => row.httpStatus ?? <NoData words="no answer" />,
  },
  { key: "ms", header: "Took", align: "end", narrow: "end", cell: (row) => formatLatency(row.durationMs) },
];

/** What the partner's service says of this person: the sentence first, the questions put to it below. */
export function PartnerWord({ person, managed }: { person: PersonView; managed: boolean }) {
  const { partner } = person;
  if (!partner) return null;
  return (
    <Section title="Partner check">
      <div className="grid justify-items-start gap-3">
        <LookupStatus state={person.lookupState} />
        <p className="max-w-prose">
          {lookupSentence(person.lookupState, partner.name)}
          {person.lookupCheckedAt && (
            <>
              {" "}
              Last checked <LocalTime at={person.lookupCheckedAt.toISOString()} />.
            </>
          )}
        </p>
        {person.lookups.length > 0 && (
          <Table
            caption="The last look-ups"
            captionHidden
            columns={COLUMNS}
            rows={person.lookups}
            rowKey={(row) => row.id}
          />
        )}
        {managed && <TextLink href={`/partners/${partner.id}`}>See {partner.name}</TextLink>}
      </div>
    </Section>
  );
}
