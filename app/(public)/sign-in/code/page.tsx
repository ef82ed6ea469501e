import type { Metadata } from "next";
import { recallTry } from "#app/_edge/sign-in.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import type { access } from "#app/_words/en/access.ts";
import type { Words } from "#app/_words/message.ts";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { enterCode, requestCode } from "../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("codeTitle") };
}

type Props = { searchParams: Promise<{ again?: string }> };

export default async function CodePage({ searchParams }: Props) {
  const [{ again }, memory, t] = await Promise.all([searchParams, recallTry(), getWords("access")]);
  if (memory.codeSent && memory.email && !again)
    return <EnterCode email={memory.email} at={memory.at} t={t} />;
  return (
    <>
      <PageHeader title={t("codeTitle")} meta={t("codeMeta")} />
      <Form action={requestCode} key={memory.at}>
        <TextField
          name="email"
          label={t("email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={memory.email}
        />
        <SubmitButton>{t("sendCode")}</SubmitButton>
      </Form>
      <p className="mt-6">
        <TextLink href="/sign-in">{t("usePassword")}</TextLink>
      </p>
    </>
  );
}

function EnterCode({ email, at, t }: { email: string; at: number; t: Words<typeof access> }) {
  return (
    <>
      <PageHeader title={t("enterCodeTitle")} meta={t("enterCodeMeta", { email })} />
      <Form action={enterCode} key={at}>
        <TextField
          name="code"
          label={t("code")}
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={20}
          autoFocus
        />
        <SubmitButton>{t("signIn")}</SubmitButton>
      </Form>
      <p className="mt-6">
        {rich(t, "noMail", {
          again: (inside) => <TextLink href="/sign-in/code?again=1">{inside}</TextLink>,
        })}
      </p>
      <p className="mt-3">
        <TextLink href="/sign-in">{t("usePassword")}</TextLink>
      </p>
    </>
  );
}
