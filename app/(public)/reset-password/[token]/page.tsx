import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { PasswordField } from "#app/_ui/text-field.tsx";
import { getWords } from "#app/_words/server.tsx";
import { getTokenState } from "#lib/auth/recovery/queries.ts";
import { choosePassword } from "../../forgot-password/actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("resetTitle") };
}

type Props = { params: Promise<{ token: string }> };

export default async function ResetPasswordPage({ params }: Props) {
  const [{ token }, t] = await Promise.all([params, getWords("access")]);
  const state = await getTokenState("password_reset", token);
  if (state !== "ready") {
    return (
      <>
        <PageHeader title={t("linkDead")} />
        <p className="mb-6">{t(state === "used" ? "resetUsedText" : "resetDeadText")}</p>
        <div className="flex flex-wrap gap-3">
          {state === "used" && (
            <LinkButton tone="primary" href="/sign-in">
              {t("signIn")}
            </LinkButton>
          )}
          <LinkButton tone={state === "used" ? "secondary" : "primary"} href="/forgot-password">
            {t("newLink")}
          </LinkButton>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("resetTitle")} meta={t("resetMeta")} />
      <Form action={choosePassword}>
        <input type="hidden" name="token" value={token} />
        <PasswordField
          name="password"
          label={t("newPassword")}
          hint={t("passwordHint")}
          autoComplete="new-password"
        />
        <SubmitButton>{t("setPassword")}</SubmitButton>
      </Form>
    </>
  );
}
