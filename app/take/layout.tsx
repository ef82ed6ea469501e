import type { Metadata } from "next";
import type { ReactNode } from "react";
import { sessionIfReachable } from "#app/_edge/session.ts";
import { ReportedUser } from "#app/_views/reported-user.tsx";

export const metadata: Metadata = { title: { template: "%s · Assay", default: "Your assessments" } };

/** Everything below is one signed-in candidate's; each page asks for itself who that is. */
export default async function TakeLayout({ children }: { children: ReactNode }) {
  const session = await sessionIfReachable();
  return (
    <>
      {session && <ReportedUser userId={session.userId} />}
      {children}
    </>
  );
}
