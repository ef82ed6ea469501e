import { env } from "#lib/platform/env.ts";
import { DomainError } from "#lib/platform/errors.ts";

/**
 * Whether a request that rides on the session cookie comes from our own pages. Browsers say so themselves
 * (Sec-Fetch-Site; else Origin on every POST, PUT and DELETE); a request with neither is no browser's, so no page of
 * somebody else's can have sent it.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = request.headers.get("origin");
  if (!origin) return true;
  if (!URL.canParse(origin)) return false;
  return origin === new URL(env().appUrl).origin || new URL(origin).host === request.headers.get("host");
}

/** @throws DomainError forbidden for a request from somebody else's page. */
export function assertSameOrigin(request: Request): void {
  if (!isSameOrigin(request))
    throw new DomainError("forbidden", "This address answers only the portal's own pages.");
}
