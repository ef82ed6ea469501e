import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { getWords } from "#app/_words/server.tsx";
import { waitWords } from "#app/_words/wait.ts";
import type { CandidateActor } from "#lib/auth/actor.ts";
import { PROOFS, type SignedIn, type SignInResult } from "#lib/auth/credentials.ts";
import { ENDED_BY, safeReturnPath } from "#lib/auth/rules.ts";
import type { SignInError } from "#lib/auth/schema.ts";
import {
  cookieAttributes,
  decodeSession,
  deviceCookieName,
  encodeSession,
  sessionCookieName,
} from "#lib/auth/session-token.ts";
import { revokeSession } from "#lib/auth/sessions.ts";
import { reportFault } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { open, seal } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { DomainError } from "#lib/platform/errors.ts";

/** What the last try left for the next page: the address that was typed, and what a refusal has to say. */
const Memory = z.object({
  /** Epoch milliseconds; tells one try from the next. */
  at: z.number(),
  email: z.string().optional(),
  returnPath: z.string().optional(),
  /** A code was asked for, for `email`. */
  codeSent: z.boolean().optional(),
  retryAfterSeconds: z.number().optional(),
  reference: z.string().optional(),
  ended: z
    .object({
      by: z.enum(ENDED_BY),
      orgName: z.string().nullable(),
      contactEmail: z.string().nullable(),
      partnerName: z.string().nullable(),
      endedAt: z.coerce.date(),
      /** What was right all the same. */
      proof: z.enum(PROOFS),
    })
    .optional(),
});
export type SignInMemory = z.infer<typeof Memory>;

const MEMORY_COOKIE = "assay.sign-in";
const MEMORY_SECONDS = 15 * 60;
const DEVICE_SECONDS = 180 * 24 * 3600;

/** Keeps what the next page of the sign-in shows; sealed, because it can name who ended whose access. */
export async function rememberTry(memory: Omit<SignInMemory, "at">): Promise<void> {
  const sealed = seal("sign-in-memory", JSON.stringify({ ...memory, at: now().getTime() }));
  (await cookies()).set(MEMORY_COOKIE, sealed, { ...cookieAttributes(), maxAge: MEMORY_SECONDS });
}

/** What the last try left; empty when there was none. Never throws. */
export async function recallTry(): Promise<SignInMemory> {
  const sealed = (await cookies()).get(MEMORY_COOKIE)?.value;
  if (!sealed) return { at: 0 };
  try {
    return Memory.parse(JSON.parse(open("sign-in-memory", sealed)));
  } catch {
    return { at: 0 };
  }
}

/** What of a refusal the next page shows. */
export function memoryOf(
  result: SignInResult,
): Pick<SignInMemory, "retryAfterSeconds" | "reference" | "ended"> {
  switch (result.outcome) {
    case "throttled":
      return { retryAfterSeconds: result.retryAfterSeconds };
    case "access_withdrawn": {
      const { by, orgName, contactEmail, partnerName, endedAt, proof, reference } = result;
      return { reference, ended: { by, orgName, contactEmail, partnerName, endedAt, proof } };
    }
    case "service_unavailable":
      return { reference: result.reference };
    default:
      return {};
  }
}

/** The device cookie of a sign-in that worked: it keeps this browser clear of everybody else's failures. */
export async function rememberThisDevice(result: SignedIn): Promise<void> {
  const jar = await cookies();
  jar.set(deviceCookieName(), result.deviceCookie, { ...cookieAttributes(), maxAge: DEVICE_SECONDS });
}

async function setSessionCookie(result: SignedIn): Promise<void> {
  const { sid, expiresAt } = result.session;
  const token = await encodeSession({ sid, userId: result.user.id, endsAt: expiresAt.getTime() });
  (await cookies()).set(sessionCookieName(), token, { ...cookieAttributes(), expires: expiresAt });
}

/** Where the sign-in page says why not, and leads back to where the person was going. */
export function refusedUrl(error: SignInError, returnPath: string | null): string {
  const back = returnPath ? `&callbackUrl=${encodeURIComponent(returnPath)}` : "";
  return `/sign-in?error=${error}${back}`;
}

/** Where a person goes who was going nowhere in particular. */
export const homeOf = (person: { isMember: boolean }) => (person.isMember ? "/candidates" : "/take");

/**
 * Ends a server action that signed somebody in, or did not: cookies and on, or back to the page with the reason.
 * @param to.returnPath where to go afterwards; @param to.email what was typed, kept for the next try.
 */
export async function finishSignIn(
  result: SignInResult,
  to: { returnPath?: string | null | undefined; email?: string | undefined },
): Promise<never> {
  const returnPath = safeReturnPath(to.returnPath, env().appUrl);
  if (result.outcome !== "signed_in") {
    await rememberTry({ ...(to.email ? { email: to.email } : {}), ...memoryOf(result) });
    // A token in a path must not end up in a query: those pages are found again by their own link.
    const isSecret = returnPath !== null && /^\/(invite|join)\//.test(returnPath);
    redirect(refusedUrl(result.outcome, isSecret ? null : returnPath));
  }
  await endCurrentSession("signed_in_anew");
  await setSessionCookie(result);
  await rememberThisDevice(result);
  if (result.passwordVoided) {
    // Said now, not when the old password fails: the way on stays in the sealed cookie.
    await rememberTry({ email: result.user.email, ...(returnPath ? { returnPath } : {}) });
    redirect("/sign-in/password-ended");
  }
  (await cookies()).delete(MEMORY_COOKIE);
  redirect(returnPath ?? homeOf(result));
}

/** The person that a sign-in let in, before their cookie is set. */
export function actorOf({ user, session }: SignedIn): CandidateActor {
  return { kind: "candidate", userId: user.id, name: user.name, email: user.email, sessionId: session.id };
}

/**
 * Where a form asks for the password of a known account, what can be mended stays in the form.
 * @throws DomainError invalid (the password does not fit), throttled
 */
export async function refuseAtPassword(result: SignInResult): Promise<void> {
  if (result.outcome === "invalid_credentials") {
    const detail = "This is not the password of the account. Check it, or get a code by e-mail.";
    throw new DomainError("invalid", "You are not signed in yet.", {
      errors: [{ pointer: "/password", detail }],
    });
  }
  if (result.outcome === "throttled") {
    const t = await getWords("access");
    const time = waitWords(result.retryAfterSeconds, t);
    throw new DomainError("throttled", `${t("wait", { time })} ${t("waitText")}`);
  }
}

/** Ends the session of the request's cookie in the database. Never throws: leaving must always work. */
export async function endCurrentSession(reason: string): Promise<void> {
  const claims = await decodeSession((await cookies()).get(sessionCookieName())?.value);
  if (!claims) return;
  try {
    await revokeSession(claims.sid, reason);
  } catch (error) {
    reportFault(error, { where: "sign-out" });
  }
}

/** Signs out here: the session ends in the database, and the cookie goes even where the database is away. */
export async function signOutHere(): Promise<void> {
  await endCurrentSession("signed_out");
  (await cookies()).delete({ name: sessionCookieName(), ...cookieAttributes() });
}
