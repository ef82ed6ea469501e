"use server";

import { headers } from "next/headers";
import { z } from "zod";
import { formAction } from "#app/_edge/form-action.ts";
import { parseJsonText } from "#app/_edge/json-body.ts";
import { clientAddress } from "#app/_edge/request.ts";
import { getWords } from "#app/_words/server.tsx";
import { NOT_OURS, verifyReceipt } from "#lib/attempts/receipts/queries.ts";
import { namesTwice } from "#lib/attempts/receipts/rules.ts";
import { looksLikeReceipt, MAX_RECEIPT_CHARACTERS, ReceiptClaim } from "#lib/attempts/receipts/schema.ts";
import { DomainError } from "#lib/platform/errors.ts";

const WholeReceipt = z.object({ receipt: z.string().optional(), file: z.unknown() });
const Parts = z.object({ id: z.string().optional(), contentHash: z.string().optional() });

/** What was pasted, else the file's text; a file too large to be a receipt reads as nothing. */
async function textOf({ receipt, file }: z.infer<typeof WholeReceipt>): Promise<string> {
  if (receipt?.trim()) return receipt.slice(0, MAX_RECEIPT_CHARACTERS);
  return file instanceof File && file.size <= MAX_RECEIPT_CHARACTERS ? await file.text() : "";
}

async function verify(claim: unknown, unreadable: { pointer: string; detail: string }) {
  const parsed = ReceiptClaim.safeParse(claim);
  if (parsed.success) return { result: await verifyReceipt(parsed.data, clientAddress(await headers())) };
  if (unreadable.pointer === "/receipt" && looksLikeReceipt(claim)) return { result: NOT_OURS };
  throw new DomainError("invalid", unreadable.detail, { errors: [unreadable] });
}

/** Checks a receipt that was pasted or chosen as a file. */
export const verifyWhole = formAction(WholeReceipt, async (input) => {
  const [t, text] = await Promise.all([getWords("receipts"), textOf(input)]);
  const claim = parseJsonText(text);
  const { data } = ReceiptClaim.safeParse(claim);
  if (data && namesTwice(text, data)) {
    const detail = t("saidTwice");
    throw new DomainError("invalid", detail, { errors: [{ pointer: "/receipt", detail }] });
  }
  return verify(claim, { pointer: "/receipt", detail: t("unreadable") });
});

/** Checks a receipt's number and the fingerprint that belongs to it. */
export const verifyParts = formAction(Parts, async ({ id = "", contentHash = "" }) => {
  const t = await getWords("receipts");
  const claim = { id: id.trim().toLowerCase(), contentHash: contentHash.trim().toLowerCase() };
  return verify(claim, { pointer: "/id", detail: t("partsUnreadable") });
});
