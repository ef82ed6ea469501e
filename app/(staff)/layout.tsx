import type { ReactNode } from "react";
import { found } from "#app/_edge/found.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { TextLink } from "#app/_ui/button.tsx";
import { StaffShell } from "#app/_ui/staff-shell.tsx";
import { KeptForOne } from "#app/_views/kept-for-one.tsx";
import { ReportedUser } from "#app/_views/reported-user.tsx";
import { SignOutButton } from "#app/_views/sign-out-button.tsx";
import { PageLanguage } from "#app/_words/page-language.tsx";
import { GiveWords } from "#app/_words/server.tsx";
import { hasRole, type StaffActor } from "#lib/auth/actor.ts";
import { getOrganisation } from "#lib/auth/organisation/queries.ts";

/** Only what this reader may open: a place that says "not found" is no place. */
function placesOf(actor: StaffActor) {
  const everyone = [
    { href: "/candidates", label: "Candidates" },
    { href: "/assessments", label: "Assessments" },
    { href: "/questions", label: "Questions" },
    { href: "/partners", label: "Partners" },
    { href: "/team", label: "Team" },
  ];
  const managers = [
    { href: "/activity", label: "Activity" },
    { href: "/outbox", label: "Outbox" },
    { href: "/settings", label: "Settings" },
  ];
  return hasRole(actor, "manager") ? [...everyone, ...managers] : everyone;
}

export default async function StaffLayout({ children }: { children: ReactNode }) {
  const actor = await found(requireStaff());
  const organisation = await getOrganisation(actor);
  return (
    <StaffShell
      home="/candidates"
      items={placesOf(actor)}
      user={{ name: actor.name, organisation: organisation.name }}
      signOut={
        <div className="flex w-full items-center justify-between px-3">
          <SignOutButton className="-ms-3">Sign out</SignOutButton>
          <TextLink href="/sessions">Sessions</TextLink>
        </div>
      }
    >
      <PageLanguage locale="en" />
      <ReportedUser userId={actor.userId} />
      <KeptForOne userId={actor.userId} />
      <GiveWords areas={["kit", "results", "verdicts"]} locale="en">
        {children}
      </GiveWords>
    </StaffShell>
  );
}
