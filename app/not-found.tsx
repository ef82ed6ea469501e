import type { Metadata } from "next";
import { LinkButton } from "#app/_ui/button.tsx";
import { PageHeader } from "#app/_ui/page-header.tsx";
import { PublicShell } from "#app/_ui/public-shell.tsx";

export const metadata: Metadata = { title: "Not found" };

/** Also what a page says that is not yours: the two read the same. */
export default function NotFound() {
  return (
    <PublicShell>
      <PageHeader title="There is nothing at this address" />
      <p className="mb-6">
        It may have moved, or it belongs to an account you are not signed in to. An invitation opens from its
        own link.
      </p>
      <LinkButton href="/" tone="primary">
        Go to the start
      </LinkButton>
    </PublicShell>
  );
}
