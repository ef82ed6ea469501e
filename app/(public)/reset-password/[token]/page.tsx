import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { getTokenState } from "#lib/auth/recovery/queries.ts";
import { choosePassword } from "../../forgot-password/actions.ts";

export const metadata: Metadata = { title: "Choose a new password" };

type Props = { params: Promise<{ token: string }> };

export default async function ResetPasswordPage({ params }: Props) {
  const { token } = await params;
  if ((await getTokenState("password_reset", token)) !== "ready") {
    return (
      <>
        <PageHeader title="This link does not work any more" />
        <p className="mb-6">It works once, for an hour. Your password is as it was.</p>
        <LinkButton tone="primary" href="/forgot-password">
          Send a new link
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader
        title="Choose a new password"
        meta="It ends every session that is open now, on every device."
      />
      <Form action={choosePassword}>
        <input type="hidden" name="token" value={token} />
        <PasswordField
          name="password"
          label="New password"
          hint="At least 8 characters; a few words are easier to keep than signs."
          autoComplete="new-password"
        />
        <SubmitButton>Set the password</SubmitButton>
      </Form>
    </>
  );
}
