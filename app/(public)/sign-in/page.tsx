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
import { ForgetRoom } from "#app/_views/forget-room.tsx";
import { getWords } from "#app/_words/server.tsx";
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
  const t = await getWords("access");
  switch (await readError(props)) {
    case "access_withdrawn":
      return { title: (await recallTry()).ended ? t("endedTitle") : t("signIn") };
    case "service_unavailable":
      return { title: t("unavailableTitle") };
    case null:
      return { title: t("signIn") };
    default:
      return { title: t("errorSignIn") };
  }
}

export default async function SignInPage(props: Props) {
  const [error, query, memory] = await Promise.all([readError(props), props.searchParams, recallTry()]);
  const returnPath = safeReturnPath(query.callbackUrl, env().appUrl);
  const session = await sessionIfReachable();
  if (session) redirect(returnPath ?? homeOf({ isMember: session.membership !== null }));
  if (error === "access_withdrawn") {
    const { ended } = memory;
    if (ended) return <AccessEnded memory={{ ...memory, ended }} />;
    return <SignInForm error={null} memory={memory} returnPath={returnPath} notice="nothing-tried" />;
  }
  if (error === "service_unavailable") return <ServiceUnavailable memory={memory} returnPath={returnPath} />;
  return <SignInForm error={error} memory={memory} returnPath={returnPath} notice={query.notice} />;
}

/** What a way here may say above the form, by the query's word for it. */
const QUIET_NOTICES = {
  "signed-out": "signedOut",
  "session-ended": "sessionOver",
  "nothing-tried": "nothingTried",
} as const;

function isQuietNotice(notice: unknown): notice is keyof typeof QUIET_NOTICES {
  return typeof notice === "string" && Object.hasOwn(QUIET_NOTICES, notice);
}

type SignInFormProps = {
  error: "invalid_credentials" | "throttled" | null;
  memory: SignInMemory;
  returnPath: string | null;
  notice: string | string[] | undefined;
};

async function SignInForm({ error, memory, returnPath, notice }: SignInFormProps) {
  const t = await getWords("access");
  return (
    <>
      {error && <RetryNotice key={memory.at} error={error} memory={memory} />}
      {!error && notice === "password-changed" && (
        <Notice tone="pass" className="mb-5">
          {t("passwordChanged")}
        </Notice>
      )}
      {!error && isQuietNotice(notice) && <Notice className="mb-5">{t(QUIET_NOTICES[notice])}</Notice>}
      {notice === "signed-out" && <ForgetRoom kept={t("keptHere")} />}
      <PageHeader title={t("signIn")} />
      <Form action={signIn} key={`form-${memory.at}`}>
        <TextField
          name="email"
          label={t("email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={!error}
          defaultValue={memory.email}
        />
        <PasswordField name="password" label={t("password")} autoComplete="current-password" />
        {returnPath && <input type="hidden" name="callbackUrl" value={returnPath} />}
        <SubmitButton name="intent" value="password">
          {t("signIn")}
        </SubmitButton>
        <p className="text-center text-muted">{t("or")}</p>
        <SubmitButton tone="secondary" name="intent" value="code">
          {t("sendCode")}
        </SubmitButton>
      </Form>
      <p className="mt-6">
        <TextLink href="/forgot-password">{t("forgot")}</TextLink>
      </p>
      <Disclosure summary={t("help")} className="mt-3">
        <p>{t("helpText")}</p>
      </Disclosure>
    </>
  );
}
