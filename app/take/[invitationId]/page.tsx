import type { Metadata } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache, type ReactNode } from "react";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { ChoiceField } from "#app/_ui/choice-field.tsx";
import { Form } from "#app/_ui/form.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import type { before } from "#app/_words/en/before.ts";
import { CONTENT_LANGUAGE } from "#app/_words/locales.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { GiveWords, getWords } from "#app/_words/server.tsx";
import { languageName } from "#lib/assessments/languages.ts";
import { agreementId } from "#lib/attempts/agreement/rules.ts";
import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { getPreflight, type Preflight } from "#lib/attempts/queries.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { GRACE_SECONDS } from "#lib/attempts/rules.ts";
import { SignOutLink } from "../_room/sign-out-link.tsx";
import { asksWords, extraSavedWords, planWords, untilWords } from "../_room/words.ts";
import { start } from "./actions.ts";
import { type CheckLanguage, DeviceCheck } from "./device-check.tsx";
import { Practice } from "./practice.tsx";
import { PRACTISED } from "./practised.ts";
import { agreementText, asksForCode, RecordedList, seenByWords } from "./recorded.tsx";
import { TaskList, TaskSection } from "./tasks.tsx";
import { Time } from "./time.tsx";

type Props = { params: Promise<{ invitationId: string }>; searchParams: SearchParams };

/** Asked for by the title and by the page: read once. */
const load = cache(async (invitationId: string) => {
  const actor = await requireCandidate();
  const preflight = await found(inCallersTurn(actor.userId, () => getPreflight(actor, invitationId)));
  return { actor, preflight };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { preflight } = await load((await params).invitationId);
  return { title: (await getWords("before"))("preflightTitle", { title: preflight.title }) };
}

/** Everything one should know before the clock runs. */
export default async function PreflightPage({ params, searchParams }: Props) {
  const { invitationId } = await params;
  const { actor, preflight } = await load(invitationId);
  if (preflight.status === "running") redirect(`/take/attempts/${preflight.attemptId}`);
  if (preflight.status === "submitted" || preflight.status === "closed")
    redirect(`/take/attempts/${preflight.attemptId}/done`);
  const [t, query] = await Promise.all([getWords("before"), readParams(searchParams)]);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take", label: t("title") }}
        title={<span lang={CONTENT_LANGUAGE}>{preflight.title}</span>}
        meta={t("forWhom", { organisation: preflight.organisation })}
      />
      {preflight.status === "ready" ? (
        <Ready
          preflight={preflight}
          t={t}
          refusedPractice={query.practice}
          extraSaved={query.saved === "extra"}
        />
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

/** A check of the device makes a practice of its own: it was begun when its room was opened from here. */
async function hasPractised({ practising, invitationId }: Preflight): Promise<boolean> {
  return practising && (await cookies()).get(PRACTISED)?.value === invitationId;
}

type ReadyProps = Said & { refusedPractice?: string; extraSaved: boolean };

async function Ready({ preflight, t, refusedPractice, extraSaved }: ReadyProps) {
  const { plan, description, invitationId } = preflight;
  const tasks = [
    { id: "time", name: t("time"), status: planWords(plan, t) },
    { id: "device", name: t("deviceTitle"), status: <DeviceStatus preflight={preflight} t={t} /> },
    { id: "practice", name: t("practiceTitle"), status: t("practiceStatus") },
    { id: "recorded", name: t("recordedTitle"), status: t("agreeStatus") },
  ];
  return (
    <>
      {description && (
        <p lang={CONTENT_LANGUAGE} className="mb-8 max-w-prose">
          {description}
        </p>
      )}
      <Facts preflight={preflight} t={t} />
      <Section title={t("tasks")}>
        <TaskList tasks={tasks} label={t("tasks")} />
      </Section>
      <TaskSection id="time" title={t("time")}>
        {extraSaved && (
          <FocusedNotice tone="pass">{extraSavedWords(preflight.ownExtra.percent, t)}</FocusedNotice>
        )}
        <Time preflight={preflight} t={t} />
      </TaskSection>
      <TaskSection id="device" title={t("deviceTitle")}>
        <GiveWords areas={["checks"]}>
          <DeviceCheck
            invitationId={invitationId}
            languages={await checkLanguages(preflight)}
            last={<LastReady preflight={preflight} t={t} />}
          />
        </GiveWords>
      </TaskSection>
      <TaskSection id="practice" title={t("practiceTitle")}>
        <Practice
          invitationId={invitationId}
          begun={await hasPractised(preflight)}
          runs={asksForCode(preflight)}
          refused={refusedPractice}
          t={t}
        />
      </TaskSection>
      <TaskSection id="recorded" title={t("recordedTitle")}>
        <RecordedList whom={preflight} t={t} />
      </TaskSection>
      <Section title={t("endTitle")}>
        <p className="max-w-prose">
          {t(asksForCode(preflight) ? "endText" : "endTextNoRun", { count: GRACE_SECONDS })}
        </p>
      </Section>
      <StartForm preflight={preflight} t={t} />
    </>
  );
}

function DeviceStatus({ preflight: { ready }, t }: Said) {
  if (!ready) return t("deviceNotChecked");
  return rich(t, "deviceChecked", { time: <LocalTime at={ready.at.toISOString()} /> });
}

/** The mark as it stands, with all that is known of it; nothing while there is none. */
function LastReady({ preflight: { ready }, t }: Said) {
  if (!ready) return null;
  const time = <LocalTime at={ready.at.toISOString()} />;
  if (ready.language === null) return rich(t, "deviceLast", { time });
  return rich(t, "deviceLastIn", { time, language: languageName(ready.language) });
}

/** The languages in which something of this assessment can be run, each with whether anybody can run it now. */
async function checkLanguages({ asks }: Preflight): Promise<CheckLanguage[]> {
  const judge = await getJudgeAvailability();
  const ids = [...asks.languages, ...(asks.sql > 0 ? ["sql"] : [])];
  return ids.map((id) => ({ id, name: languageName(id), off: missingFor(judge, id) === "language" }));
}

function StartForm({ preflight, t }: Said) {
  const words = agreementId({ locale: t.locale, text: agreementText(preflight, t) });
  return (
    <div className="mt-10">
      <Form action={start}>
        <input type="hidden" name="invitationId" value={preflight.invitationId} />
        <input type="hidden" name="words" value={words} />
        <ChoiceField
          name="agree"
          type="checkbox"
          legend={t("agreeLegend")}
          shortError={t("agreeShort")}
          options={[{ value: "yes", label: t("agree") }]}
        />
        <div>
          <SubmitButton>{t("start", { count: preflight.plan.totalMinutes })}</SubmitButton>
        </div>
      </Form>
    </div>
  );
}

function Facts({ preflight, t }: Said) {
  const { asks, startBy } = preflight;
  return (
    <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[max-content_1fr]">
      <Fact term={t("startByTerm")}>
        {rich(t, "startByFact", {
          time: <LocalTime at={startBy.toISOString()} />,
          left: untilWords(preflight.now, startBy, t),
        })}
      </Fact>
      <Fact term={t("asked")}>{t("askedFact", { asks: asksWords(asks, t), count: asks.points })}</Fact>
      {asks.languages.length > 0 && (
        <Fact term={t("languages")}>{asks.languages.map(languageName).join(", ")}</Fact>
      )}
      <Fact term={t("inOneGo")}>{t("inOneGoFact")}</Fact>
      <Fact term={t("whoSees")}>{seenByWords(preflight, t)}</Fact>
    </dl>
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
