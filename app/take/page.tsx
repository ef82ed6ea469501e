import type { Metadata } from "next";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { EmptyState } from "#app/_ui/empty-state.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import { timeLeft } from "#app/_views/timer-rules.ts";
import type { before } from "#app/_words/en/before.ts";
import type { clock as clockArea } from "#app/_words/en/clock.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { type InvitationRow, listInvitations } from "#lib/attempts/queries.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { SignOutLink } from "./_room/sign-out-link.tsx";
import { asksWords, extraSavedWords, planWords, untilWords } from "./_room/words.ts";
import { seenByWords } from "./[invitationId]/recorded.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("before"))("title") };
}

/** What one is invited to; what runs is on top. */
export default async function DashboardPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireCandidate();
  const [{ now, rows }, t, clock, { saved }] = await Promise.all([
    inCallersTurn(actor.userId, () => listInvitations(actor)),
    getWords("before"),
    getWords("clock"),
    readParams(searchParams),
  ]);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      {saved === "extra" && (
        <FocusedNotice tone="pass">{extraSavedWords(rows[0]?.ownExtra.percent ?? 0, t)}</FocusedNotice>
      )}
      <PageHeader title={t("title")} actions={<ExtraTimeLink percent={rows[0]?.ownExtra.percent} t={t} />} />
      {rows.length === 0 ? (
        <EmptyState>{t("empty", { email: actor.email })}</EmptyState>
      ) : (
        <ul className="divide-y divide-hairline border-y border-hairline">
          {rows.map((row) => (
            <li
              key={row.invitationId}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-5"
            >
              <div className="min-w-0 flex-1 basis-64">
                <h2 lang={CONTENT_LANGUAGE} className="text-18 font-semibold wrap-anywhere">
                  {row.title}
                </h2>
                <p className="text-muted">
                  {row.organisation} · {planWords(row.plan, t)}
                </p>
                <p>
                  <RowState row={row} now={now} t={t} clock={clock} />
                </p>
                {row.status === "ready" && <Before row={row} t={t} />}
              </div>
              <RowAction row={row} t={t} />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-8">
        <TextLink href="/take/data">{t("myData")}</TextLink>
      </p>
    </CandidateShell>
  );
}

type Said = { row: InvitationRow; t: Words<typeof before> };

function RowState({ row, now, t, clock }: Said & { now: Date; clock: Words<typeof clockArea> }) {
  switch (row.status) {
    case "ready":
      return rich(t, "startBy", {
        time: <LocalTime at={row.startBy.toISOString()} />,
        left: untilWords(now, row.startBy, t),
      });
    case "running":
      return (
        <strong className="font-semibold">
          {t("running", { left: timeLeft((row.deadlineAt ?? now).getTime() - now.getTime(), clock) })}
        </strong>
      );
    case "submitted":
      return rich(t, "submittedAt", {
        time: row.submittedAt && <LocalTime at={row.submittedAt.toISOString()} />,
      });
    case "expired":
      return (
        <span className="text-muted">
          {rich(t, "expired", {
            day: <LocalTime at={row.startBy.toISOString()} style="date" />,
            contact: row.contactEmail,
          })}
        </span>
      );
    case "closed":
    case "ended":
      return (
        <span className="text-muted">
          {row.withdrew ? t("withdrew") : t("ended", { contact: row.contactEmail })}
        </span>
      );
  }
}

/** What it asks and who sees what, before one goes any further. */
function Before({ row, t }: Said) {
  return (
    <>
      <p className="mt-1 max-w-prose text-muted">
        {t("asksShort", { asks: asksWords(row.asks, t) })} {seenByWords(row, t)}
      </p>
      {row.ready && (
        <p>{rich(t, "deviceReady", { day: <LocalTime at={row.ready.at.toISOString()} style="date" /> })}</p>
      )}
    </>
  );
}

/** @param percent of the reader's own extra time; undefined while nobody has invited them. */
function ExtraTimeLink({ percent, t }: { percent: number | undefined; t: Said["t"] }) {
  if (percent === undefined) return null;
  return (
    <TextLink href="/take/extra-time">
      {percent > 0 ? t("extraTimeOn", { percent }) : t("extraTimeLink")}
    </TextLink>
  );
}

const ACTIONS = {
  ready: { word: "getReady", name: "getReadyFor" },
  running: { word: "continue", name: "continueWith" },
  submitted: { word: "seeReceipt", name: "seeReceiptOf" },
  closed: { word: "seeReceipt", name: "seeReceiptOf" },
} as const;

function hrefOf(row: InvitationRow): string {
  if (row.status === "ready") return `/take/${row.invitationId}`;
  const room = `/take/attempts/${row.attemptId}`;
  return row.status === "running" ? room : `${room}/done`;
}

function RowAction({ row, t }: Said) {
  if (row.status === "expired" || row.status === "ended") return null;
  const { word, name } = ACTIONS[row.status];
  return (
    <LinkButton
      tone={row.status === "running" ? "primary" : undefined}
      href={hrefOf(row)}
      aria-label={t(name, { title: row.title })}
    >
      {t(word)}
    </LinkButton>
  );
}
