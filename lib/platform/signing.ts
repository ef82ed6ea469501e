import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { deriveKey, sha256 } from "./crypto.ts";

/** DER header of a PKCS #8 Ed25519 private key (RFC 8410); the 32-byte seed follows it. */
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
/** Hex characters of the public key's hash: enough to tell our keys apart after rotations. */
const KEY_ID_LENGTH = 16;

interface SigningKey {
  keyId: string;
  privateKey: KeyObject;
  /** Raw public key, base64url: the `x` of its JWK. */
  publicX: string;
}

const keys = new Map<string, SigningKey>();

/** The Ed25519 key of a purpose, derived from NEXTAUTH_SECRET: another secret is another key with another id. */
function signingKey(purpose: string): SigningKey {
  const known = keys.get(purpose);
  if (known) return known;
  const der = Buffer.concat([PKCS8_ED25519, deriveKey(`sign:${purpose}`)]);
  const privateKey = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const publicX = createPublicKey(privateKey).export({ format: "jwk" }).x ?? "";
  const key = { keyId: sha256(publicX).slice(0, KEY_ID_LENGTH), privateKey, publicX };
  keys.set(purpose, key);
  return key;
}

/** Signs text with the purpose's key (Ed25519); the signature is base64url. */
export function signText(purpose: string, text: string): { keyId: string; signature: string } {
  const { keyId, privateKey } = signingKey(purpose);
  return { keyId, signature: sign(null, Buffer.from(text), privateKey).toString("base64url") };
}

/** The public half of the purpose's key: what anybody needs to check its signatures. */
export function publicKeyOf(purpose: string): { keyId: string; publicKey: string } {
  const { keyId, publicX } = signingKey(purpose);
  return { keyId, publicKey: publicX };
}

/**
 * Whether `signature` (base64url) was made over exactly this text with the private half of a key.
 * @param publicKey raw Ed25519 public key, base64url.
 */
export function verifyText(publicKey: string, text: string, signature: string): boolean {
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: publicKey }, format: "jwk" });
  return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
}
