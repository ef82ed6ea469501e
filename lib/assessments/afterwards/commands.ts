import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { lockAssessment } from "../commands.ts";
import { canAuthor } from "../policy.ts";
import type { AfterwardsInput } from "./schema.ts";

/**
 * Says what candidates of an assessment see of their result, and by when they are answered. It holds for every version
 * and for everybody who has taken it, at once. The same again writes nothing.
 * @throws DomainError not_found: no such assessment, another organisation's, or a reviewer asks.
 */
export async function setAfterwards(actor: Actor, input: AfterwardsInput, requestId?: string): Promise<void> {
  const staff = assertStaff(actor);
  if (!canAuthor(staff)) throw notFound("assessment");
  const { assessmentId, resultSharing, replyWithinDays } = input;
  await db.$transaction(async (tx) => {
    const before = await lockAssessment(tx, staff.orgId, assessmentId);
    if (before.resultSharing === resultSharing && before.replyWithinDays === replyWithinDays) return;
    await tx.assessment.update({ where: { id: assessmentId }, data: { resultSharing, replyWithinDays } });
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "assessment.afterwards_changed",
      subject: "assessment",
      subjectId: assessmentId,
      data: {
        name: before.versions[0]?.name ?? before.slug,
        from: before.resultSharing,
        to: resultSharing,
        replyWithinDays,
        replyWithinDaysBefore: before.replyWithinDays,
      },
      ...(requestId ? { requestId } : {}),
    });
  });
}
