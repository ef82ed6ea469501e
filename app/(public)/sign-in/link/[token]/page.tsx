import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { Form } from "#app/_ui/form.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SubmitButton } from "#app/_ui/submit-button.tsx";
import { getWords } from "#app/_words/server.tsx";
import { getTokenState } from "#lib/auth/recovery/queries.ts";
import { followLink } from "../../actions.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("linkTitle") };
}

type Props = { params: Promise<{ token: string }> };

/** Shows a button; only pressing it spends the link, because mail scanners open links. */
export default async function LinkPage({ params }: Props) {
  const [{ token }, t] = await Promise.all([params, getWords("access")]);
  if ((await getTokenState("sign_in_link", token)) !== "ready") {
    return (
      <>
        <PageHeader title={t("linkDead")} />
        <p className="mb-6">{t("linkDeadText")}</p>
        <LinkButton tone="primary" href="/sign-in/code?again=1">
          {t("sendCode")}
        </LinkButton>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("linkHere")} meta={t("linkHereMeta")} />
      <Form action={followLink}>
        <input type="hidden" name="token" value={token} />
        <SubmitButton>{t("signIn")}</SubmitButton>
      </Form>
    </>
  );
}
