import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getActor } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { AccountName } from "#app/_views/account-name.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";
import { noteOpened } from "#lib/candidates/acceptance/commands.ts";
import { getInvitation, type InvitationView } from "#lib/candidates/acceptance/queries.ts";
import { SignInToAccept } from "../../sign-in-to-accept.tsx";
import { accept, acceptWithNewPassword, signInAndAccept, useCodeInstead } from "./actions.ts";

export const metadata: Metadata = { title: "Your invitation" };

type Props = { params: Promise<{ token: string }> };
type Known = Exclude<InvitationView, { state: "unknown" }>;

/** Shows what the link is for. Looking accepts nothing: mail scanners open links. */
export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const actor = await getActor();
  const invitation = await getInvitation(actor, token);
  if (invitation.state === "unknown") return <UnknownLink />;
  if (invitation.state === "yours") redirect(`/take/${invitation.invitationId}`);
  await noteOpened(invitation.invitationId);
  const end = ENDS[invitation.state];
  if (end) return <Closed invitation={invitation} {...end} />;
  return (
    <>
      <PageHeader title={`${invitation.orgName} invites you to ${invitation.assessmentName}`} />
      <Facts invitation={invitation} />
      <Accept invitation={invitation} token={token} signedInAs={"email" in actor ? actor.email : ""} />
    </>
  );
}

function UnknownLink() {
  return (
    <>
      <PageHeader title="This link leads to no invitation" />
      <p className="mb-6">
        Part of it may be missing: open it from the mail itself, or copy all of it. Did you accept it before?
        Sign in.
      </p>
      <LinkButton tone="primary" href="/sign-in">
        Sign in
      </LinkButton>
    </>
  );
}

const ENDS: Partial<Record<Known["state"], { title: string; words: string }>> = {
  expired: { title: "The time to start is over", words: "You can ask for more time." },
  revoked: {
    title: "This invitation was taken back",
    words: "A newer mail from them may hold another link.",
  },
  ended: { title: "Your access was ended", words: "Trying again will not help. If it is a mistake, say so." },
};

function Closed({ invitation, title, words }: { invitation: Known; title: string; words: string }) {
  return (
    <>
      <PageHeader title={title} />
      <p>
        {invitation.orgName} invited you to {invitation.assessmentName}
        {invitation.state === "expired" && <>, to be started by {when(invitation.expiresAt)}</>}. {words}{" "}
        Write to{" "}
        <a className="link" href={`mailto:${invitation.contactEmail}`}>
          {invitation.contactEmail}
        </a>
        .
      </p>
    </>
  );
}

const when = (at: Date) => (
  <time dateTime={at.toISOString()}>
    {new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at)}{" "}
    UTC
  </time>
);

function Facts({ invitation }: { invitation: Known }) {
  return (
    <p className="mb-6">
      Hello {invitation.candidateName}. It takes {invitation.minutes} minutes in one sitting, in your browser.
      Start by {when(invitation.expiresAt)}; the clock starts when you start, not now.
    </p>
  );
}

function Accept({ invitation, token, signedInAs }: { invitation: Known; token: string; signedInAs: string }) {
  switch (invitation.state) {
    case "set_password":
      return <NewAccount email={invitation.email} token={token} />;
    case "confirm":
      return (
        <Form action={accept}>
          <p>You are signed in as {signedInAs}.</p>
          <input type="hidden" name="token" value={token} />
          <SubmitButton>Accept the invitation</SubmitButton>
        </Form>
      );
    case "other_account":
      return (
        <div className="grid justify-items-start gap-4">
          <p>
            This invitation is for {invitation.email}, and you are signed in as {signedInAs}. Sign out, then
            open this link again. Is it the wrong address? Write to{" "}
            <a className="link" href={`mailto:${invitation.contactEmail}`}>
              {invitation.contactEmail}
            </a>
            .
          </p>
          <SignOutButton tone="primary" returnPath={`/invite/${encodeURIComponent(token)}`}>
            Sign out and come back
          </SignOutButton>
        </div>
      );
    default:
      return (
        <SignInToAccept
          why={
            invitation.state === "sign_in_again"
              ? "You accepted this invitation before. Sign in to go on."
              : "You have an account with this address. Sign in to accept."
          }
          email={invitation.email}
          token={token}
          signIn={signInAndAccept}
          sendCode={useCodeInstead}
        />
      );
  }
}

function NewAccount({ email, token }: { email: string; token: string }) {
  return (
    <Form action={acceptWithNewPassword}>
      <p>Choose a password, so that you can come back.</p>
      <AccountName email={email} />
      <PasswordField
        name="password"
        label="Password"
        hint="At least 8 characters; a few words are easier to keep than signs."
        autoComplete="new-password"
      />
      <input type="hidden" name="token" value={token} />
      <SubmitButton>Set password and continue</SubmitButton>
    </Form>
  );
}
