/** How much of a person's address Sentry is given. */
export type EmailMode = "plain" | "hash" | "none";

/** Who is affected. */
export interface AffectedUser {
  id: string;
  email?: string | null | undefined;
}

/** A domain that can never exist (RFC 2606): a hash in the form of an address is searchable as `user.email`. */
const HASH_DOMAIN = "hash.invalid";
/** 128 bits: no two people collide, and it still fits a search box. */
const HASH_HEX_LENGTH = 32;

const normalise = (email: string) => email.normalize("NFKC").trim().toLowerCase();

/**
 * The form in which an address is shown to Sentry: keyed, so that who reads Sentry cannot try addresses against it.
 * @param keyedHash HMAC of a text under a key of the portal, in hex.
 */
export function hashedEmail(email: string, keyedHash: (text: string) => string): string {
  return `${keyedHash(normalise(email)).slice(0, HASH_HEX_LENGTH)}@${HASH_DOMAIN}`;
}

/** The user as Sentry may see them: the id always, the address as `mode` says. Applying it twice changes nothing. */
export function sentryUser(
  user: { id?: unknown; email?: unknown },
  mode: EmailMode,
  keyedHash: (text: string) => string,
): { id?: string; email?: string } {
  const id = user.id === undefined || user.id === null ? {} : { id: String(user.id) };
  if (typeof user.email !== "string" || user.email === "" || mode === "none") return id;
  if (mode === "plain") return { ...id, email: normalise(user.email) };
  const isHashed = user.email.endsWith(`@${HASH_DOMAIN}`);
  return { ...id, email: isHashed ? user.email : hashedEmail(user.email, keyedHash) };
}
