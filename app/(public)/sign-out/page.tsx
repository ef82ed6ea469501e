import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";

export const metadata: Metadata = { title: "Sign out" };

export default async function SignOutPage() {
  const session = await sessionIfReachable();
  if (!session) redirect("/sign-in");
  return (
    <>
      <PageHeader title="Sign out" meta={`You are signed in as ${session.email}.`} />
      <SignOutButton tone="primary" />
      <p className="mt-6">
        On another device too? See <TextLink href="/sessions">where you are signed in</TextLink>.
      </p>
    </>
  );
}
