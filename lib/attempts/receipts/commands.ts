import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { publicKeyOf, signText } from "#lib/platform/signing.ts";
import type { Receipt } from "../schema.ts";
import { receiptText } from "../submissions/rules.ts";

/** Each generation is a key of its own, derived from NEXTAUTH_SECRET; raising the number is the rotation. */
function purposeOf(generation: number): string {
  return generation === 1 ? "receipt" : `receipt:${generation}`;
}

/** Keys that this process knows to stand in the database. */
const recorded = new Set<string>();

/** Signs what was handed in. The key must have been recorded first. */
export function signReceipt(
  body: Pick<Receipt, "id" | "attemptId" | "submittedAt" | "contentHash">,
): Receipt {
  return { ...body, ...signText(purposeOf(env().RECEIPT_KEY_GENERATION), receiptText(body)) };
}

/** Keeps the public half of the key in force for ever: receipts are checked long after their key has gone. */
export async function recordReceiptKey(): Promise<void> {
  const { keyId, publicKey } = publicKeyOf(purposeOf(env().RECEIPT_KEY_GENERATION));
  if (recorded.has(keyId)) return;
  await db.signingKey.createMany({ data: { id: keyId, publicKey }, skipDuplicates: true });
  recorded.add(keyId);
}
