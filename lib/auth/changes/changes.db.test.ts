import { expect, test } from "vitest";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import type { PartnerActor } from "../actor.ts";
import { writeAudit } from "../audit.ts";
import { listAuditEvents } from "./queries.ts";

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
  const elsewhere = await makePartner((await makeStaff()).orgId, "Not theirs");
  await writeAudit(db, owner, { ...entry, subjectId: elsewhere.id, action: "partner.checked" });
  const { rows } = await listAuditEvents(owner, {});
  expect(rows.map(({ who, action, subjectName }) => [who, action, subjectName])).toEqual([
    [owner.name, "partner.checked", null],
    ["Acme", "candidate.withdrawn", "Acme"],
    [owner.name, "partner.created", "Acme"],
  ]);
  expect((await listAuditEvents(await makeStaff(), {})).rows).toEqual([]);
});
