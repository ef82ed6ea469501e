import type { Metadata } from "next";
import { getActor } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { AccountName } from "#app/_views/account-name.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";
import { getMemberInvite, type MemberInviteView } from "#lib/auth/team/queries.ts";
import { SignInToAccept } from "../../sign-in-to-accept.tsx";
import { join, joinWithNewPassword, signInToJoin, useCodeInstead } from "./actions.ts";

export const metadata: Metadata = { title: "Join a team" };

type Props = { params: Promise<{ token: string }> };
type Ready = Extract<MemberInviteView, { state: "ready" }>;

const NEW_PASSWORD_HINT = "At least 8 characters; a few words are easier to keep than signs.";

/** Shows what the link is for. Looking joins nothing: mail scanners open links. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const actor = await getActor();
  const invite = await getMemberInvite(actor, token);
  if (invite.state !== "ready") return <Closed invite={invite} />;
  return (
    <>
      <PageHeader title={`Join ${invite.orgName}`} />
      <p className="mb-6">
        {invite.invitedBy} asks you to join as {invite.role}.
      </p>
      <Accept invite={invite} token={token} signedInAs={"email" in actor ? actor.email : ""} />
    </>
  );
}

function Closed({ invite }: { invite: Exclude<MemberInviteView, Ready> }) {
  if (invite.state === "unknown") {
    return (
      <>
        <PageHeader title="This link leads to no invitation" />
        <p>Part of it may be missing: open it from the mail itself, or copy all of it.</p>
      </>
    );
  }
  const isUsed = invite.state === "used";
  return (
    <>
      <PageHeader title={isUsed ? "This invitation was used or replaced" : "This invitation is over"} />
      <p className="mb-6">
        {isUsed
          ? `It works once. Did you join ${invite.orgName} with it? Then sign in. Otherwise look for a newer mail.`
          : `It works for a week. Ask ${invite.invitedBy} at ${invite.orgName} for a new one.`}
      </p>
      <LinkButton tone="primary" href="/sign-in">
        Sign in
      </LinkButton>
    </>
  );
}

function Accept({ invite, token, signedInAs }: { invite: Ready; token: string; signedInAs: string }) {
  const hidden = <input type="hidden" name="token" value={token} />;
  switch (invite.account) {
    case "set_password":
      return (
        <Form action={joinWithNewPassword}>
          <AccountName email={invite.email} />
          <PasswordField
            name="password"
            label="Password"
            hint={NEW_PASSWORD_HINT}
            autoComplete="new-password"
          />
          {hidden}
          <SubmitButton>Set password and join</SubmitButton>
        </Form>
      );
    case "you":
    case "you_with_password":
      return (
        <Form action={join}>
          <p>You are signed in as {signedInAs}.</p>
          {invite.account === "you_with_password" && (
            <PasswordField
              name="password"
              label="New password"
              hint={`Staff accounts start with a fresh one; it replaces the old. ${NEW_PASSWORD_HINT}`}
              autoComplete="new-password"
            />
          )}
          {hidden}
          <SubmitButton>Join the team</SubmitButton>
        </Form>
      );
    case "somebody_else":
      return (
        <div className="grid justify-items-start gap-4">
          <p>
            This invitation is for {invite.email}, and you are signed in as {signedInAs}. Sign out, then open
            this link again.
          </p>
          <SignOutButton tone="primary" returnPath={`/join/${encodeURIComponent(token)}`}>
            Sign out and come back
          </SignOutButton>
        </div>
      );
    case "sign_in":
      return (
        <SignInToAccept
          why="You have an account with this address. Sign in to join."
          email={invite.email}
          token={token}
          signIn={signInToJoin}
          sendCode={useCodeInstead}
        />
      );
  }
}
