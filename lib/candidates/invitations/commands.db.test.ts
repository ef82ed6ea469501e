import { describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeAttempt, makeCandidate, makeStaff } from "#prisma/factories.ts";
import { invitationUrl } from "../queries.ts";
import { resendInvitation } from "./commands.ts";

async function makeInvited() {
  const owner = await makeStaff();
  const { versionId } = await makeAssessment(owner.orgId);
  return { owner, ...(await makeCandidate(owner.orgId, versionId)) };
}

describe("sending an invitation again", () => {
  it("queues the same link and says so in the audit, three times an hour and no more", async () => {
    const { owner, candidate, invitation } = await makeInvited();
    for (let press = 0; press < 3; press++) {
      expect(await resendInvitation(owner, invitation.id)).toEqual({ email: candidate.email });
    }
    await expect(resendInvitation(owner, invitation.id)).rejects.toMatchObject({ code: "throttled" });
    const mails = await db.mailMessage.findMany({ where: { to: candidate.email, kind: "invitation" } });
    expect(mails).toHaveLength(3);
    for (const mail of mails) expect(mail.text).toContain(invitationUrl(invitation.id));
    const audit = { action: "invitation.resent", subjectId: candidate.id };
    expect(await db.auditEvent.count({ where: audit })).toBe(3);
  });

  it("is for managers of the same organisation, while the invitation can be used", async () => {
    const { owner, invitation, candidate } = await makeInvited();
    const reviewer = await makeStaff("reviewer", owner.orgId);
    await expect(resendInvitation(reviewer, invitation.id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(resendInvitation(await makeStaff(), invitation.id)).rejects.toMatchObject({
      code: "not_found",
    });
    await makeAttempt({ candidate, invitation }, { state: "in_progress" });
    await expect(resendInvitation(owner, invitation.id)).rejects.toMatchObject({ code: "conflict" });
    expect(await db.mailMessage.count({ where: { to: candidate.email } })).toBe(0);
  });
});
