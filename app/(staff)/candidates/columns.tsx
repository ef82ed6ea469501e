import { TextLink } from "#app/_ui/button.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import type { Column } from "#app/_ui/table.tsx";
import { CandidateState, DECISION_WORDS, NoData, scorePair } from "#app/_views/score.tsx";
import type { CandidateRow } from "#lib/review/candidates/queries.ts";
import { standingCell } from "#lib/review/rules.ts";
import { WAITING_WORDS } from "#lib/review/waiting/rules.ts";

/** The score leads to the report; before there is one, a word does. */
function ScoreCell({ row }: { row: CandidateRow }) {
  if (!row.attemptId) return <NoData words="no score" />;
  const scored = row.score && row.score.maxPoints > 0 ? row.score : null;
  return (
    <>
      <TextLink href={`/reports/${row.attemptId}`}>
        {scored ? scorePair(scored) : "Report"}
        <span className="sr-only">
          {scored ? ", report" : ""} on {row.name}
        </span>
      </TextLink>
      {row.waiting && (
        <span className="block text-13 whitespace-nowrap text-muted">{WAITING_WORDS[row.waiting]}</span>
      )}
    </>
  );
}

/** The columns of the list; the score's head carries the order by score. */
export function candidateColumns(score: { sorted: boolean; href: string }): Column<CandidateRow>[] {
  return [
    {
      key: "name",
      header: "Candidate",
      cell: (row) => (
        <>
          <TextLink href={`/candidates/${row.candidateId}`}>{row.name}</TextLink>
          <span className="block text-13 font-normal text-muted max-sm:hidden">
            {row.partner ? `${row.email} · ${row.partner}` : row.email}
          </span>
        </>
      ),
    },
    { key: "assessment", header: "Assessment", cell: (row) => row.assessment },
    { key: "state", header: "State", cell: (row) => <CandidateState status={row.status} /> },
    {
      key: "score",
      header: "Score",
      align: "end",
      narrow: "end",
      cell: (row) => <ScoreCell row={row} />,
      sort: { href: score.href, ...(score.sorted ? { direction: "descending" as const } : {}) },
    },
    {
      key: "standing",
      header: "Standing",
      align: "end",
      narrow: "hide",
      cell: (row) => standingCell(row.standing) || <NoData />,
    },
    {
      key: "submitted",
      header: "Submitted",
      align: "end",
      narrow: "hide",
      cell: (row) =>
        row.submittedAt ? (
          <LocalTime at={row.submittedAt.toISOString()} style="date" />
        ) : (
          <NoData words="not submitted" />
        ),
    },
    {
      key: "decision",
      header: "Decision",
      cell: (row) =>
        row.decision ? (
          <span className="whitespace-nowrap">{DECISION_WORDS[row.decision]}</span>
        ) : (
          <NoData words="none" />
        ),
      narrow: "hide",
    },
  ];
}
