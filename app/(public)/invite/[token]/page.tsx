import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getActor } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { formatsOf } from "#app/_ui/format.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { AccountName } from "#app/_views/account-name.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";
import type { Locale } from "#app/_words/locales.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { noteOpened } from "#lib/candidates/acceptance/commands.ts";
import { getInvitation, type InvitationView } from "#lib/candidates/acceptance/queries.ts";
import { SignInToAccept } from "../../sign-in-to-accept.tsx";
import { accept, acceptWithNewPassword, signInAndAccept, useCodeInstead } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("invitation"))("title") };
}

type Props = { params: Promise<{ token: string }> };
type Known = Exclude<InvitationView, { state: "unknown" }>;

const ENDED = ["expired", "revoked", "ended"] as const;
type EndedState = (typeof ENDED)[number];

/** Shows what the link is for. Looking accepts nothing: mail scanners open links. */
export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const actor = await getActor();
  const invitation = await getInvitation(actor, token);
  if (invitation.state === "unknown") return <UnknownLink />;
  if (invitation.state === "yours") redirect(`/take/${invitation.invitationId}`);
  await noteOpened(invitation.invitationId);
  const ended = ENDED.find((state) => state === invitation.state);
  if (ended) return <Closed invitation={invitation} ended={ended} />;
  const t = await getWords("invitation");
  const { orgName: org, assessmentName: assessment } = invitation;
  return (
    <>
      <PageHeader title={t("invites", { org, assessment })} />
      <p className="mb-6">
        {rich(t, "facts", {
          name: invitation.candidateName,
          count: invitation.minutes,
          time: <When at={invitation.expiresAt} locale={t.locale} />,
        })}
      </p>
      <Accept invitation={invitation} token={token} signedInAs={"email" in actor ? actor.email : ""} />
    </>
  );
}

async function UnknownLink() {
  const [t, access] = await Promise.all([getWords("invitation"), getWords("access")]);
  return (
    <>
      <PageHeader title={t("unknownTitle")} />
      <p className="mb-6">
        {t("unknownText")} {t("unknownAccepted")}
      </p>
      <LinkButton tone="primary" href="/sign-in">
        {access("signIn")}
      </LinkButton>
    </>
  );
}

async function Closed({ invitation, ended }: { invitation: Known; ended: EndedState }) {
  const t = await getWords("invitation");
  const values = {
    org: invitation.orgName,
    assessment: invitation.assessmentName,
    time: <When at={invitation.expiresAt} locale={t.locale} />,
    contact: <Contact address={invitation.contactEmail} />,
  };
  return (
    <>
      <PageHeader title={t(`${ended}Title`)} />
      <p>{rich(t, `${ended}Text`, values)}</p>
    </>
  );
}

const Contact = ({ address }: { address: string }) => (
  <a className="link" href={`mailto:${address}`}>
    {address}
  </a>
);

/** In a mail's time zone, not the reader's: the link is opened on any device. */
const When = ({ at, locale }: { at: Date; locale: Locale }) => (
  <time dateTime={at.toISOString()}>{formatsOf(locale).time(at, "datetime", "UTC")}</time>
);

type AcceptProps = { invitation: Known; token: string; signedInAs: string };

async function Accept({ invitation, token, signedInAs }: AcceptProps) {
  const [t, access] = await Promise.all([getWords("invitation"), getWords("access")]);
  switch (invitation.state) {
    case "set_password":
      return <NewAccount email={invitation.email} token={token} />;
    case "confirm":
      return (
        <Form action={accept}>
          <p>{access("signedInAs", { who: signedInAs })}</p>
          <input type="hidden" name="token" value={token} />
          <SubmitButton>{t("accept")}</SubmitButton>
        </Form>
      );
    case "other_account":
      return (
        <div className="grid justify-items-start gap-4">
          <p>
            {t("otherAccount", { email: invitation.email, who: signedInAs })}{" "}
            {rich(t, "wrongAddress", { contact: <Contact address={invitation.contactEmail} /> })}
          </p>
          <SignOutButton tone="primary" returnPath={`/invite/${encodeURIComponent(token)}`}>
            {t("signOutAndBack")}
          </SignOutButton>
        </div>
      );
    default:
      return (
        <SignInToAccept
          why={t(invitation.state === "sign_in_again" ? "whyAgain" : "whySignIn")}
          email={invitation.email}
          token={token}
          signIn={signInAndAccept}
          sendCode={useCodeInstead}
        />
      );
  }
}

async function NewAccount({ email, token }: { email: string; token: string }) {
  const [t, access] = await Promise.all([getWords("invitation"), getWords("access")]);
  return (
    <Form action={acceptWithNewPassword}>
      <p>{t("choosePassword")}</p>
      <AccountName email={email} />
      <PasswordField
        name="password"
        label={access("password")}
        hint={access("passwordHint")}
        autoComplete="new-password"
      />
      <input type="hidden" name="token" value={token} />
      <SubmitButton>{t("setAndContinue")}</SubmitButton>
    </Form>
  );
}
