import type { Metadata } from "next";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { LinkButton, TextLink } from "#app/_ui/button.tsx";
import { buttonClass } from "#app/_ui/button-class.ts";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { ForgetRoom } from "#app/_views/forget-room.tsx";
import type { mydata } from "#app/_words/en/mydata.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import { listOf, type Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { getHeld, type Held, type HeldApplication } from "#lib/privacy/held/queries.ts";
import { SignOutLink } from "../_room/sign-out-link.tsx";

type Said = { t: Words<typeof mydata> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("mydata"))("title") };
}

/** What is held about the person who is signed in, and what they can do with it. */
export default async function MyDataPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireCandidate();
  const { busy, withdrew } = await readParams(searchParams);
  const [held, t, before] = await Promise.all([
    inCallersTurn(actor.userId, () => getHeld(actor)),
    getWords("mydata"),
    getWords("before"),
  ]);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      {busy && (
        <Notice tone="warn" className="mb-6" title={t("busy")}>
          {t("busyText")}
        </Notice>
      )}
      {withdrew && <Notice tone="pass" className="mb-6" title={t("withdrawn")} />}
      {withdrew && <ForgetRoom kept={t("keptHere")} />}
      <PageHeader
        back={{ href: "/take", label: before("title") }}
        title={t("title")}
        meta={t("intro", { email: held.email })}
      />
      <Section title={t("heldTitle")}>
        <Account held={held} t={t} />
        <Applications applications={held.applications} t={t} />
        <p className="mt-4 max-w-prose text-muted">{t("whoReads")}</p>
      </Section>
      <Section title={t("downloadTitle")}>
        <div className="grid max-w-prose gap-3">
          <p>{t("downloadText")}</p>
          <p className="text-muted">{t("downloadNot")}</p>
          {/* A plain link: the answer is a file, and nothing of it may be fetched ahead. */}
          <a href="/api/my-data" download className={`${buttonClass("primary")} justify-self-start`}>
            {t("download")}
          </a>
        </div>
      </Section>
      <Withdraw applications={held.applications.filter((row) => row.mayWithdraw)} t={t} />
      <Section title={t("deleteTitle")}>
        <div className="grid max-w-prose gap-3">
          <p>{t("deleteText")}</p>
          <LinkButton href="/take/data/delete" tone="danger" className="justify-self-start">
            {t("deleteStart")}
          </LinkButton>
        </div>
      </Section>
    </CandidateShell>
  );
}

function Account({ held, t }: Said & { held: Held }) {
  const { name, email, since, signIns, signInDays, mails } = held;
  return (
    <dl className="facts">
      <dt>{t("account")}</dt>
      <dd className="wrap-anywhere">
        {rich(t, "accountFact", {
          name,
          email,
          day: <LocalTime at={since.toISOString()} style="date" />,
        })}
      </dd>
      <dt>{t("signIns")}</dt>
      <dd>{t("signInsFact", { count: signIns, days: signInDays })}</dd>
      <dt>{t("mails")}</dt>
      <dd>{t("mailsFact", { count: mails })}</dd>
    </dl>
  );
}

function Applications({ applications, t }: Said & { applications: HeldApplication[] }) {
  if (applications.length === 0) return <p className="mt-4">{t("nothingHeld")}</p>;
  return (
    <ul className="mt-4 divide-y divide-hairline border-y border-hairline">
      {applications.map((row) => (
        <li key={row.invitationId} className="py-3">
          <h3 lang={CONTENT_LANGUAGE} className="font-semibold wrap-anywhere">
            {row.title}
          </h3>
          <p className="text-muted">
            {row.organisation}
            {row.partner && ` · ${t("byPartner", { partner: row.partner })}`} · <Moment row={row} t={t} />
          </p>
          {row.startedAt && <p>{countsIn(row.counts, t)}</p>}
        </li>
      ))}
    </ul>
  );
}

/** The last thing that happened to it. */
function Moment({ row, t }: Said & { row: HeldApplication }) {
  const { withdrewAt, endedAt, submittedAt, startedAt } = row;
  const at = withdrewAt ?? endedAt ?? submittedAt ?? startedAt;
  if (!at) return t("notStarted");
  const key = withdrewAt ? "withdrewOn" : endedAt ? "endedOn" : submittedAt ? "submittedOn" : "startedOn";
  return rich(t, key, { day: <LocalTime at={at.toISOString()} style="date" /> });
}

function countsIn({ answers, revisions, runs, events }: HeldApplication["counts"], t: Said["t"]): string {
  const parts = [
    t("answers", { count: answers }),
    t("revisions", { count: revisions }),
    t("runs", { count: runs }),
    t("events", { count: events }),
  ];
  return listOf(parts, t.locale);
}

function Withdraw({ applications, t }: Said & { applications: HeldApplication[] }) {
  if (applications.length === 0) return null;
  return (
    <Section title={t("withdrawTitle")}>
      <p className="mb-3 max-w-prose">{t("withdrawText")}</p>
      <ul className="grid gap-2">
        {applications.map(({ invitationId, title, organisation }) => (
          <li key={invitationId}>
            <TextLink href={`/take/${invitationId}/withdraw`}>{t("withdrawFrom", { title })}</TextLink>{" "}
            <span className="text-muted">{organisation}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
