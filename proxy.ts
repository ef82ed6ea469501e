import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, NONCE_HEADER, originOf } from "#app/_edge/content-security-policy.ts";
import { databaseAwayPage, manyPagesPage } from "#app/_edge/database-away-page.ts";
import { MAX_PAGE_BODY_BYTES } from "#app/_edge/page-body.ts";
import { problem, requestIdOf } from "#app/_edge/problem.ts";
import { PATH_HEADER, REQUEST_ID_HEADER } from "#app/_edge/request.ts";
import { isSameOrigin } from "#app/_edge/same-origin.ts";
import { chooseLocale, LOCALE_COOKIE } from "#app/_words/locales.ts";
import { takePage } from "#lib/attempts/reads/commands.ts";
import { decodeSession, sessionCookieName } from "#lib/auth/session-token.ts";
import { isDatabaseAnswering } from "#lib/observability/readiness.ts";
import { env } from "#lib/platform/env.ts";

/** Pages that say something of use without the database; sign-in has words of its own for it. */
const STANDS_ALONE = /^\/(sign-in|developers)(\/|$)/;

/** Pages that a candidate may ask for again and again. */
const CANDIDATES = /^\/take(\/|$)/;

const needsDatabase = ({ method, nextUrl }: NextRequest): boolean =>
  (method === "GET" || method === "HEAD") && !STANDS_ALONE.test(nextUrl.pathname);

/** An address such as /take/%ff is nobody's, and Next would answer it with an error of ours. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

const isApi = ({ nextUrl }: NextRequest): boolean => nextUrl.pathname.startsWith("/api/");

/** Seconds that this person waits for a page of the candidate's; 0: none. Who is not signed in costs no query there. */
async function surplusOf({ method, nextUrl, cookies }: NextRequest): Promise<number> {
  if (method === "POST" || !CANDIDATES.test(nextUrl.pathname)) return 0;
  const claims = await decodeSession(cookies.get(sessionCookieName())?.value);
  return claims ? takePage(claims.userId) : 0;
}

/** What is answered without looking further; null: the request goes on. */
function refusalOf(request: NextRequest): Response | null {
  const { method, nextUrl, headers } = request;
  if (!isReadable(nextUrl.pathname)) {
    const [code, detail] = ["not_found", "There is nothing at this address."];
    return isApi(request)
      ? problem({ status: 404, title: "Not found", code, detail, requestId: requestIdOf(request) })
      : new Response(detail, { status: 404 });
  }
  if (method !== "POST" || isApi(request)) return null;
  // Next itself refuses a server action from elsewhere, but as a 500; and one that is too large.
  if (!isSameOrigin(request))
    return new Response("This address answers only the portal's own pages.", { status: 403 });
  if (Number(headers.get("content-length") ?? 0) > MAX_PAGE_BODY_BYTES)
    return new Response("This is larger than a page takes (1 MiB). Send less.", { status: 413 });
  return null;
}

/**
 * Gives every page its Content-Security-Policy. Next reads the nonce from the request's copy of the header
 * and puts it on its own scripts; pages that need it (the editor) read `x-nonce`.
 * It authorises nothing: that happens in the query or command that a page calls.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  const { NODE_ENV, NEXT_PUBLIC_SENTRY_DSN, appUrl } = env();
  const refusal = refusalOf(request);
  if (refusal) return refusal;
  if (isApi(request)) return NextResponse.next();
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy({
    nonce,
    development: NODE_ENV === "development",
    secure: appUrl.startsWith("https://"),
    reportOrigin: originOf(NEXT_PUBLIC_SENTRY_DSN),
  });
  const requestId = requestIdOf(request);
  const path = `${request.nextUrl.pathname}${request.nextUrl.search}`;
  const locale = () =>
    chooseLocale(request.cookies.get(LOCALE_COOKIE)?.value, request.headers.get("accept-language"));
  const plain = () => ({ path, requestId, nonce, policy, locale: locale() });
  const waitSeconds = await surplusOf(request);
  if (waitSeconds > 0) return manyPagesPage(plain(), waitSeconds);
  if (needsDatabase(request) && !(await isDatabaseAnswering())) return databaseAwayPage(plain());
  const headers = new Headers(request.headers);
  headers.set(NONCE_HEADER, nonce);
  headers.set(REQUEST_ID_HEADER, requestId);
  // A page cannot see its own address; sign-in leads back to it.
  headers.set(PATH_HEADER, path);
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
      missing: [
        { type: "header", key: "next-router-prefetch" },
        // A body is read to its end before a proxy's answer goes out: next.config.ts leads these elsewhere.
        { type: "header", key: "transfer-encoding" },
        { type: "header", key: "content-length", value: "[0-9]{8,}" },
      ],
    },
    // Only for what cannot be read: an id of ours has no such sign.
    "/api/(.*%.*)",
  ],
};
