import { canonicalJson } from "#lib/platform/canonical-json.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import type { Receipt } from "../schema.ts";

export interface FrozenItem {
  itemId: string;
  /** 0 when nothing was saved. */
  revision: number;
  content: unknown;
  /** Of an answer that names a file: the SHA-256 of its content, so that the receipt stands for it too. */
  fileSha256?: string;
}

/** SHA-256 over every item in the assessment's order: the same answers give the same hash, anywhere. */
export function contentHash(items: readonly FrozenItem[]): string {
  const stated = items.map(({ itemId, revision, content, fileSha256 }) => ({
    content,
    itemId,
    revision,
    ...(fileSha256 === undefined ? {} : { fileSha256 }),
  }));
  return sha256(canonicalJson(stated));
}

/** The text that a receipt's signature covers. */
export function receiptText(
  receipt: Pick<Receipt, "id" | "attemptId" | "submittedAt" | "contentHash">,
): string {
  const { id, attemptId, submittedAt, contentHash } = receipt;
  return canonicalJson({ attemptId, contentHash, id, submittedAt });
}
