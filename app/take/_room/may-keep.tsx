import { env } from "#lib/platform/env.ts";

/**
 * Allows the service worker to keep this page on the device, for this person. A page without it is never kept. Built files
 * of a development server change under their names: of those no page is kept.
 */
export function MayKeep({ userId }: { userId: string }) {
  return env().NODE_ENV === "development" ? null : <meta name="kept-for" content={userId} />;
}
