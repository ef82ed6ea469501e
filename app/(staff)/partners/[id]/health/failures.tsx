import { TextLink } from "#app/_ui/button.tsx";
import { CodeBlock } from "#app/_ui/code-block.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { formatCount } from "#app/_ui/format.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Section } from "#app/_ui/page-header.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { LookupStatus } from "#app/_views/lookup-state.tsx";
import type { FailureRow, PartnerHealthView } from "#lib/partners/health/queries.ts";
import { failureWords } from "#lib/partners/health/rules.ts";

/** Checks by hand stand beside what candidates' look-ups came to, never among it. */
function countWords({ count, byHand }: FailureRow): string {
  const hands = byHand > 0 ? `${formatCount(byHand)}\u00a0×\u00a0by\u00a0hand` : "";
  const own = count > 0 ? `${formatCount(count)}\u00a0×` : "";
  return [own, hands].filter(Boolean).join(", ");
}

const COLUMNS: Column<FailureRow>[] = [
  { key: "means", header: "Failure", cell: ({ kind }) => failureWords(kind).means },
  {
    key: "count",
    header: "Count",
    align: "end",
    narrow: "end",
    cell: countWords,
  },
  { key: "candidates", header: "Candidates", align: "end", narrow: "hide", cell: (row) => row.candidates },
  {
    key: "last",
    header: "Last",
    cell: ({ lastAt }) => <LocalTime at={lastAt.toISOString()} />,
  },
  { key: "act", header: "Who must act", narrow: "below", cell: ({ kind }) => failureWords(kind).act },
];

type Touched = PartnerHealthView["people"][number];

const PEOPLE: Column<Touched>[] = [
  {
    key: "name",
    header: "Candidate",
    cell: ({ id, name }) => <TextLink href={`/candidates/${id}`}>{name}</TextLink>,
  },
  {
    key: "state",
    header: "Now",
    narrow: "end",
    cell: ({ lookupState }) => <LookupStatus state={lookupState} />,
  },
  { key: "at", header: "Last failure", cell: ({ at }) => <LocalTime at={at.toISOString()} /> },
];

/** What failed, whom it touched, and the evidence. */
export function Failures({ health }: { health: PartnerHealthView }) {
  const { failures, people, affected, lastError } = health;
  if (failures.length === 0) return null;
  return (
    <Section title="Failures">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <Table
          caption="Failures in the last 24 h"
          captionHidden
          columns={COLUMNS}
          rows={failures}
          rowKey={({ kind }) => kind}
        />
        {people.length > 0 && (
          <Disclosure
            summary={`Who is affected: ${formatCount(affected.count)} ${affected.count === 1 ? "candidate" : "candidates"}`}
          >
            <Table
              caption={
                affected.count > people.length
                  ? `The last ${people.length} whom a failure touched; no failure kept them out`
                  : "Whom a failure touched; no failure kept them out"
              }
              columns={PEOPLE}
              rows={people}
              rowKey={({ id }) => id}
            />
          </Disclosure>
        )}
        {lastError && (
          <Disclosure summary="Last raw answer">
            <CodeBlock
              label="Last raw answer, without secrets and bodies"
              code={[
                `at       ${lastError.at.toISOString()}`,
                `kind     ${lastError.kind}`,
                `http     ${lastError.httpStatus ?? "no answer"}`,
                `detail   ${lastError.detail ?? "none"}`,
                `request  ${lastError.requestId ?? "none"}`,
                `asked    ${lastError.by ? `by hand, by ${lastError.by}` : "about a candidate"}`,
              ].join("\n")}
            />
          </Disclosure>
        )}
      </div>
    </Section>
  );
}
