import { describe, expect, it } from "vitest";
import { invitationUrl } from "#lib/candidates/queries.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, makeStaff } from "#prisma/factories.ts";
import { getPerson } from "./queries.ts";

async function makeInvited() {
  const owner = await makeStaff();
  const { versionId } = await makeAssessment(owner.orgId);
  return { owner, ...(await makeCandidate(owner.orgId, versionId)) };
}

describe("a candidate's page", () => {
  it("shows the link to those who may invite, and nothing to another organisation", async () => {
    const { owner, candidate, invitation } = await makeInvited();
    const reviewer = await makeStaff("reviewer", owner.orgId);
    const linkFor = async (staff: typeof owner) => (await getPerson(staff, candidate.id)).invitations[0]?.url;
    expect(await linkFor(owner)).toBe(invitationUrl(invitation.id));
    expect(await linkFor(reviewer)).toBeNull();
    await expect(getPerson(await makeStaff(), candidate.id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getPerson(owner, "nonsense")).rejects.toMatchObject({ code: "not_found" });
  });

  it("names who ended access and why, and shows the link no more", async () => {
    const { owner, candidate } = await makeInvited();
    const ended = {
      withdrawnAt: new Date(),
      withdrawnBy: `staff:${owner.userId}`,
      withdrawnReason: "Moved away",
    };
    await db.candidate.update({ where: { id: candidate.id }, data: ended });
    const person = await getPerson(owner, candidate.id);
    expect(person.withdrawn).toMatchObject({ by: owner.name, reason: "Moved away" });
    expect(person.invitations[0]).toMatchObject({ status: "withdrawn", url: null });
  });
});
