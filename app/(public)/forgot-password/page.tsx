import type { Metadata } from "next";
import { recallTry } from "#app/_edge/sign-in.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { requestReset } from "./actions.ts";

export const metadata: Metadata = { title: "Forgot password" };

export default async function ForgotPasswordPage() {
  const { email } = await recallTry();
  return (
    <>
      <PageHeader title="Forgot password" meta="We send you a link with which you choose a new one." />
      <Form action={requestReset}>
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={email}
        />
        <SubmitButton>Send the link</SubmitButton>
      </Form>
      <p className="mt-6">
        In a hurry? <TextLink href="/sign-in/code?again=1">Sign in with a code</TextLink> and skip the
        password.
      </p>
    </>
  );
}
