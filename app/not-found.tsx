import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { PublicShell } from "#app/_ui/public-shell.tsx";

import { getWords } from "#app/_words/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("notFound") };
}

/** Also what a page says that is not yours: the two read the same. */
export default async function NotFound() {
  const t = await getWords("access");
  return (
    <PublicShell>
      <PageHeader title={t("notFoundTitle")} />
      <p className="mb-6">{t("notFoundText")}</p>
      <LinkButton href="/" tone="primary">
        {t("toStart")}
      </LinkButton>
    </PublicShell>
  );
}
