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
import { languageName } from "#lib/assessments/languages.ts";
import { getPreflight, type Preflight } from "#lib/attempts/queries.ts";
import { GRACE_SECONDS } from "#lib/attempts/rules.ts";
import { SignOutLink } from "../_room/sign-out-link.tsx";
import { asksWords, planWords, untilWords } from "../_room/words.ts";
import { start } from "./actions.ts";

type Props = { params: Promise<{ invitationId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const preflight = await found(getPreflight(await requireCandidate(), (await params).invitationId));
  return { title: `${preflight.title} · Before you start` };
}

/** Everything one should know before the clock runs. */
export default async function PreflightPage({ params }: Props) {
  const { invitationId } = await params;
  const actor = await requireCandidate();
  const preflight = await found(getPreflight(actor, invitationId));
  if (preflight.status === "running") redirect(`/take/attempts/${preflight.attemptId}`);
  if (preflight.status === "submitted") redirect(`/take/attempts/${preflight.attemptId}/done`);
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take", label: "Your assessments" }}
        title={preflight.title}
        meta={`For ${preflight.organisation}`}
      />
      {preflight.status === "ready" ? <Ready preflight={preflight} /> : <NotReady preflight={preflight} />}
    </CandidateShell>
  );
}

function NotReady({ preflight }: { preflight: Preflight }) {
  const expired = preflight.status === "expired";
  return (
    <Notice tone="warn" title={expired ? "The last day to start has passed" : "This cannot be started"}>
      {expired ? "The invitation's window is over." : "Your access to this assessment was ended."} If that is
      a mistake, write to {preflight.contactEmail}.
    </Notice>
  );
}

function Ready({ preflight }: { preflight: Preflight }) {
  const { plan, asks, points, startBy, description, organisation } = preflight;
  return (
    <>
      {description && <p className="mb-8 max-w-prose">{description}</p>}
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-[max-content_1fr]">
        <Fact term="Time">
          {planWords(plan)}
          {plan.extraPercent > 0 && <> – your extra time is in it, and is not shown to reviewers</>}
        </Fact>
        <Fact term="Start by">
          <LocalTime at={startBy.toISOString()} /> ({untilWords(preflight.now, startBy)}). Once started, you
          have the whole time, also past that moment.
        </Fact>
        <Fact term="What is asked">
          {asksWords(asks)}, {points} points in all
        </Fact>
        {asks.languages.length > 0 && (
          <Fact term="Languages">{asks.languages.map(languageName).join(", ")}</Fact>
        )}
        <Fact term="In one go">
          The clock cannot be paused. Closing the page or losing the network does not lose work: what you type
          is saved as you type, and you can come back while time is left.
        </Fact>
      </dl>
      <Section title="What is recorded">
        <ul className="grid max-w-prose list-disc gap-1 ps-6">
          <li>Your answers, each time they are saved, with the time.</li>
          <li>Pasting more than a few words: when, and how many characters; not from where.</li>
          <li>Leaving this page for another tab or window and coming back, and losing the connection.</li>
        </ul>
        <p className="mt-3 max-w-prose">
          No camera, no microphone, no screen recording. In the room you see each event as it is recorded.
          People at {organisation} read it beside your answers; it is never a score.
        </p>
      </Section>
      <Section title="How it ends">
        <p className="max-w-prose">
          When you submit, or when the time is over: then what is saved is submitted for you within{" "}
          {GRACE_SECONDS} seconds. What counts is the last saved answer to each question, whether or not you
          ran it.
        </p>
      </Section>
      <form action={start.bind(null, preflight.invitationId)} className="mt-10">
        <SubmitButton tone="primary">Start the {plan.totalMinutes} minutes</SubmitButton>
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
