import type { Metadata } from "next";
import { recallTry } from "#app/_edge/sign-in.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { TextField } from "#app/_ui/text-field.tsx";
import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";
import { requestReset } from "./actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("forgot") };
}

export default async function ForgotPasswordPage() {
  const [{ email }, t] = await Promise.all([recallTry(), getWords("access")]);
  return (
    <>
      <PageHeader title={t("forgot")} meta={t("forgotMeta")} />
      <Form action={requestReset}>
        <TextField
          name="email"
          label={t("email")}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={email}
        />
        <SubmitButton>{t("sendLink")}</SubmitButton>
      </Form>
      <p className="mt-6">
        {rich(t, "inAHurry", {
          code: (inside) => <TextLink href="/sign-in/code?again=1">{inside}</TextLink>,
        })}
      </p>
    </>
  );
}
