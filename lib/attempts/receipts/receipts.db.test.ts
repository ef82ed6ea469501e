import { createPublicKey, verify } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { publicKeyOf, signText } from "#lib/platform/signing.ts";
import { makeAssessment, makeCandidate } from "#prisma/attempt-factories.ts";
import { startAttempt } from "../commands.ts";
import type { Receipt } from "../schema.ts";
import { submitAttempt } from "../submissions/commands.ts";
import { receiptText } from "../submissions/rules.ts";
import { listReceiptKeys, verifyReceipt } from "./queries.ts";
import { namesTwice } from "./rules.ts";
import { looksLikeReceipt, ReceiptClaim } from "./schema.ts";

let receipt: Receipt;

beforeAll(async () => {
  const { actor, invitationId } = await makeCandidate(await makeAssessment());
  const { attemptId } = await startAttempt(actor, invitationId);
  ({ receipt } = await submitAttempt(actor, attemptId));
});

/** Each test from an address of its own. */
let last = 0;
const address = () => `192.0.2.${last++}`;

describe("a receipt", () => {
  test("is proved whole, or by its number and fingerprint; only what was signed is told", async () => {
    const { signature: _signature, ...facts } = receipt;
    expect(await verifyReceipt(receipt, address())).toEqual({ valid: true, facts });
    const { id, contentHash } = receipt;
    expect(await verifyReceipt({ id, contentHash: contentHash.toUpperCase() }, address())).toEqual({
      valid: true,
      facts,
    });
  });

  test("with anything altered is not ours, and every no reads the same", async () => {
    const forgeries = [
      { ...receipt, submittedAt: "2020-01-01T00:00:00.000Z" },
      { ...receipt, contentHash: "0".repeat(64) },
      { ...receipt, attemptId: newId() },
      { ...receipt, id: newId() },
      { ...receipt, keyId: "0123456789abcdef" },
      { ...receipt, signature: "" },
      { id: receipt.id, contentHash: "0".repeat(64) },
      { id: newId(), contentHash: receipt.contentHash },
    ];
    for (const claim of forgeries) expect(await verifyReceipt(claim, address())).toEqual({ valid: false });
  });

  test("with a part of another form, or with more than was signed, is no receipt of ours", () => {
    const forgeries = [
      { ...receipt, submittedAt: "2026-01-01T05:00:00+00:00" },
      { ...receipt, submittedAt: "last year", attemptId: "somebody else's", keyId: 7, signature: null },
      { ...receipt, signature: 1 },
      { ...receipt, score: 100 },
    ];
    for (const claim of forgeries) {
      expect(ReceiptClaim.safeParse(claim).success).toBe(false);
      expect(looksLikeReceipt(claim)).toBe(true);
    }
    expect(looksLikeReceipt({ id: receipt.id })).toBe(false);
    expect(ReceiptClaim.safeParse(JSON.parse(JSON.stringify(receipt))).success).toBe(true);
  });

  test("that says a thing twice can be read in two ways, however the name is written", () => {
    const text = JSON.stringify(receipt, null, 2);
    expect(namesTwice(text, receipt)).toBe(false);
    const colons = { ...receipt, signature: 'a":"b\\' };
    expect(namesTwice(JSON.stringify(colons), colons)).toBe(false);
    for (const name of ['"submittedAt"', '"submitted\\u0041t" \n', '"id"']) {
      for (const value of ['"2020-01-01T00:00:00.000Z"', '{"a":[1]}', "7"]) {
        const forged = text.replace("{", `{${name}:${value},`);
        expect(JSON.parse(forged)).toEqual(receipt);
        expect(namesTwice(forged, receipt)).toBe(true);
      }
    }
  });

  test("of a key that was rotated away stays valid; of one that leaked only when we hold it ourselves", async () => {
    const old = publicKeyOf("receipt:7");
    await db.signingKey.create({ data: { id: old.keyId, publicKey: old.publicKey } });
    const body = { ...receipt, id: newId() };
    const signed = { ...body, ...signText("receipt:7", receiptText(body)) };
    expect((await verifyReceipt(signed, address())).valid).toBe(true);
    const revokedAt = new Date();
    await db.signingKey.update({ where: { id: old.keyId }, data: { revokedAt } });
    expect((await verifyReceipt(signed, address())).valid).toBe(false);
    await db.signingKey.update({ where: { id: receipt.keyId }, data: { revokedAt } });
    expect((await verifyReceipt(receipt, address())).valid).toBe(true);
    await db.signingKey.update({ where: { id: receipt.keyId }, data: { revokedAt: null } });
  });

  test("can be checked by anybody with the published key and no code of ours", async () => {
    const { keys } = await listReceiptKeys();
    const jwk = (keys as { kid: string }[]).find((key) => key.kid === receipt.keyId);
    const { attemptId, contentHash, id, submittedAt } = receipt;
    const text = JSON.stringify({ attemptId, contentHash, id, submittedAt });
    const key = createPublicKey({ key: jwk ?? {}, format: "jwk" });
    expect(verify(null, Buffer.from(text), key, Buffer.from(receipt.signature, "base64url"))).toBe(true);
  });

  test("is checked thirty times a minute from one address, and then no more", async () => {
    const from = address();
    for (let index = 0; index < 30; index++) await verifyReceipt(receipt, from);
    await expect(verifyReceipt(receipt, from)).rejects.toMatchObject({ code: "throttled" });
    expect((await verifyReceipt(receipt, address())).valid).toBe(true);
  });
});
