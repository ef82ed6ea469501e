import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { cache } from "react";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { FocusHeading } from "#app/_ui/focus-heading.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { GiveWords, getWords, readLocale } from "#app/_words/server.tsx";
import { getSubmitted, type SubmittedView } from "#lib/attempts/queries.ts";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { env } from "#lib/platform/env.ts";
import { getAfterwards } from "#lib/review/results/queries.ts";
import { LateEdits } from "../../../_room/late-edits.tsx";
import { LateFiles } from "../../../_room/late-files.tsx";
import { Recorded } from "../../../_room/recorded.tsx";
import { shownEvent } from "../../../_room/shown-event.ts";
import { SignOutLink } from "../../../_room/sign-out-link.tsx";
import { HandedInFiles } from "./handed-in-files.tsx";
import { Next } from "./next.tsx";
import { ReceiptActions } from "./receipt-actions.tsx";
import { Result } from "./result.tsx";

type Props = { params: Promise<{ attemptId: string }> };

/** Asked for by the title and by the page: read once. */
const load = cache(async (attemptId: string) => {
  const actor = await requireCandidate();
  const view = await found(inCallersTurn(actor.userId, () => getSubmitted(actor, attemptId)));
  if (!view) redirect(`/take/attempts/${attemptId}`);
  const locale = await readLocale();
  const next = await inCallersTurn(actor.userId, () => getAfterwards(actor, attemptId, locale));
  return { actor, view, next };
});
type Loaded = Awaited<ReturnType<typeof load>>;

/** What became of it, in a word: a withdrawal is no submission. */
function headingOf({ view, next }: Pick<Loaded, "view" | "next">) {
  if (view.submittedBy !== "withdrawal") return "submitted";
  return next.over === "withdrew" ? "withdrew" : "accessEnded";
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [loaded, t] = await Promise.all([load((await params).attemptId), getWords("review")]);
  return { title: t(headingOf(loaded)) };
}

const ENDED_BY = {
  candidate: "byCandidate",
  deadline: "byDeadline",
  withdrawal: "byWithdrawal",
} as const satisfies Record<SubmittedView["submittedBy"], string>;

/** The receipt: the same address for ever. */
export default async function DonePage({ params }: Props) {
  const { attemptId } = await params;
  const { actor, view, next } = await load(attemptId);
  const { receipt, organisation } = view;
  const heading = headingOf({ view, next });
  const [t, afterwards, before, receipts, room] = await Promise.all([
    getWords("review"),
    getWords("afterwards"),
    getWords("before"),
    getWords("receipts"),
    getWords("room"),
  ]);
  // Whole, so that it stands on paper too.
  const check = `${env().appUrl}/verify?${new URLSearchParams({ id: receipt.id, hash: receipt.contentHash })}`;
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <FocusHeading />
      <PageHeader
        back={{ href: "/take", label: before("title") }}
        title={t(heading)}
        meta={t("forWhom", { title: view.title, organisation })}
      />
      <p className="text-18">
        <LocalTime at={receipt.submittedAt} style="datetime" />
      </p>
      <p className="mt-2">
        {t(heading === "withdrew" ? "byOwnWithdrawal" : ENDED_BY[view.submittedBy])}{" "}
        {t("answeredOf", { answered: view.answered, count: view.questions })}
      </p>
      <GiveWords areas={["review"]}>
        <LateEdits attemptId={view.attemptId} />
      </GiveWords>
      <GiveWords areas={["files"]}>
        <LateFiles attemptId={view.attemptId} />
      </GiveWords>
      {heading === "submitted" && <Result result={next.result} organisation={organisation} t={afterwards} />}
      <Next next={next} organisation={organisation} contactEmail={view.contactEmail} t={afterwards} />
      <Section title={t("receipt")}>
        <div className="grid gap-4">
          <CopyField label={t("receiptNumber")} value={receipt.id} />
          <CopyField label={t("fingerprint")} value={receipt.contentHash} />
          <p className="max-w-prose text-muted">{t("signedWith", { key: receipt.keyId })}</p>
          <GiveWords areas={["receipts"]}>
            <ReceiptActions receipt={receipt} />
          </GiveWords>
          <p className="max-w-prose">
            {receipts("proof")} <TextLink href={check}>{receipts("checkIt")}</TextLink>
          </p>
        </div>
      </Section>
      <HandedInFiles actor={actor} attemptId={view.attemptId} />
      <GiveWords areas={["room", "refusals"]}>
        <Section title={room("recordedTitle")}>
          <Recorded
            attemptId={view.attemptId}
            events={view.events.map(shownEvent)}
            credits={view.credits}
            mayNote={!view.graded}
          />
        </Section>
      </GiveWords>
    </CandidateShell>
  );
}
