import { z } from "zod";
import { Receipt } from "../schema.ts";

/** A receipt is some 400 characters; its file may hold white space. */
export const MAX_RECEIPT_CHARACTERS = 4_000;

/**
 * What can be checked: a whole receipt, or its number with the fingerprint of the answers. Strict, for what else stands
 * in a claim would be passed over and yet be called unaltered.
 */
export const ReceiptClaim = z.union([
  Receipt.strict(),
  Receipt.pick({ id: true, contentHash: true })
    .extend({ contentHash: z.string().length(64) })
    .strict(),
]);
export type ReceiptClaim = z.infer<typeof ReceiptClaim>;

/** What was signed, and nothing else: no name, no assessment, no score. */
export const ReceiptFacts = Receipt.pick({
  id: true,
  attemptId: true,
  submittedAt: true,
  contentHash: true,
  keyId: true,
});
export type ReceiptFacts = z.infer<typeof ReceiptFacts>;

/** Anything that was made to look like a receipt: what is no claim of ours is then not ours, and not merely unreadable. */
export const looksLikeReceipt = (claim: unknown): boolean =>
  z.looseObject({ id: z.string(), contentHash: z.string() }).safeParse(claim).success;

export type Verification = { valid: true; facts: ReceiptFacts } | { valid: false };
