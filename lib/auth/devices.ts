import { randomBytes } from "node:crypto";
import { equalSecrets, hmac } from "#lib/platform/crypto.ts";

/*
 * A browser that signed in before keeps a cookie that proves it, account by account. It has failures of its own, so
 * that nobody who guesses elsewhere can delay it (OWASP's device cookie). The cookie holds no address and opens nothing.
 */

/** A household or an office desk has no more accounts than this; the oldest falls out. */
const MAX_ACCOUNTS = 5;
const MARK_LENGTH = 32;
const FORM = /^v1\.[\w-]{22}(\.[0-9a-f]{32}){1,5}$/;

const mark = (device: string, email: string) =>
  hmac("device-cookie", `${device} ${email}`).slice(0, MARK_LENGTH);

/** The device's id, when its cookie proves that this account signed in there before. */
export function knownDevice(cookie: string | undefined, email: string): string | null {
  if (!cookie || !FORM.test(cookie)) return null;
  const [, device = "", ...marks] = cookie.split(".");
  const own = mark(device, email);
  return marks.some((given) => equalSecrets(given, own)) ? device : null;
}

/** The cookie after this account signed in there: what it proved before still holds. */
export function rememberDevice(cookie: string | undefined, email: string): string {
  const isOurs = cookie !== undefined && FORM.test(cookie);
  const [, device = "", ...marks] = isOurs
    ? cookie.split(".")
    : ["v1", randomBytes(16).toString("base64url")];
  const own = mark(device, email);
  return ["v1", device, own, ...marks.filter((given) => given !== own)].slice(0, MAX_ACCOUNTS + 2).join(".");
}
