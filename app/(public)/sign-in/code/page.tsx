import type { Metadata } from "next";
import { recallTry } from "#app/_edge/sign-in.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { enterCode, requestCode } from "../actions.ts";

export const metadata: Metadata = { title: "Sign in with a code" };

type Props = { searchParams: Promise<{ again?: string }> };

export default async function CodePage({ searchParams }: Props) {
  const [{ again }, memory] = await Promise.all([searchParams, recallTry()]);
  if (memory.codeSent && memory.email && !again) return <EnterCode email={memory.email} at={memory.at} />;
  return (
    <>
      <PageHeader
        title="Sign in with a code"
        meta="We send 8 digits to your address. No password is needed."
      />
      <Form action={requestCode} key={memory.at}>
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={memory.email}
        />
        <SubmitButton>Send me a code</SubmitButton>
      </Form>
      <p className="mt-6">
        <TextLink href="/sign-in">Use a password</TextLink>
      </p>
    </>
  );
}

function EnterCode({ email, at }: { email: string; at: number }) {
  return (
    <>
      <PageHeader
        title="Enter the code"
        meta={`If ${email} has an account, a mail with 8 digits is on its way. It works in this browser for 10 minutes.`}
      />
      <Form action={enterCode} key={at}>
        <TextField
          name="code"
          label="Code"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={20}
          autoFocus
        />
        <SubmitButton>Sign in</SubmitButton>
      </Form>
      <p className="mt-6">
        No mail after two minutes? Look in the spam folder, or{" "}
        <TextLink href="/sign-in/code?again=1">send another</TextLink>. Is it the address you were invited
        with?
      </p>
      <p className="mt-3">
        <TextLink href="/sign-in">Use a password</TextLink>
      </p>
    </>
  );
}
