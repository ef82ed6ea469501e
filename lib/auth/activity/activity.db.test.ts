import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import type { PartnerActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { findNearMatches, listAuditEvents, listJournalPartners, searchJournal } from "./queries.ts";

async function makeTry(orgId: string, candidate: { name: string; email: string }) {
  const { id } = await db.candidate.create({ data: { orgId, source: "invited", ...candidate } });
  const requestId = `req-${newId()}`;
  await db.signInAttempt.create({
    data: {
      email: candidate.email,
      candidateId: id,
      orgId,
      outcome: "invalid_credentials",
      reason: "wrong_password",
      durationMs: 40,
      requestId,
    },
  });
  return requestId;
}

const ADA = { name: "Ada Lindt", email: "ada@example.org" };

describe("the sign-in journal", () => {
  test("is found by name, by part of the address and by request id", async () => {
    const owner = await makeStaff();
    const requestId = await makeTry(owner.orgId, ADA);
    await makeTry(owner.orgId, { name: "Bo Ek", email: "bo@example.org" });
    for (const search of ["lindt", "ADA@", requestId]) {
      const { rows } = await searchJournal(owner, { search });
      expect(rows.map(({ name, email }) => [name, email])).toEqual([["Ada Lindt", "ada@example.org"]]);
    }
    expect((await searchJournal(owner, {})).rows).toHaveLength(2);
  });

  test("is narrowed by outcome and by partner", async () => {
    const owner = await makeStaff();
    const partner = await makePartner(owner.orgId, "Acme");
    const asked = await makeTry(owner.orgId, ADA);
    await makeTry(owner.orgId, { name: "Bo Ek", email: "bo@example.org" });
    await db.signInAttempt.updateMany({
      where: { requestId: asked },
      data: { partnerId: partner.id, outcome: "signed_in" },
    });
    const ids = async (filter: Parameters<typeof searchJournal>[1]) =>
      (await searchJournal(owner, filter)).rows.map(({ requestId }) => requestId);
    expect(await ids({ outcome: "signed_in" })).toEqual([asked]);
    expect(await ids({ partnerId: partner.id })).toEqual([asked]);
    expect(await ids({ partnerId: partner.id, outcome: "throttled" })).toEqual([]);
    expect(await listJournalPartners(owner)).toEqual([{ id: partner.id, name: "Acme" }]);
  });

  test("shows another team nothing, and a reviewer no page", async () => {
    const [owner, other] = [await makeStaff(), await makeStaff()];
    const requestId = await makeTry(owner.orgId, ADA);
    expect((await searchJournal(other, { search: requestId })).rows).toEqual([]);
    expect(await findNearMatches(other, "ada.lindt@example.org")).toEqual([]);
    const reviewer = await makeStaff("reviewer", owner.orgId);
    await expect(searchJournal(reviewer, {})).rejects.toMatchObject({ code: "not_found" });
  });

  test("names whom a search without a result may have meant", async () => {
    const owner = await makeStaff();
    await makeTry(owner.orgId, ADA);
    expect(await findNearMatches(owner, "lindt.ada@gmail.example")).toEqual([ADA]);
  });
});

test("the audit trail names people and partners, newest first, and only to its own team", async () => {
  const owner = await makeStaff();
  const partner = await makePartner(owner.orgId, "Acme");
  const key = await db.partnerKey.create({
    data: { partnerId: partner.id, name: "Key", prefix: "assay_live_ab12", hash: newId(), scopes: [] },
  });
  const entry = { orgId: owner.orgId, subject: "partner", subjectId: partner.id };
  await writeAudit(db, owner, { ...entry, action: "partner.created" });
  const asPartner: PartnerActor = {
    kind: "partner",
    partnerId: partner.id,
    partnerSlug: partner.slug,
    orgId: owner.orgId,
    keyId: key.id,
    scopes: [],
  };
  await writeAudit(db, asPartner, { ...entry, action: "candidate.withdrawn" });
  const { rows } = await listAuditEvents(owner, {});
  expect(rows.map(({ who, action }) => [who, action])).toEqual([
    ["Acme", "candidate.withdrawn"],
    [owner.name, "partner.created"],
  ]);
  expect((await listAuditEvents(await makeStaff(), {})).rows).toEqual([]);
});
