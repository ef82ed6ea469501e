import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { CopyField } from "#app/_ui/copy-field.tsx";
import { LocalTime } from "#app/_ui/local-time.tsx";
import { PageHeader, Section } from "#app/_ui/page-header.tsx";
import { getSubmitted, type SubmittedView } from "#lib/attempts/queries.ts";
import { LateEdits } from "../../../_room/late-edits.tsx";
import { SignOutLink } from "../../../_room/sign-out-link.tsx";

type Props = { params: Promise<{ attemptId: string }> };

export const metadata: Metadata = { title: "Submitted" };

const ENDED_BY: Record<SubmittedView["submittedBy"], string> = {
  candidate: "You submitted it.",
  deadline: "Time was up, so what you had saved was submitted for you.",
  withdrawal: "Access was ended, so what you had saved was kept as it was.",
};

/** The receipt: the same address for ever. */
export default async function DonePage({ params }: Props) {
  const { attemptId } = await params;
  const actor = await requireCandidate();
  const view = await found(getSubmitted(actor, attemptId));
  if (!view) redirect(`/take/attempts/${attemptId}`);
  const { receipt } = view;
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take", label: "Your assessments" }}
        title="Submitted"
        meta={`${view.title}, for ${view.organisation}`}
      />
      <p className="text-18">
        <LocalTime at={receipt.submittedAt} style="datetime" />
      </p>
      <p className="mt-2">
        {ENDED_BY[view.submittedBy]} {view.answered} of {view.questions}{" "}
        {view.questions === 1 ? "question" : "questions"} answered.
      </p>
      <LateEdits attemptId={view.attemptId} />
      <Section title="Your receipt">
        <div className="grid gap-4">
          <CopyField label="Receipt number" value={receipt.id} />
          <CopyField label="Fingerprint of your answers (SHA-256)" value={receipt.contentHash} />
          <p className="max-w-prose text-muted">
            Signed by us with key {receipt.keyId}. Keep both: together they prove what was handed in, and
            when.
          </p>
        </div>
      </Section>
      <Section title="What happens next">
        <p className="max-w-prose">
          Your code is graded now with tests you have not seen; written answers are read by people.{" "}
          {view.organisation} then gets in touch with you. Questions? Write to{" "}
          <TextLink href={`mailto:${view.contactEmail}`}>{view.contactEmail}</TextLink> and give the receipt
          number.
        </p>
      </Section>
    </CandidateShell>
  );
}
