import type { ReactNode } from "react";
import { PublicShell } from "#app/_ui/public-shell.tsx";
import { PageLanguage } from "#app/_words/page-language.tsx";
import { readLocale } from "#app/_words/server.tsx";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <PublicShell>
      <PageLanguage locale={await readLocale()} />
      {children}
    </PublicShell>
  );
}
