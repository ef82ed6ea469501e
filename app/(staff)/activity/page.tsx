import type { Metadata } from "next";
import { found } from "#app/_edge/found.ts";
import { readParams, type SearchParams } from "#app/_edge/search-params.ts";
import { requireStaff } from "#app/_edge/session.ts";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { Tabs } from "#app/_ui/tabs.tsx";
import { AuditTrail } from "./audit-trail.tsx";
import { SignInJournal } from "./sign-in-journal.tsx";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireStaff();
  const params = await readParams(searchParams);
  const changes = params.tab === "changes";
  return (
    <>
      <PageHeader title="Activity" meta="Who signed in or could not, and who changed what." />
      <div className="mb-6">
        <Tabs
          label="Parts of the activity"
          items={[
            { href: "/activity", label: "Sign-ins", current: !changes },
            { href: "/activity?tab=changes", label: "Changes", current: changes },
          ]}
        />
      </div>
      {await found(changes ? AuditTrail({ actor, params }) : SignInJournal({ actor, params }))}
    </>
  );
}
