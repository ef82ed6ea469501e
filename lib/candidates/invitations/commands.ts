import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { mailInvitation } from "../commands.ts";
import { canInvite } from "../policy.ts";
import { candidateStatus } from "../rules.ts";

/** Nobody wants the same mail more often; a press too many must not become a flood. */
const RESEND_LIMIT = { capacity: 3, windowSeconds: 3600 };

/**
 * Sends the invitation's mail again, with the same link.
 * @returns the address that it goes to.
 * @throws DomainError not_found | forbidden | conflict (it can no longer be used) | throttled
 */
export async function resendInvitation(actor: Actor, invitationId: string): Promise<{ email: string }> {
  const staff = assertStaff(actor);
  const invitation = await db.invitation.findFirst({
    where: { id: invitationId, orgId: staff.orgId },
    include: {
      candidate: true,
      attempt: { select: { state: true } },
      assessmentVersion: { include: { assessment: true } },
    },
  });
  if (!invitation) throw notFound("invitation");
  if (!canInvite(staff)) throw new DomainError("forbidden", "Managers and owners send invitations.");
  const { candidate, attempt, assessmentVersion } = invitation;
  const status = candidateStatus(
    { ...candidate, invitation, attempt: attempt && { ...attempt, decided: false } },
    now(),
  );
  if (status !== "invited") {
    throw new DomainError("conflict", "This invitation can no longer be used. Send a new one.");
  }
  const rate = await takeToken(`invitation-mail:${invitationId}`, RESEND_LIMIT);
  if (!rate.allowed) {
    const minutes = Math.ceil(rate.retryAfterSeconds / 60);
    throw new DomainError(
      "throttled",
      `The mail was sent ${RESEND_LIMIT.capacity} times within the hour. Copy the link, or wait ${minutes} min.`,
      { retryAfterSeconds: rate.retryAfterSeconds },
    );
  }
  const { id: versionId, name, durationMinutes, assessment } = assessmentVersion;
  await db.$transaction(async (tx) => {
    const words = {
      email: candidate.email,
      name: candidate.name,
      locale: candidate.locale,
      timeMultiplier: invitation.timeMultiplier.toNumber(),
    };
    const published = { id: assessment.id, slug: assessment.slug, versionId, name, durationMinutes };
    await mailInvitation(tx, staff.orgId, invitationId, words, published, invitation.expiresAt);
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "invitation.resent",
      subject: "candidate",
      subjectId: candidate.id,
      data: { invitationId },
    });
  });
  return { email: candidate.email };
}
