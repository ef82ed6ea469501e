import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { env } from "./env.ts";

/** SHA-256 of UTF-8 text or bytes, lower-case hex. Right for secrets of ≥ 128 random bits; passwords take argon2id. */
export function sha256(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}

const keys = new Map<string, Buffer>();

/** A 256-bit key of its own for each purpose, derived from NEXTAUTH_SECRET (HKDF-SHA-256, RFC 5869). */
export function deriveKey(purpose: string): Buffer {
  let key = keys.get(purpose);
  if (!key) {
    key = Buffer.from(hkdfSync("sha256", env().NEXTAUTH_SECRET, "assay", purpose, 32));
    keys.set(purpose, key);
  }
  return key;
}

/** HMAC-SHA-256 under the purpose's key, lower-case hex. */
export function hmac(purpose: string, data: string): string {
  return createHmac("sha256", deriveKey(purpose)).update(data).digest("hex");
}

/**
 * A 256-bit secret that can be made again from an id: lets an invite link be shown twice while the database holds
 * only the hash of its token.
 */
export function deriveToken(purpose: string, id: string): string {
  return createHmac("sha256", deriveKey(`token:${purpose}`))
    .update(id)
    .digest("base64url");
}

/** Compares two texts in a time that does not depend on where they differ. */
export function equalSecrets(a: string, b: string): boolean {
  return timingSafeEqual(createHash("sha256").update(a).digest(), createHash("sha256").update(b).digest());
}

/** Seals a secret that we must be able to read again (AES-256-GCM): `v1.<iv>.<tag>.<ciphertext>` in base64url. */
export function seal(purpose: string, plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", deriveKey(`seal:${purpose}`), iv);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", iv, cipher.getAuthTag(), body]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/**
 * Opens what `seal` made.
 * @throws Error "cannot open sealed value" when it was sealed under another key or altered: our own fault, an error.
 */
export function open(purpose: string, sealed: string): string {
  const [version, iv, tag, body] = sealed.split(".");
  if (version !== "v1" || !iv || !tag || body === undefined)
    throw new Error("cannot open sealed value: unknown form");
  try {
    const decipher = createDecipheriv(
      "aes-256-gcm",
      deriveKey(`seal:${purpose}`),
      Buffer.from(iv, "base64url"),
    );
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    throw new Error("cannot open sealed value: it was sealed under another NEXTAUTH_SECRET, or altered");
  }
}
