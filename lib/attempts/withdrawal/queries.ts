import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { endedAt } from "#lib/candidates/rules.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";

/** What somebody who thinks of withdrawing must know. */
export interface Withdrawable {
  invitationId: string;
  candidateId: string;
  title: string;
  organisation: string;
  contactEmail: string;
  /** The partner that put them forward, who learns of it. */
  partner: string | null;
  runningAttemptId: string | null;
  /** False once it was handed in, ended or withdrawn. */
  open: boolean;
}

/** @throws DomainError not_found when the invitation is not theirs. */
export async function getWithdrawable(actor: Actor, invitationId: string): Promise<Withdrawable> {
  const { userId } = assertCandidate(actor);
  const invitation = isId(invitationId)
    ? await db.invitation.findFirst({
        where: { id: invitationId, candidate: { userId } },
        select: {
          id: true,
          candidateId: true,
          org: { select: { name: true, contactEmail: true } },
          assessmentVersion: { select: { name: true } },
          attempt: { select: { id: true, state: true } },
          candidate: {
            select: { withdrawnAt: true, deniedAt: true, partner: { select: { name: true } } },
          },
        },
      })
    : null;
  if (!invitation) throw notFound("invitation");
  const { attempt, candidate, org } = invitation;
  const runs = attempt?.state === "in_progress";
  return {
    invitationId: invitation.id,
    candidateId: invitation.candidateId,
    title: invitation.assessmentVersion.name,
    organisation: org.name,
    contactEmail: org.contactEmail,
    partner: candidate.partner?.name ?? null,
    runningAttemptId: runs ? attempt.id : null,
    open: endedAt(candidate) === null && (attempt === null || runs),
  };
}
