import { expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import { getPartnerHealth } from "./health/queries.ts";
import { createKey, revokeKey } from "./keys/commands.ts";
import { getPartner, listPartners } from "./queries.ts";
import { SCOPES } from "./schema.ts";

const HOUR_MS = 3_600_000;

test("a partner's page counts the failures of a day, with whom they hit", async () => {
  const reviewer = await makeStaff("reviewer");
  const partner = await makePartner(reviewer.orgId, "Acme");
  await db.partner.update({ where: { id: partner.id }, data: { lookupUrl: "https://acme.example/assay" } });
  const candidate = await db.candidate.create({
    data: {
      orgId: reviewer.orgId,
      name: "Ada",
      email: "ada@example.org",
      source: "partner",
      partnerId: partner.id,
      externalId: "c-1",
    },
  });
  const lookup = { partnerId: partner.id, candidateId: candidate.id, durationMs: 800 };
  await db.partnerLookup.createMany({
    data: [
      { ...lookup, kind: "timeout" },
      { ...lookup, kind: "timeout", at: new Date(Date.now() - 30 * HOUR_MS) },
      { ...lookup, kind: "ok" },
    ],
  });
  const view = await getPartnerHealth(reviewer, partner.id);
  expect(view.failures).toEqual([
    { kind: "timeout", count: 1, byHand: 0, candidates: 1, lastAt: expect.any(Date) },
  ]);
  expect(view.health.state).toBe("degraded");
  expect((await getPartner(reviewer, partner.id)).health).toEqual(view.health);
  expect((await listPartners(reviewer)).rows).toMatchObject([
    { name: "Acme", health: { state: "degraded" } },
  ]);
});

test("keys are listed with their maker, their end and their prefix, never with more of the secret", async () => {
  const owner = await makeStaff();
  const partner = await makePartner(owner.orgId);
  const input = { name: "Production", scopes: [...SCOPES], expiresAt: undefined };
  const first = await createKey(owner, partner.id, input);
  const second = await createKey(owner, partner.id, input);
  expect((await getPartner(owner, partner.id)).canAddKey).toBe(false);
  await revokeKey(owner, first.id);
  const { keys, canAddKey } = await getPartner(owner, partner.id);
  expect(canAddKey).toBe(true);
  expect(keys.map(({ live, createdBy }) => [live, createdBy])).toEqual([
    [true, owner.name],
    [false, owner.name],
  ]);
  expect(JSON.stringify(keys)).not.toContain(second.key);
});

test("another organisation's partner reads as not found", async () => {
  const [mine, theirs] = [await makeStaff(), await makeStaff()];
  const partner = await makePartner(theirs.orgId);
  await expect(getPartner(mine, partner.id)).rejects.toMatchObject({ code: "not_found" });
  await expect(getPartner(mine, "not-an-id")).rejects.toMatchObject({ code: "not_found" });
  expect((await listPartners(mine)).rows).toEqual([]);
});
