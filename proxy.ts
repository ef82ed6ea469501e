import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, NONCE_HEADER, originOf } from "#app/_edge/content-security-policy.ts";
import { requestIdOf } from "#app/_edge/problem.ts";
import { PATH_HEADER, REQUEST_ID_HEADER } from "#app/_edge/request.ts";
import { env } from "#lib/platform/env.ts";

/**
 * Gives every page its Content-Security-Policy. Next reads the nonce from the request's copy of the header
 * and puts it on its own scripts; pages that need it (the editor) read `x-nonce`.
 * It authorises nothing: that happens in the query or command that a page calls.
 */
export function proxy(request: NextRequest): NextResponse {
  const { NODE_ENV, NEXT_PUBLIC_SENTRY_DSN, appUrl } = env();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    development: NODE_ENV === "development",
    secure: appUrl.startsWith("https://"),
    reportOrigin: originOf(NEXT_PUBLIC_SENTRY_DSN),
  });
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(REQUEST_ID_HEADER, requestIdOf(request));
  // A page cannot see its own address; sign-in leads back to it.
  headers.set(PATH_HEADER, `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

export const config = {
  // Pages only: on /api it would cost a third of the throughput and guard nothing. Router prefetches hold no HTML.
  matcher: [
    {
      source: "/((?!api/|_next/static|_next/image|icon\\.svg|favicon\\.ico).*)",
      missing: [{ type: "header", key: "next-router-prefetch" }],
    },
  ],
};
