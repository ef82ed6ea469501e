import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { homeOf, recallTry, type SignInMemory } from "#app/_edge/sign-in.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Disclosure } from "#app/_ui/disclosure.tsx";
import { Form } from "#app/_ui/form.tsx";
import { Notice } from "#app/_ui/notice.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField, TextField } from "#app/_ui/text-field.tsx";
import { safeReturnPath } from "#lib/auth/rules.ts";
import { SIGN_IN_ERRORS, type SignInError } from "#lib/auth/schema.ts";
import { env } from "#lib/platform/env.ts";
import { signIn } from "./actions.ts";
import { AccessEnded, RetryNotice, ServiceUnavailable } from "./refusals.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function readError(props: Props): Promise<SignInError | null> {
  const { error } = await props.searchParams;
  return SIGN_IN_ERRORS.find((known) => known === error) ?? (error ? "invalid_credentials" : null);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  switch (await readError(props)) {
    case "access_withdrawn":
      return { title: "Your access was ended" };
    case "service_unavailable":
      return { title: "We cannot sign you in right now" };
    case null:
      return { title: "Sign in" };
    default:
      return { title: "Error: Sign in" };
  }
}

export default async function SignInPage(props: Props) {
  const [error, query, memory] = await Promise.all([readError(props), props.searchParams, recallTry()]);
  const returnPath = safeReturnPath(query.callbackUrl, env().appUrl);
  const session = await sessionIfReachable();
  if (session) redirect(returnPath ?? homeOf({ isMember: session.membership !== null }));
  if (error === "access_withdrawn") return <AccessEnded memory={memory} />;
  if (error === "service_unavailable") return <ServiceUnavailable memory={memory} returnPath={returnPath} />;
  return <SignInForm error={error} memory={memory} returnPath={returnPath} notice={query.notice} />;
}

type SignInFormProps = {
  error: "invalid_credentials" | "throttled" | null;
  memory: SignInMemory;
  returnPath: string | null;
  notice: string | string[] | undefined;
};

function SignInForm({ error, memory, returnPath, notice }: SignInFormProps) {
  return (
    <>
      {error && <RetryNotice key={memory.at} error={error} memory={memory} />}
      {!error && notice === "password-changed" && (
        <Notice tone="pass" className="mb-5">
          Your password is changed, and every open session was ended. Sign in with the new one.
        </Notice>
      )}
      {!error && notice === "signed-out" && <Notice className="mb-5">You are signed out.</Notice>}
      <PageHeader title="Sign in" />
      <Form action={signIn} key={`form-${memory.at}`}>
        <TextField
          name="email"
          label="E-mail"
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!error}
          defaultValue={memory.email}
        />
        <PasswordField name="password" label="Password" autoComplete="current-password" />
        {returnPath && <input type="hidden" name="callbackUrl" value={returnPath} />}
        <SubmitButton name="intent" value="password">
          Sign in
        </SubmitButton>
        <p className="text-center text-muted">or</p>
        <SubmitButton tone="secondary" name="intent" value="code">
          Send me a code
        </SubmitButton>
      </Form>
      <p className="mt-6">
        <TextLink href="/forgot-password">Forgot password</TextLink>
      </p>
      <Disclosure summary="Help" className="mt-3">
        <p>
          Use the address that your invitation was sent to. No password yet? Open the link in your invitation
          mail: you choose one there. A code by e-mail works without a password, at any time.
        </p>
      </Disclosure>
    </>
  );
}
