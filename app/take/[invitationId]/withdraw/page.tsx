import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { CandidateShell } from "#app/_ui/candidate-shell.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { mydata } from "#app/_words/en/mydata.ts";
import type { Words } from "#app/_words/message.ts";
import { getWords } from "#app/_words/server.tsx";
import { inCallersTurn } from "#lib/attempts/reads/commands.ts";
import { getWithdrawable, type Withdrawable } from "#lib/attempts/withdrawal/queries.ts";
import { MAX_REASON } from "#lib/attempts/withdrawal/schema.ts";
import { SignOutLink } from "../../_room/sign-out-link.tsx";
import { withdraw } from "../../data/actions.ts";

type Props = { params: Promise<{ invitationId: string }> };
type Said = { t: Words<typeof mydata>; found: Withdrawable };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("mydata"))("withdrawTitle") };
}

/** One application ends here, once somebody has read what that means. */
export default async function WithdrawPage({ params }: Props) {
  const { invitationId } = await params;
  const actor = await requireCandidate();
  const [application, t] = await Promise.all([
    found(inCallersTurn(actor.userId, () => getWithdrawable(actor, invitationId))),
    getWords("mydata"),
  ]);
  const { title, organisation, open } = application;
  return (
    <CandidateShell name={actor.name} end={<SignOutLink />}>
      <PageHeader
        back={{ href: "/take/data", label: t("title") }}
        title={open ? t("withdrawHeading", { title }) : t("withdrawOver")}
        meta={open ? t("withdrawFor", { organisation }) : t("withdrawOverText")}
      />
      {open && <Confirm t={t} found={application} />}
    </CandidateShell>
  );
}

function consequences({ t, found: { runningAttemptId, partner, contactEmail } }: Said): string[] {
  return [
    t(runningAttemptId ? "withdrawEndsAttempt" : "withdrawEndsInvitation"),
    t("withdrawTold"),
    ...(partner ? [t("withdrawToldPartner", { partner })] : []),
    t("withdrawKeepsAccount"),
    t("withdrawForGood", { contact: contactEmail }),
  ];
}

function Confirm({ t, found }: Said) {
  return (
    <>
      <ul className="mb-6 grid max-w-prose list-disc gap-2 ps-5">
        {consequences({ t, found }).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Form action={withdraw}>
        <input type="hidden" name="invitationId" value={found.invitationId} />
        <TextField name="reason" label={t("reason")} hint={t("reasonHint")} maxLength={MAX_REASON} optional />
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <SubmitButton tone="danger">{t("withdraw")}</SubmitButton>
          <TextLink href="/take/data">{t("withdrawCancel")}</TextLink>
        </div>
      </Form>
    </>
  );
}
