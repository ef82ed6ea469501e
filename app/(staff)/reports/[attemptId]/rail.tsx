import type { ReactNode } from "react";
import { href } from "#app/_edge/search-params.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { formatDuration } from "#app/_ui/format.ts";
import { LocalTime, UtcDay } from "#app/_ui/local-time.tsx";
import { LookupStatus, lookupSentence } from "#app/_views/lookup-state.tsx";
import { creditNote, eventText, timeNote } from "#lib/review/reports/rules.ts";
import type { ReportView } from "#lib/review/reports/schema.ts";
import { formatCount } from "#lib/review/rules.ts";

/** Beside the questions: time, what the room recorded, and the partner's word. Facts, and nothing of it is a score. */
export function Rail({ report }: { report: ReportView }) {
  const { partner } = report.candidate;
  return (
    <aside aria-label="Time, receipt, recorded events, partner check" className="grid content-start gap-8">
      <Part title="Time">
        <Times report={report} />
        <p className="mt-2 text-13 text-muted">
          Minutes used and the times of events are told on the clock that your team set, so that a candidate’s
          private extra time cannot be read from them.
        </p>
      </Part>
      {report.receipt && (
        <Part title="Receipt">
          <ReceiptFacts receipt={report.receipt} />
        </Part>
      )}
      <Part title="Recorded events">
        <Events report={report} />
        <p className="mt-2 text-13 text-muted">
          {report.agreedOn ? (
            <>
              The candidate agreed to what is recorded on <UtcDay at={report.agreedOn} />.
            </>
          ) : (
            "Started through the API, without an agreement on our page."
          )}
        </p>
      </Part>
      <Part title="Partner check">
        {partner ? (
          <div className="grid gap-1">
            <LookupStatus state={report.candidate.lookupState} />
            <p>{lookupSentence(report.candidate.lookupState, partner.name)}</p>
            {report.candidate.deniedReason && <p>Reason given: {report.candidate.deniedReason}</p>}
            {report.candidate.lookupCheckedAt && (
              <p className="text-13 text-muted">
                Last checked <LocalTime at={report.candidate.lookupCheckedAt.toISOString()} />
              </p>
            )}
          </div>
        ) : (
          <p className="text-muted">Invited by the team, so there is no partner to ask.</p>
        )}
      </Part>
    </aside>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-2 border-b border-line pb-2 font-semibold">{title}</h2>
      {children}
    </section>
  );
}

const BY = {
  candidate: "by the candidate",
  deadline: "by itself, when the time was up",
  withdrawal: "by the end of access",
};

function Times({ report }: { report: ReportView }) {
  return (
    <dl className="facts">
      <dt>Allowed</dt>
      <dd>
        {timeNote(report)}
        {report.sharedExtraTime && (
          <span className="block text-muted">
            The candidate gave themselves this time, and lets you know of it.
          </span>
        )}
      </dd>
      {report.credits.length > 0 && (
        <>
          <dt>Given back</dt>
          <dd>
            <ul>
              {report.credits.map((credit, index) => (
                <li key={index}>{creditNote(credit)}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>Started</dt>
      <dd>
        <UtcDay at={report.startedOn} />
      </dd>
      <dt>Submitted</dt>
      <dd>
        {report.submittedAt ? (
          <>
            <LocalTime at={report.submittedAt.toISOString()} />
            {report.submittedBy && <span className="block text-muted">{BY[report.submittedBy]}</span>}
          </>
        ) : (
          "Not yet"
        )}
      </dd>
    </dl>
  );
}

/** What the candidate has in hand and may quote. */
function ReceiptFacts({ receipt }: { receipt: NonNullable<ReportView["receipt"]> }) {
  const { id, contentHash, keyId } = receipt;
  const facts = [
    ["Number", id],
    ["Fingerprint of the answers (SHA-256)", contentHash],
    ["Key", keyId],
  ] as const;
  return (
    <>
      <dl className="grid gap-2">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt className="text-muted">{term}</dt>
            <dd className="font-mono text-13 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2">
        <TextLink href={href("/verify", { id, hash: contentHash })}>Check this receipt</TextLink>
      </p>
    </>
  );
}

function Events({ report }: { report: ReportView }) {
  const { events, eventCount } = report;
  if (events.length === 0) return <p className="text-muted">Nothing was recorded.</p>;
  return (
    <>
      <p className="mb-2 text-muted">
        The candidate saw the same events, by the time of day. None of it is part of the score.
      </p>
      <ol className="grid">
        {events.map((event, index) => (
          <li key={`${event.afterSeconds}-${index}`} className="flex gap-3 border-b border-hairline py-1.5">
            <span className="w-20 shrink-0 text-muted tabular-nums">
              {formatDuration(Math.max(0, event.afterSeconds))}
            </span>
            <span>
              {eventText(event.kind, event.data)}
              {event.question !== null && <span className="text-muted">, question {event.question}</span>}
              {event.note && <span className="mt-1 block wrap-anywhere">Candidate: “{event.note}”</span>}
            </span>
          </li>
        ))}
      </ol>
      {eventCount > events.length && (
        <p className="mt-2 text-muted">
          The first {formatCount(events.length)} of {formatCount(eventCount)}.
        </p>
      )}
    </>
  );
}
