import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import { deriveKey, sha256 } from "./crypto.ts";

/** DER header of a PKCS #8 Ed25519 private key (RFC 8410); the 32-byte seed follows it. */
const PKCS8_ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
/** Hex characters of the public key's hash: enough to tell our keys apart after rotations. */
const KEY_ID_LENGTH = 16;

interface SigningKey {
  keyId: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
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
  const publicKey = createPublicKey(privateKey);
  const publicX = publicKey.export({ format: "jwk" }).x ?? "";
  const key = { keyId: sha256(publicX).slice(0, KEY_ID_LENGTH), privateKey, publicKey, publicX };
  keys.set(purpose, key);
  return key;
}

/** Signs text with the purpose's key (Ed25519); the signature is base64url. */
export function signText(purpose: string, text: string): { keyId: string; signature: string } {
  const { keyId, privateKey } = signingKey(purpose);
  return { keyId, signature: sign(null, Buffer.from(text), privateKey).toString("base64url") };
}

/** Whether `signature` is ours over exactly this text, made under the key that is in force now. */
export function verifyText(purpose: string, text: string, keyId: string, signature: string): boolean {
  const key = signingKey(purpose);
  if (key.keyId !== keyId) return false;
  return verify(null, Buffer.from(text), key.publicKey, Buffer.from(signature, "base64url"));
}
