import type { Metadata } from "next";
import type { ReactNode } from "react";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { ReportedUser } from "#app/_views/reported-user.tsx";
import { PageLanguage } from "#app/_words/page-language.tsx";
import { readLocale } from "#app/_words/server.tsx";

export const metadata: Metadata = { title: { template: "%s · Assay", default: "Assay" } };

/** Everything below is one signed-in candidate's; each page asks for itself who that is. */
export default async function TakeLayout({ children }: { children: ReactNode }) {
  const session = await sessionIfReachable();
  return (
    <>
      <PageLanguage locale={await readLocale()} />
      {session && <ReportedUser userId={session.userId} />}
      {children}
    </>
  );
}
