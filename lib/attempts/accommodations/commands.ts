import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import type { ExtraTimeInput } from "./schema.ts";

/*
 * Neither command writes to the audit trail, and neither asks for a reason: the team reads that trail, and what somebody
 * needs is theirs (docs/decisions/0015).
 */

/** Sets one's own extra time, for every attempt that starts from now on; one that runs keeps its clock. */
export async function setExtraTime(actor: Actor, { percent }: ExtraTimeInput): Promise<void> {
  const { userId } = assertCandidate(actor);
  await db.user.update({ where: { id: userId }, data: { extraTimePercent: percent } });
}

/**
 * Says whether the team behind an invitation may see one's extra time.
 * @throws DomainError not_found when the invitation is not theirs; conflict once the attempt has started.
 */
export async function shareExtraTime(actor: Actor, invitationId: string, shares: boolean): Promise<void> {
  const { userId } = assertCandidate(actor);
  const own = isId(invitationId)
    ? await db.invitation.findFirst({
        where: { id: invitationId, candidate: { userId } },
        select: { attempt: { select: { id: true } } },
      })
    : null;
  if (!own) throw notFound("invitation");
  const { count } = await db.invitation.updateMany({
    where: { id: invitationId, attempt: { is: null } },
    data: { sharesExtraTime: shares },
  });
  if (count === 0) throw new DomainError("conflict", "The attempt has started, so this stays as it was.");
}
