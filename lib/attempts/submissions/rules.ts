import { canonicalJson } from "#lib/platform/canonical-json.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import type { Receipt } from "../schema.ts";

export interface FrozenItem {
  itemId: string;
  /** 0 when nothing was saved. */
  revision: number;
  content: unknown;
}

/** SHA-256 over every item in the assessment's order: the same answers give the same hash, anywhere. */
export function contentHash(items: readonly FrozenItem[]): string {
  return sha256(canonicalJson(items.map(({ itemId, revision, content }) => ({ content, itemId, revision }))));
}

/** The text that a receipt's signature covers. */
export function receiptText(
  receipt: Pick<Receipt, "id" | "attemptId" | "submittedAt" | "contentHash">,
): string {
  const { id, attemptId, submittedAt, contentHash } = receipt;
  return canonicalJson({ attemptId, contentHash, id, submittedAt });
}
