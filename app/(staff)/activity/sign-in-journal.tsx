import { href, pageRequest } from "#app/_edge/search-params.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { formatLatency } from "#app/_ui/format.ts";
import { ban, check, clock, type IconShapes, wrench, x } from "#app/_ui/icons.ts";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Pager } from "#app/_ui/pager.tsx";
import { SearchForm } from "#app/_ui/search-form.tsx";
import { Status, type StatusTone } from "#app/_ui/status.tsx";
import { type Column, Table } from "#app/_ui/table.tsx";
import { QuestionFacts } from "#app/_views/question-facts.tsx";
import {
  findNearMatches,
  type JournalRow,
  listJournalPartners,
  searchJournal,
} from "#lib/auth/activity/queries.ts";
import { becauseOf, isRequestId, journalSentence, momentWords } from "#lib/auth/activity/rules.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { isId } from "#lib/platform/ids.ts";

const OUTCOMES: Record<JournalRow["outcome"], { icon: IconShapes; tone: StatusTone; word: string }> = {
  signed_in: { icon: check, tone: "pass", word: "Signed in" },
  invalid_credentials: { icon: x, tone: "fail", word: "Did not match" },
  access_withdrawn: { icon: ban, tone: "fail", word: "Access ended" },
  throttled: { icon: clock, tone: "warn", word: "Asked to wait" },
  service_unavailable: { icon: wrench, tone: "neutral", word: "Our fault" },
};

const isOutcome = (value: string | undefined): value is JournalRow["outcome"] =>
  value !== undefined && Object.hasOwn(OUTCOMES, value);

function sentenceOf(row: JournalRow) {
  return journalSentence({ ...row, who: row.name ?? row.email });
}

const COLUMNS: Column<JournalRow>[] = [
  {
    key: "who",
    header: "Person",
    cell: (row) => (
      <>
        {row.name ?? row.email}
        {row.name && <span className="block text-13 font-normal text-muted">{row.email}</span>}
      </>
    ),
  },
  { key: "at", header: "Time", cell: (row) => <LocalTime at={row.at.toISOString()} /> },
  {
    key: "outcome",
    header: "Outcome",
    narrow: "end",
    cell: (row) => {
      const { icon, tone, word } = OUTCOMES[row.outcome];
      return (
        <Status icon={icon} tone={tone}>
          {word}
        </Status>
      );
    },
  },
  {
    key: "why",
    header: "Why",
    narrow: "below",
    cell: (row) => (
      <div className="grid sm:gap-1 sm:py-1">
        {becauseOf(sentenceOf(row), row.ended)}
        <Evidence row={row} />
      </div>
    ),
  },
  { key: "took", header: "Took", align: "end", narrow: "hide", cell: (row) => formatLatency(row.durationMs) },
];

function Evidence({ row }: { row: JournalRow }) {
  const { reason, partner, lookup, lookupMs, lookupDetail, ended, requestId, ip, userAgent } = row;
  const asked = lookup && `${lookup}${lookupMs === null ? "" : ` after ${lookupMs}\u00a0ms`}`;
  return (
    <Disclosure summary="Evidence">
      <QuestionFacts
        facts={[
          { name: "Request", value: <code>{requestId}</code> },
          { name: "Reason", value: <code>{reason}</code> },
          { name: "Partner", value: partner ?? "None" },
          { name: "Look-up", value: asked ?? "Nobody was asked" },
          ...(lookupDetail ? [{ name: "Answer", value: lookupDetail }] : []),
          ...(ended ? [{ name: "Ended", value: momentWords(ended.at) }] : []),
          { name: "Address", value: ip ?? "–" },
          { name: "Browser", value: userAgent ?? "–" },
        ]}
      />
    </Disclosure>
  );
}

type SignInJournalProps = { actor: Actor; params: Partial<Record<string, string>> };

/** One search answers why somebody cannot sign in: the sentence first, then the rows it comes from. */
export async function SignInJournal({ actor, params }: SignInJournalProps) {
  const { q } = params;
  const outcome = isOutcome(params.outcome) ? params.outcome : undefined;
  const partnerId = isId(params.partner) ? params.partner : undefined;
  const [page, partners] = await Promise.all([
    searchJournal(actor, { search: q, outcome, partnerId, ...pageRequest(params) }),
    listJournalPartners(actor),
  ]);
  const query = { q, outcome, partner: partnerId };
  const near = q && page.rows.length === 0 ? await findNearMatches(actor, q) : [];
  const latest = page.rows[0];
  return (
    <>
      <SearchForm
        action="/activity"
        label="Name, e-mail or request id"
        value={q}
        filters={[
          {
            name: "outcome",
            label: "Outcome",
            value: outcome,
            all: "Any outcome",
            options: Object.entries(OUTCOMES).map(([value, { word }]) => ({ value, label: word })),
          },
          {
            name: "partner",
            label: "Partner asked, or that ended it",
            value: partnerId,
            all: "Any partner",
            options: partners.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
      />
      {q && latest && !page.newer && <Answer row={latest} />}
      <Table
        caption="Tries to sign in, newest first"
        captionHidden
        columns={COLUMNS}
        rows={page.rows}
        rowKey={(row) => row.id}
        empty={<NoTries search={q} near={near} narrowed={outcome !== undefined || partnerId !== undefined} />}
      />
      <Pager
        newerHref={page.newer && href("/activity", { ...query, newer: page.newer })}
        olderHref={page.older && href("/activity", { ...query, older: page.older })}
      />
    </>
  );
}

/** What happened, when and why in one sentence; whatever follows only adds to it. */
function Answer({ row }: { row: JournalRow }) {
  const { happened, cause, more } = sentenceOf(row);
  return (
    <p className="mb-6 max-w-prose text-18">
      {happened} at <LocalTime at={row.at.toISOString()} />
      {cause && `: ${cause}`}. {more}
    </p>
  );
}

type NoTriesProps = { search?: string; near: { name: string; email: string }[]; narrowed: boolean };

function NoTries({ search, near, narrowed }: NoTriesProps) {
  if (narrowed) {
    const all = search ? href("/activity", { q: search }) : "/activity";
    return (
      <EmptyState action={<TextLink href={all}>Show every outcome and partner</TextLink>}>
        No try matches the outcome and partner that you chose.
      </EmptyState>
    );
  }
  if (!search) return <EmptyState>Nobody has tried to sign in yet.</EmptyState>;
  const all = <TextLink href="/activity">Show all sign-ins</TextLink>;
  if (isRequestId(search)) {
    return (
      <EmptyState action={all}>
        No try of a person of yours has the reference “{search}”. A try at an address that you do not know
        stands in no team's journal, and while the database was away nothing could be written: look for the
        reference in the server's log and, if it is set up, in Sentry.
      </EmptyState>
    );
  }
  return (
    <EmptyState action={all}>
      No account of yours signed in with “{search}”. A try with a mistyped address stands in no team's
      journal. Are they using the address that they were invited with?
      {near.length > 0 && " Did you mean "}
      {near.map(({ name, email }, index) => (
        <span key={email}>
          {index > 0 && ", "}
          <TextLink href={href("/activity", { q: email })}>
            {name} ({email})
          </TextLink>
        </span>
      ))}
      {near.length > 0 && "?"}
    </EmptyState>
  );
}
