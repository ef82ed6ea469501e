import type { Metadata } from "next";
import { requireCandidate } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { timeLeft } from "#app/_views/timer-rules.ts";
import { type InvitationRow, listInvitations } from "#lib/attempts/queries.ts";
import { SignOutLink } from "./_room/sign-out-link.tsx";
import { planWords, untilWords } from "./_room/words.ts";

export const metadata: Metadata = { title: "Your assessments" };

/** What one is invited to; what runs is on top. */
export default async function DashboardPage() {
  const actor = await requireCandidate();
  const { now, rows } = await listInvitations(actor);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader title="Your assessments" />
      {rows.length === 0 ? (
        <EmptyState>
          Nothing here for {actor.email}. An invitation belongs to the address it was sent to. Invited
          elsewhere? Open the link in that mail.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {rows.map((row) => (
            <li
              key={row.invitationId}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5"
            >
              <div className="min-w-0 flex-1 basis-64">
                <h2 className="text-18 font-semibold wrap-anywhere">{row.title}</h2>
                <p className="text-muted">
                  {row.organisation} · {planWords(row.plan)}
                </p>
                <p>
                  <RowState row={row} now={now} />
                </p>
              </div>
              <RowAction row={row} />
            </li>
          ))}
        </ul>
      )}
    </CandidateShell>
  );
}

function RowState({ row, now }: { row: InvitationRow; now: Date }) {
  switch (row.status) {
    case "ready":
      return (
        <>
          Start by <LocalTime at={row.startBy.toISOString()} /> ({untilWords(now, row.startBy)})
        </>
      );
    case "running":
      return (
        <strong className="font-semibold">
          {timeLeft((row.deadlineAt ?? now).getTime() - now.getTime())}. The clock is running.
        </strong>
      );
    case "submitted":
      return <>Submitted {row.submittedAt && <LocalTime at={row.submittedAt.toISOString()} />}</>;
    case "expired":
      return (
        <span className="text-muted">
          The last day to start was <LocalTime at={row.startBy.toISOString()} style="date" />. Ask{" "}
          {row.contactEmail}.
        </span>
      );
    case "ended":
      return <span className="text-muted">Access was ended. A mistake? Write to {row.contactEmail}.</span>;
  }
}

function RowAction({ row }: { row: InvitationRow }) {
  const name = <span className="sr-only"> {row.title}</span>;
  if (row.status === "ready") {
    return <LinkButton href={`/take/${row.invitationId}`}>Get ready{name}</LinkButton>;
  }
  if (row.status === "running") {
    return (
      <LinkButton tone="primary" href={`/take/attempts/${row.attemptId}`}>
        Continue{name}
      </LinkButton>
    );
  }
  if (row.status === "submitted") {
    return <LinkButton href={`/take/attempts/${row.attemptId}/done`}>See receipt{name}</LinkButton>;
  }
  return null;
}
