import { beforeAll, expect, it } from "vitest";
import { readAccess } from "#lib/auth/access.ts";
import type { StaffActor } from "#lib/auth/actor.ts";
import { decideAccess } from "#lib/auth/rules.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { makeAssessment, makeCandidate, makePartner, makeStaff } from "#prisma/factories.ts";
import { liftDenial } from "./commands.ts";

let manager: StaffActor;
let versionId: string;
beforeAll(async () => {
  manager = await makeStaff("manager");
  versionId = (await makeAssessment(manager.orgId)).versionId;
});

async function makeDenied() {
  const user = await db.user.create({ data: { email: `${newId()}@example.org`, name: "Ada" } });
  const partner = await makePartner(manager.orgId);
  const { candidate } = await makeCandidate(manager.orgId, versionId, {
    partnerId: partner.id,
    userId: user.id,
  });
  await db.candidate.update({
    where: { id: candidate.id },
    data: { deniedAt: new Date(), deniedReason: "The process was ended", lookupState: "denied" },
  });
  return { id: candidate.id, userId: user.id };
}

const accessOf = async (userId: string) => {
  const facts = await readAccess(userId);
  return facts && decideAccess(facts);
};

it("opens the door again, asks the partner anew, and says in the audit who lifted what and why", async () => {
  const { id, userId } = await makeDenied();
  expect(await accessOf(userId)).toMatchObject({ kind: "ended" });
  await Promise.all([
    liftDenial(manager, id, "Denied by mistake"),
    liftDenial(manager, id, "Denied by mistake"),
  ]);
  expect(await accessOf(userId)).toEqual({ kind: "open", askPartner: true });
  expect(await db.candidate.findUniqueOrThrow({ where: { id } })).toMatchObject({
    lookupState: "unconfirmed",
    deniedReason: null,
  });
  const audits = await db.auditEvent.findMany({ where: { subjectId: id } });
  expect(audits).toMatchObject([
    {
      action: "candidate.denial_lifted",
      actorId: manager.userId,
      data: { reason: "Denied by mistake", deniedReason: "The process was ended" },
    },
  ]);
});

it("is for the team's managers and owners", async () => {
  const { id, userId } = await makeDenied();
  for (const actor of [await makeStaff("reviewer", manager.orgId), await makeStaff("owner")]) {
    await expect(liftDenial(actor, id, "x")).rejects.toMatchObject({ code: "not_found" });
  }
  expect(await accessOf(userId)).toMatchObject({ kind: "ended" });
});
