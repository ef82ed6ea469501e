import { equalSecrets } from "#lib/platform/crypto.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { verifyText } from "#lib/platform/signing.ts";
import { Receipt } from "../schema.ts";
import { receiptText } from "../submissions/rules.ts";
import { recordReceiptKey } from "./commands.ts";
import { type ReceiptClaim, ReceiptFacts, type Verification } from "./schema.ts";

/** Checks from one address: a recruiter's pile at once, no search through our receipts. */
const VERIFY_LIMIT = { capacity: 30, windowSeconds: 60 } as const;

export const NOT_OURS: Verification = { valid: false };

async function storedReceipt(id: string): Promise<Receipt | null> {
  const attempt = await db.attempt.findUnique({ where: { receiptId: id }, select: { receipt: true } });
  return attempt ? Receipt.parse(attempt.receipt) : null;
}

/** A whole receipt is proved by its signature, even when the attempt has been erased since. */
async function verifySigned(receipt: Receipt): Promise<Verification> {
  const key = await db.signingKey.findUnique({ where: { id: receipt.keyId } });
  if (!key || !verifyText(key.publicKey, receiptText(receipt), receipt.signature)) return NOT_OURS;
  if (key.revokedAt) {
    // Somebody else could sign with it too: only what we hold ourselves still proves anything.
    const stored = await storedReceipt(receipt.id);
    if (stored?.signature !== receipt.signature) return NOT_OURS;
  }
  return { valid: true, facts: ReceiptFacts.parse(receipt) };
}

/**
 * Whether a receipt is ours and unaltered. Anybody may ask; every "no" reads the same.
 * @param address where the question comes from, for its limit; null where it is not known.
 * @throws DomainError throttled
 */
export async function verifyReceipt(claim: ReceiptClaim, address: string | null): Promise<Verification> {
  const rate = await takeToken(`verify:${address ?? "unknown"}`, VERIFY_LIMIT);
  if (!rate.allowed) {
    const wait = { retryAfterSeconds: rate.retryAfterSeconds };
    throw new DomainError("throttled", "That is many checks at once. Wait a moment, then go on.", wait);
  }
  if ("signature" in claim) return verifySigned(claim);
  const stored = await storedReceipt(claim.id);
  if (!stored || !equalSecrets(stored.contentHash, claim.contentHash.toLowerCase())) return NOT_OURS;
  return { valid: true, facts: ReceiptFacts.parse(stored) };
}

/** The public keys as a JWK set (RFC 7517, 8037): with them anybody can check a receipt without asking us. */
export async function listReceiptKeys(): Promise<{ keys: object[] }> {
  await recordReceiptKey();
  const keys = await db.signingKey.findMany({ where: { revokedAt: null }, orderBy: { createdAt: "asc" } });
  return {
    keys: keys.map(({ id, publicKey }) => ({
      kty: "OKP",
      crv: "Ed25519",
      alg: "EdDSA",
      use: "sig",
      kid: id,
      x: publicKey,
    })),
  };
}
