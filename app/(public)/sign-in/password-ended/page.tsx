import type { Metadata } from "next";
import { requireCandidate } from "#app/_edge/session.ts";
import { recallTry } from "#app/_edge/sign-in.ts";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { getWords } from "#app/_words/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("passwordEndedTitle") };
}

/** After the first proof of the mailbox voided a password: said at once, because the old one will fail from now on. */
export default async function PasswordEndedPage() {
  const [{ email }, { returnPath }, t] = await Promise.all([
    requireCandidate(),
    recallTry(),
    getWords("access"),
  ]);
  return (
    <>
      <PageHeader title={t("passwordEndedTitle")} />
      <p className="mb-4">{t("passwordEndedText")}</p>
      <p className="mb-6">{t("passwordEndedNext", { email })}</p>
      <div className="flex flex-wrap gap-3">
        <LinkButton tone="primary" href={returnPath ?? "/"}>
          {t("goOn")}
        </LinkButton>
        <LinkButton href="/forgot-password">{t("chooseNew")}</LinkButton>
      </div>
    </>
  );
}
