import type { NextAuthOptions, User } from "next-auth";
import type { JWT } from "next-auth/jwt";
import CredentialsImport from "next-auth/providers/credentials";
import { reportFault } from "#lib/observability/report.ts";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { type SignInContext, type SignInResult, signInWithPassword } from "./credentials.ts";
import type { SignInLookup } from "./lookup-port.ts";
import { SESSION_MAX_SECONDS } from "./rules.ts";
import { cookieAttributes, decodeSession, encodeSession, sessionCookieName } from "./session-token.ts";
import { revokeSession } from "./sessions.ts";

export const SIGN_IN_PAGE = "/sign-in";

export interface AuthWiring {
  lookup: SignInLookup;
  context: SignInContext;
  /** Whose session the cookie is, as the database said for this request; absent where nobody asked. */
  person?: { id: string; name: string; email: string };
  /** Told how a try ended: NextAuth itself knows only "a user" and "no user". */
  onSignIn: (result: SignInResult) => void;
}

/** The package is CommonJS: bundlers and Node hand its default export over differently. */
const Credentials =
  (CredentialsImport as unknown as { default?: typeof CredentialsImport }).default ?? CredentialsImport;

type Ticket = User & { sid: string; endsAt: number };

function credentialsProvider(wiring: AuthWiring) {
  return Credentials({
    name: "E-mail and password",
    credentials: {
      email: { label: "E-mail", type: "email" },
      password: { label: "Password", type: "password" },
    },
    // Never throws, since signInWithPassword does not: NextAuth would put a thrown message into the address bar.
    authorize: async (input) => {
      const result = await signInWithPassword(
        { email: input?.email, password: input?.password },
        wiring.context,
        wiring.lookup,
      );
      wiring.onSignIn(result);
      if (result.outcome !== "signed_in") return null;
      const { user, session } = result;
      const ticket: Ticket = { ...user, sid: session.sid, endsAt: session.expiresAt.getTime() };
      return ticket;
    },
  });
}

/** NextAuth's own complaints: a failed decode is an old cookie, anything else is ours to mend. */
function logger(requestId: string): NextAuthOptions["logger"] {
  return {
    error: (code, detail) => {
      const error =
        detail instanceof Error ? detail : ((detail as { error?: unknown }).error ?? new Error(code));
      reportFault(error, { where: "next-auth", code, requestId });
    },
    warn: (code) => log.warn("next_auth.warning", { code, requestId }),
    debug: () => undefined,
  };
}

/**
 * NextAuth's options for one request. The token says which session it is; whether that session still is one is asked
 * of the database by whoever serves the request, never in these callbacks: a throw in them would delete the cookie.
 */
export function buildAuthOptions(wiring: AuthWiring): NextAuthOptions {
  const useSecureCookies = cookieAttributes().secure;
  return {
    secret: env().NEXTAUTH_SECRET,
    useSecureCookies,
    providers: [credentialsProvider(wiring)],
    pages: { signIn: SIGN_IN_PAGE, signOut: "/sign-out", error: SIGN_IN_PAGE },
    session: { strategy: "jwt", maxAge: SESSION_MAX_SECONDS },
    cookies: { sessionToken: { name: sessionCookieName(), options: cookieAttributes() } },
    jwt: {
      maxAge: SESSION_MAX_SECONDS,
      encode: ({ token }) =>
        encodeSession({
          sid: String(token?.sid ?? ""),
          userId: String(token?.sub ?? ""),
          endsAt: Number(token?.endsAt ?? 0),
        }),
      decode: async ({ token }) => {
        const claims = await decodeSession(token);
        return claims && ({ sub: claims.userId, sid: claims.sid, endsAt: claims.endsAt } satisfies JWT);
      },
    },
    callbacks: {
      jwt: ({ token, user }) => {
        const ticket = user as Ticket | undefined;
        return ticket ? { sub: ticket.id, sid: ticket.sid, endsAt: ticket.endsAt } : token;
      },
      session: ({ session, token }) => ({
        ...session,
        user: wiring.person ?? {},
        expires: new Date(Number(token.endsAt)).toISOString(),
      }),
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token?.sid === "string") await revokeSession(token.sid, "signed_out");
      },
    },
    logger: logger(wiring.context.requestId),
  };
}
