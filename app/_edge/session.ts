import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Actor, CandidateActor, Role, StaffActor } from "#lib/auth/actor.ts";
import { hasRole } from "#lib/auth/actor.ts";
import type { SignInContext } from "#lib/auth/credentials.ts";
import { safeReturnPath } from "#lib/auth/rules.ts";
import { decodeSession, deviceCookieName, sessionCookieName } from "#lib/auth/session-token.ts";
import { findLiveSession, type LiveSession } from "#lib/auth/sessions.ts";
import { setRequestUser } from "#lib/observability/report.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { env } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { clientAddress, DATABASE_AWAY_DIGEST, PATH_HEADER, REQUEST_ID_HEADER } from "./request.ts";

/** Thrown where a page cannot know who asks. The cookie stays: whoever was signed in still is. */
export class DatabaseAway extends Error {
  override name = "DatabaseAway";
  readonly digest = DATABASE_AWAY_DIGEST;
}

/** The id under which this request stands in the log, the journal and Sentry. */
export const currentRequestId = cache(async (): Promise<string> => {
  const given = (await headers()).get(REQUEST_ID_HEADER);
  return given && /^[\w.-]{8,128}$/.test(given) ? given : newId();
});

/** Where this request comes from, as sign-in needs to know it. */
export async function signInContext(): Promise<SignInContext> {
  const [head, jar, requestId] = await Promise.all([headers(), cookies(), currentRequestId()]);
  const deviceCookie = jar.get(deviceCookieName())?.value;
  return { requestId, ip: clientAddress(head), userAgent: head.get("user-agent"), deviceCookie };
}

/**
 * The live session of the request's cookie; null when there is none. Never touches the cookie.
 * @throws DatabaseAway
 */
export const currentSession = cache(async (): Promise<LiveSession | null> => {
  const claims = await decodeSession((await cookies()).get(sessionCookieName())?.value);
  if (!claims) return null;
  try {
    const session = await findLiveSession(claims.sid);
    if (session) setRequestUser({ id: session.userId, email: session.email });
    return session;
  } catch (error) {
    if (isDatabaseAway(error)) throw new DatabaseAway("the database is away", { cause: error });
    throw error;
  }
});

/** The live session, or null where there is none or it cannot be asked: for pages that must stand without the database. */
export async function sessionIfReachable(): Promise<LiveSession | null> {
  try {
    return await currentSession();
  } catch (error) {
    if (error instanceof DatabaseAway) return null;
    throw error;
  }
}

function candidateOf(session: LiveSession): CandidateActor {
  const { userId, name, email, sessionId } = session;
  return { kind: "candidate", userId, name, email, sessionId };
}

function staffOf(session: LiveSession): StaffActor | null {
  const { userId, name, email, sessionId, membership } = session;
  return membership && { kind: "staff", userId, name, email, sessionId, ...membership };
}

/** Who asks: staff when the person is a member of a team, else candidate, else anonymous. @throws DatabaseAway */
export async function getActor(): Promise<Actor> {
  const session = await currentSession();
  return session ? (staffOf(session) ?? candidateOf(session)) : { kind: "anonymous" };
}

/** The sign-in page's address, leading back to `path` afterwards. */
export function signInUrl(path: string | null, notice?: "session-ended"): string {
  const back = safeReturnPath(path, env().appUrl);
  const query = new URLSearchParams();
  if (back && back !== "/") query.set("callbackUrl", back);
  if (notice) query.set("notice", notice);
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}

/** Whoever still carries a session's cookie had one: then the sign-in page says that it has ended. */
async function toSignIn(): Promise<never> {
  const [head, jar] = await Promise.all([headers(), cookies()]);
  const had = await decodeSession(jar.get(sessionCookieName())?.value);
  redirect(signInUrl(head.get(PATH_HEADER), had ? "session-ended" : undefined));
}

/**
 * The staff actor of a page or action. Who is not signed in is sent to sign in and back.
 * @param least the role that the page is for.
 * A person without that role gets the not-found page: not yours reads the same as not there.
 * @throws DatabaseAway
 */
export async function requireStaff(least: Role = "reviewer"): Promise<StaffActor> {
  const session = await currentSession();
  if (!session) return toSignIn();
  const staff = staffOf(session);
  if (!staff || !hasRole(staff, least)) notFound();
  return staff;
}

/** The candidate actor of a page or action: any signed-in person. Sends others to sign in and back. @throws DatabaseAway */
export async function requireCandidate(): Promise<CandidateActor> {
  const session = await currentSession();
  return session ? candidateOf(session) : toSignIn();
}
