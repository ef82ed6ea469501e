import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Also what a page says that is another team's, or for another role: they all read the same. */
export default function StaffNotFound() {
  return (
    <>
      <PageHeader title="There is nothing here" />
      <p className="mb-6 max-w-prose">
        It may have been removed, or it is not yours to see. Owners and managers see more than reviewers do.
      </p>
      <LinkButton href="/candidates" tone="primary">
        Go to the candidates
      </LinkButton>
    </>
  );
}
