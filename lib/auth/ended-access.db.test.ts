import { expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";
import { signInWithProof } from "./credentials.ts";
import type { SignInLookup } from "./lookup-port.ts";

const nobodyAsked: SignInLookup = async () => {
  throw new Error("nobody should be asked");
};

test("a second try after a denial says as much as the first: who denied, and since when", async () => {
  const { orgId } = await makeStaff();
  const partner = await makePartner(orgId, "Northbridge");
  const { versionId } = await makeAssessment(orgId);
  const user = await db.user.create({ data: { email: `ada-${newId()}@example.org`, name: "Ada" } });
  const { candidate } = await makeCandidate(orgId, versionId, { partnerId: partner.id, userId: user.id });
  const deniedAt = new Date("2026-11-22T10:03:00Z");
  const deny: SignInLookup = async () => {
    await db.candidate.update({
      where: { id: candidate.id },
      data: { deniedAt, deniedReason: "Position closed", lookupState: "denied" },
    });
    const detail = { outcome: "denied", reason: "denied", candidateId: candidate.id, partnerId: partner.id };
    return { verdict: "denied", durationMs: 5, ...detail };
  };
  const tries = [
    { lookup: deny, reason: "lookup_denied", lookupOutcome: "denied" },
    { lookup: nobodyAsked, reason: "partner_denied", lookupOutcome: null },
  ];
  for (const { lookup, reason, lookupOutcome } of tries) {
    const from = { requestId: newId(), ip: null, userAgent: "test" };
    const result = await signInWithProof(user.id, "code", from, lookup);
    expect(result).toMatchObject({
      ...{ outcome: "access_withdrawn", by: "partner_denied", partnerName: "Northbridge", endedAt: deniedAt },
      orgName: expect.stringContaining("Organisation"),
    });
    expect(await db.signInAttempt.findMany({ where: { requestId: from.requestId } })).toMatchObject([
      { reason, partnerId: partner.id, candidateId: candidate.id, lookupOutcome, endedAt: deniedAt },
    ]);
  }
});
