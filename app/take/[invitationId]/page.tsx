import type { Metadata } from "next";
import { redirect } from "next/navigation";
import type { ReactNode } from "react";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import type { before } from "#app/_words/en/before.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import { getPreflight, type Preflight } from "#lib/attempts/queries.ts";
import { GRACE_SECONDS } from "#lib/attempts/rules.ts";
import { SignOutLink } from "../_room/sign-out-link.tsx";
import { asksWords, planWords, untilWords } from "../_room/words.ts";
import { start } from "./actions.ts";

type Props = { params: Promise<{ invitationId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const preflight = await found(getPreflight(await requireCandidate(), (await params).invitationId));
  return { title: (await getWords("before"))("preflightTitle", { title: preflight.title }) };
}

/** Everything one should know before the clock runs. */
export default async function PreflightPage({ params }: Props) {
  const { invitationId } = await params;
  const actor = await requireCandidate();
  const preflight = await found(getPreflight(actor, invitationId));
  if (preflight.status === "running") redirect(`/take/attempts/${preflight.attemptId}`);
  if (preflight.status === "submitted") redirect(`/take/attempts/${preflight.attemptId}/done`);
  const t = await getWords("before");
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take", label: t("title") }}
        title={<span lang={CONTENT_LANGUAGE}>{preflight.title}</span>}
        meta={t("forWhom", { organisation: preflight.organisation })}
      />
      {preflight.status === "ready" ? (
        <Ready preflight={preflight} t={t} />
      ) : (
        <NotReady preflight={preflight} t={t} />
      )}
    </CandidateShell>
  );
}

type Said = { preflight: Preflight; t: Words<typeof before> };

function NotReady({ preflight, t }: Said) {
  const expired = preflight.status === "expired";
  return (
    <Notice tone="warn" title={t(expired ? "notReadyExpired" : "notReadyEnded")}>
      {t(expired ? "windowOver" : "accessEnded", { contact: preflight.contactEmail })}
    </Notice>
  );
}

function Ready({ preflight, t }: Said) {
  const { plan, asks, points, startBy, description, organisation } = preflight;
  return (
    <>
      {description && (
        <p lang={CONTENT_LANGUAGE} className="mb-8 max-w-prose">
          {description}
        </p>
      )}
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[max-content_1fr]">
        <Fact term={t("time")}>
          {plan.extraPercent > 0 ? t("extraTime", { plan: planWords(plan, t) }) : planWords(plan, t)}
        </Fact>
        <Fact term={t("startByTerm")}>
          {rich(t, "startByFact", {
            time: <LocalTime at={startBy.toISOString()} />,
            left: untilWords(preflight.now, startBy, t),
          })}
        </Fact>
        <Fact term={t("asked")}>{t("askedFact", { asks: asksWords(asks, t), count: points })}</Fact>
        {asks.languages.length > 0 && (
          <Fact term={t("languages")}>{asks.languages.map(languageName).join(", ")}</Fact>
        )}
        <Fact term={t("inOneGo")}>{t("inOneGoFact")}</Fact>
      </dl>
      <Section title={t("recordedTitle")}>
        <ul className="grid max-w-prose list-disc gap-1 ps-6">
          <li>{t("recordedAnswers")}</li>
          <li>{t("recordedPastes")}</li>
          <li>{t("recordedLeaving")}</li>
        </ul>
        <p className="mt-3 max-w-prose">{t("notRecorded", { organisation })}</p>
      </Section>
      <Section title={t("endTitle")}>
        <p className="max-w-prose">{t("endText", { count: GRACE_SECONDS })}</p>
      </Section>
      <form action={start.bind(null, preflight.invitationId)} className="mt-10">
        <SubmitButton tone="primary">{t("start", { count: plan.totalMinutes })}</SubmitButton>
      </form>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="font-medium max-sm:mt-2">{term}</dt>
      <dd className="max-w-prose max-sm:-mt-3">{children}</dd>
    </div>
  );
}
