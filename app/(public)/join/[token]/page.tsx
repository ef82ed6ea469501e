import type { Metadata } from "next";
import { getActor } from "#app/_edge/session.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { AccountName } from "#app/_views/account-name.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";
import type { access as accessArea } from "#app/_words/en/access.ts";
import type { invitation as invitationArea } from "#app/_words/en/invitation.ts";
import type { Words } from "#app/_words/message.ts";
import { getWords } from "#app/_words/server.tsx";
import { getMemberInvite, type MemberInviteView } from "#lib/auth/team/queries.ts";
import { SignInToAccept } from "../../sign-in-to-accept.tsx";
import { join, joinWithNewPassword, signInToJoin, useCodeInstead } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("invitation"))("joinTitle") };
}

type Props = { params: Promise<{ token: string }> };
type Said = { t: Words<typeof invitationArea>; access: Words<typeof accessArea> };
type Ready = Extract<MemberInviteView, { state: "ready" }>;

/** Shows what the link is for. Looking joins nothing: mail scanners open links. */
export default async function JoinPage({ params }: Props) {
  const { token } = await params;
  const actor = await getActor();
  const invite = await getMemberInvite(actor, token);
  const [t, access] = await Promise.all([getWords("invitation"), getWords("access")]);
  const said = { t, access };
  if (invite.state !== "ready") return <Closed invite={invite} {...said} />;
  return (
    <>
      <PageHeader title={t("join", { org: invite.orgName })} />
      <p className="mb-6">{t("asked", { inviter: invite.invitedBy, role: invite.role })}</p>
      <Accept invite={invite} token={token} signedInAs={"email" in actor ? actor.email : ""} {...said} />
    </>
  );
}

function Closed({ invite, t, access }: Said & { invite: Exclude<MemberInviteView, Ready> }) {
  if (invite.state === "unknown") {
    return (
      <>
        <PageHeader title={t("unknownTitle")} />
        <p>{t("unknownText")}</p>
      </>
    );
  }
  const isUsed = invite.state === "used";
  return (
    <>
      <PageHeader title={t(isUsed ? "usedTitle" : "overTitle")} />
      <p className="mb-6">
        {isUsed
          ? t("usedText", { org: invite.orgName })
          : t("overText", { inviter: invite.invitedBy, org: invite.orgName })}
      </p>
      <LinkButton tone="primary" href="/sign-in">
        {access("signIn")}
      </LinkButton>
    </>
  );
}

type AcceptProps = Said & { invite: Ready; token: string; signedInAs: string };

function Accept({ invite, token, signedInAs, t, access }: AcceptProps) {
  const hidden = <input type="hidden" name="token" value={token} />;
  switch (invite.account) {
    case "set_password":
      return (
        <Form action={joinWithNewPassword}>
          <AccountName email={invite.email} />
          <PasswordField
            name="password"
            label={access("password")}
            hint={access("passwordHint")}
            autoComplete="new-password"
          />
          {hidden}
          <SubmitButton>{t("setAndJoin")}</SubmitButton>
        </Form>
      );
    case "you":
    case "you_with_password":
      return (
        <Form action={join}>
          <p>{access("signedInAs", { who: signedInAs })}</p>
          {invite.account === "you_with_password" && (
            <PasswordField
              name="password"
              label={access("newPassword")}
              hint={t("freshPassword")}
              autoComplete="new-password"
            />
          )}
          {hidden}
          <SubmitButton>{t("joinTeam")}</SubmitButton>
        </Form>
      );
    case "somebody_else":
      return (
        <div className="grid justify-items-start gap-4">
          <p>{t("otherAccount", { email: invite.email, who: signedInAs })}</p>
          <SignOutButton tone="primary" returnPath={`/join/${encodeURIComponent(token)}`}>
            {t("signOutAndBack")}
          </SignOutButton>
        </div>
      );
    case "sign_in":
      return (
        <SignInToAccept
          why={t("whyJoin")}
          email={invite.email}
          token={token}
          signIn={signInToJoin}
          sendCode={useCodeInstead}
        />
      );
  }
}
