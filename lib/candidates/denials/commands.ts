import type { Actor } from "#lib/auth/actor.ts";
import { assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";

/**
 * Takes a partner's recorded denial back: the candidate may sign in again, and the partner is asked anew then. Lifting
 * what is not denied changes nothing.
 * @throws DomainError not_found when the candidate is not there, or the actor is no manager of its team.
 */
export async function liftDenial(
  actor: Actor,
  candidateId: string,
  reason: string,
  requestId?: string,
): Promise<void> {
  const staff = assertStaff(actor, "manager");
  const candidate = isId(candidateId)
    ? await db.candidate.findFirst({
        where: { id: candidateId, orgId: staff.orgId },
        select: { deniedAt: true, deniedReason: true },
      })
    : null;
  if (!candidate) throw notFound("candidate");
  await db.$transaction(async (tx) => {
    const lifted = await tx.candidate.updateMany({
      where: { id: candidateId, deniedAt: { not: null } },
      data: { deniedAt: null, deniedReason: null, lookupState: "unconfirmed" },
    });
    if (lifted.count === 0) return;
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "candidate.denial_lifted",
      subject: "candidate",
      subjectId: candidateId,
      data: { reason, deniedAt: candidate.deniedAt?.toISOString(), deniedReason: candidate.deniedReason },
      ...(requestId ? { requestId } : {}),
    });
  });
}
