import { describe, expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import { handlePurgeJournal, JOURNAL_RETENTION_DAYS, purgeSignInJournal } from "../jobs.ts";
import { findNearMatches, listJournalPartners, searchJournal } from "./queries.ts";

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

describe("who ended an access", () => {
  const DENIED_AT = new Date("2026-11-22T10:03:00Z");

  async function makeRefusal(part: { reason: string; endedAt?: Date; record?: object }) {
    const owner = await makeStaff();
    const partner = await makePartner(owner.orgId, "Northbridge");
    const { reason, endedAt = null, record = {} } = part;
    const { id } = await db.candidate.create({
      data: {
        orgId: owner.orgId,
        source: "partner",
        partnerId: partner.id,
        externalId: newId(),
        ...ADA,
        ...record,
      },
    });
    await db.signInAttempt.create({
      data: {
        ...{
          email: ADA.email,
          candidateId: id,
          orgId: owner.orgId,
          partnerId: partner.id,
          requestId: newId(),
        },
        ...{ outcome: "access_withdrawn", reason, endedAt, durationMs: 40 },
      },
    });
    const first = async () => (await searchJournal(owner, { search: ADA.email })).rows[0]?.ended;
    return { owner, candidateId: id, first };
  }

  test("is on the row, with the partner's reason while the denial stands", async () => {
    const record = { deniedAt: DENIED_AT, deniedReason: "Position closed", lookupState: "denied" };
    const { first, candidateId } = await makeRefusal({
      reason: "partner_denied",
      endedAt: DENIED_AT,
      record,
    });
    const end = { by: "partner_denied", at: DENIED_AT, partner: "Northbridge" };
    expect(await first()).toMatchObject({ ...end, given: "Position closed", stands: true });
    await db.candidate.update({
      where: { id: candidateId },
      data: { deniedAt: null, deniedReason: null, lookupState: "unconfirmed" },
    });
    expect(await first()).toMatchObject({ ...end, given: null, stands: false });
    const deniedAgain = new Date(DENIED_AT.getTime() + 3_600_000);
    await db.candidate.update({
      where: { id: candidateId },
      data: { deniedAt: deniedAgain, lookupState: "denied" },
    });
    expect(await first()).toMatchObject({ ...end, stands: false });
  });

  test("is the member who withdrew the candidate", async () => {
    const owner = await makeStaff();
    const record = { withdrawnAt: DENIED_AT, withdrawnBy: `staff:${owner.userId}` };
    const { first } = await makeRefusal({ reason: "team_withdrew", endedAt: DENIED_AT, record });
    expect(await first()).toMatchObject({ by: "team_withdrew", at: DENIED_AT, member: owner.name });
  });

  test("is read from the record for rows of the time before the journal kept it", async () => {
    const { first } = await makeRefusal({
      reason: "record_ended",
      record: { deniedAt: DENIED_AT, lookupState: "denied" },
    });
    expect(await first()).toMatchObject({ by: "partner_denied", at: DENIED_AT, partner: "Northbridge" });
  });
});

test("tries older than half a year are forgotten each night in small steps, younger ones stay", async () => {
  const owner = await makeStaff();
  const [old, older, young] = [
    await makeTry(owner.orgId, ADA),
    await makeTry(owner.orgId, ADA),
    await makeTry(owner.orgId, ADA),
  ];
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  await db.signInAttempt.updateMany({
    where: { requestId: { in: [old, older] } },
    data: { at: daysAgo(JOURNAL_RETENTION_DAYS + 1) },
  });
  await db.signInAttempt.updateMany({
    where: { requestId: young },
    data: { at: daysAgo(JOURNAL_RETENTION_DAYS - 1) },
  });
  expect(await purgeSignInJournal({ rows: 1, batches: 1 })).toBe(1);
  await handlePurgeJournal();
  const left = await searchJournal(owner, {});
  expect(left.rows.map(({ requestId }) => requestId)).toEqual([young]);
});
