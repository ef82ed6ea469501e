import { decode, encode } from "next-auth/jwt";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { SESSION_MAX_SECONDS } from "./rules.ts";

/*
 * The cookie: NextAuth's encrypted token (JWE, A256GCM), holding which session it is and nothing that could go stale.
 * One encoder for both doors: NextAuth's own routes and the portal's pages.
 */

export interface SessionClaims {
  sid: string;
  userId: string;
  /** Epoch milliseconds of the session's absolute end; renewing the cookie never moves it. */
  endsAt: number;
}

/** Deriving the key and decrypting cost more than the query that follows, and a browser sends the same cookie each time. */
const CACHE_SIZE = 2_000;
const decoded = new BoundedMap<string, SessionClaims>(CACHE_SIZE);

/** @returns the cookie's value. */
export function encodeSession(claims: SessionClaims): Promise<string> {
  const secondsLeft = Math.floor((claims.endsAt - now().getTime()) / 1000);
  return encode({
    token: { sub: claims.userId, sid: claims.sid, endsAt: claims.endsAt },
    secret: env().NEXTAUTH_SECRET,
    maxAge: Math.max(0, Math.min(SESSION_MAX_SECONDS, secondsLeft)),
  });
}

async function open(token: string): Promise<SessionClaims | null> {
  const claims = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null);
  if (!claims || typeof claims.sub !== "string") return null;
  const { sid, endsAt } = claims as { sid?: unknown; endsAt?: unknown };
  return typeof sid === "string" && typeof endsAt === "number" ? { sid, userId: claims.sub, endsAt } : null;
}

/** What a cookie says; null for one that is forged, over, or from another secret. Never throws. */
export async function decodeSession(token: string | undefined): Promise<SessionClaims | null> {
  if (!token) return null;
  const key = sha256(token);
  const claims = decoded.get(key) ?? (await open(token));
  decoded.delete(key);
  if (!claims || claims.endsAt <= now().getTime()) return null;
  decoded.set(key, claims);
  return claims;
}

const isSecure = () => env().appUrl.startsWith("https://");

/** `__Host-`: only this host, only https, no sub-domain can plant one. Plain http on one's own machine cannot have it. */
export const sessionCookieName = () => `${isSecure() ? "__Host-" : ""}assay.session`;
export const deviceCookieName = () => `${isSecure() ? "__Host-" : ""}assay.device`;

/** Attributes of every cookie of ours. */
export function cookieAttributes() {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: isSecure() } as const;
}
