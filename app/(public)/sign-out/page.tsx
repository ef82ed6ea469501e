import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";

import { rich } from "#app/_words/rich.ts";
import { getWords } from "#app/_words/server.tsx";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords("access"))("signOut") };
}

export default async function SignOutPage() {
  const [session, t] = await Promise.all([sessionIfReachable(), getWords("access")]);
  if (!session) redirect("/sign-in");
  return (
    <>
      <PageHeader title={t("signOut")} meta={t("signedInAs", { who: session.email })} />
      <SignOutButton tone="primary">{t("signOut")}</SignOutButton>
      <p className="mt-6">
        {rich(t, "otherDevice", { sessions: (inside) => <TextLink href="/sessions">{inside}</TextLink> })}
      </p>
    </>
  );
}
