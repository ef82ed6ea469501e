import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { type CredentialsFields, readCredentials } from "#app/_edge/credentials-body.ts";
import { problemFrom, requestIdOf } from "#app/_edge/problem.ts";
import { clientAddress } from "#app/_edge/request.ts";
import {
  endCurrentSession,
  memoryOf,
  refusedUrl,
  rememberThisDevice,
  rememberTry,
} from "#app/_edge/sign-in.ts";
import type { SignInContext, SignInResult } from "#lib/auth/credentials.ts";
import { buildAuthOptions } from "#lib/auth/options.ts";
import { safeReturnPath } from "#lib/auth/rules.ts";
import {
  cookieAttributes,
  decodeSession,
  deviceCookieName,
  sessionCookieName,
} from "#lib/auth/session-token.ts";
import { findLiveSession } from "#lib/auth/sessions.ts";
import { signInLookup } from "#lib/partners/lookup/sign-in.ts";
import { env } from "#lib/platform/env.ts";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** The database restarts in a second or two. */
const RETRY_SECONDS = 5;

async function contextOf(request: Request): Promise<SignInContext> {
  const deviceCookie = (await cookies()).get(deviceCookieName())?.value;
  return {
    requestId: requestIdOf(request),
    ip: clientAddress(request.headers),
    userAgent: request.headers.get("user-agent"),
    deviceCookie,
  };
}

async function handle(request: Request, route: RouteContext): Promise<Response> {
  const context = await contextOf(request);
  try {
    const { nextauth } = await route.params;
    if (nextauth[0] === "session") return await answerSession(request, route, context);
    return await answerOthers(request, route, context);
  } catch (error) {
    return problemFrom(error, context.requestId);
  }
}

/** NextAuth renews whatever cookie it can read; only a session that our own table still holds may be renewed. */
async function answerSession(
  request: Request,
  route: RouteContext,
  context: SignInContext,
): Promise<Response> {
  const jar = await cookies();
  const cookie = jar.get(sessionCookieName())?.value;
  const claims = await decodeSession(cookie);
  const session = claims && (await findLiveSession(claims.sid));
  if (!session) {
    if (cookie) jar.delete({ name: sessionCookieName(), ...cookieAttributes() });
    return Response.json({}, { headers: { "Cache-Control": "private, no-store" } });
  }
  const person = { id: session.userId, name: session.name, email: session.email };
  const options = buildAuthOptions({ lookup: signInLookup, context, person, onSignIn: () => undefined });
  return NextAuth(request as never, route as never, options) as Promise<Response>;
}

async function answerOthers(
  request: Request,
  route: RouteContext,
  context: SignInContext,
): Promise<Response> {
  let result: SignInResult | undefined;
  const fields = await readCredentials(request);
  const onSignIn = (told: SignInResult) => {
    result = told;
  };
  const options = buildAuthOptions({ lookup: signInLookup, context, onSignIn });
  const response = (await NextAuth(request as never, route as never, options)) as Response;
  return result ? answerSignIn(response, result, fields) : response;
}

/** NextAuth says only that there was no user; its answer gets our reason, in its own shape. */
async function answerSignIn(
  response: Response,
  result: SignInResult,
  input: CredentialsFields,
): Promise<Response> {
  if (result.outcome === "signed_in") {
    await endCurrentSession("signed_in_anew");
    await rememberThisDevice(result);
    return response;
  }
  const email = input.email?.slice(0, 254);
  await rememberTry({ ...(email ? { email } : {}), ...memoryOf(result) });
  const back = safeReturnPath(input.callbackUrl, env().appUrl);
  const path = refusedUrl(result.outcome, back === "/" ? null : back);
  const headers = new Headers(response.headers);
  if (result.outcome === "throttled") headers.set("Retry-After", String(result.retryAfterSeconds));
  if (result.outcome === "service_unavailable") headers.set("Retry-After", String(RETRY_SECONDS));
  if (input.json !== "true" && input.json !== true) {
    headers.set("Location", path);
    return new Response(null, { status: 302, headers });
  }
  const status = result.outcome === "service_unavailable" ? 503 : 401;
  const url = new URL(path, env().appUrl).toString();
  return new Response(JSON.stringify({ url }), { status, headers });
}

export { handle as GET, handle as POST };
