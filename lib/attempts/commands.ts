import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { endedAt } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { combinedMultiplier } from "./accommodations/rules.ts";
import { type Agreed, keepAgreement } from "./agreement/commands.ts";
import { expireAttempt } from "./jobs.ts";
import { canTake } from "./policy.ts";
import { deletePractice } from "./practice/commands.ts";
import { effectiveDeadline, expiresAt, type StartRefusal, startRefusal } from "./rules.ts";
import type { StartAnswer } from "./schema.ts";

const REFUSALS: Record<StartRefusal, string> = {
  withdrawn: "Your access was ended, so this assessment cannot be started.",
  revoked: "This invitation was taken back, so the assessment cannot be started.",
  expired: "The last day to start has passed. Ask the team that invited you for a new invitation.",
  unpublished: "This assessment is not ready yet. Ask the team that invited you.",
};

type Started = { id: string; startedAt: Date; deadlineAt: Date };

function answer(attempt: Started): StartAnswer {
  return {
    attemptId: attempt.id,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt.toISOString(),
    serverNow: now().toISOString(),
  };
}

/** The invitation with its row locked: two starts at once come one after the other. */
async function lockInvitation(tx: Tx, actor: CandidateActor, invitationId: string) {
  await tx.$queryRaw`select 1 from invitation where id = ${invitationId}::uuid for update`;
  const invitation = await tx.invitation.findUnique({
    where: { id: invitationId },
    include: {
      attempt: true,
      practice: { select: { id: true } },
      candidate: {
        select: {
          userId: true,
          withdrawnAt: true,
          deniedAt: true,
          user: { select: { extraTimePercent: true } },
        },
      },
      assessmentVersion: { select: { durationMinutes: true, publishedAt: true } },
    },
  });
  if (!invitation || !canTake(actor, { candidateUserId: invitation.candidate.userId })) {
    throw notFound("invitation");
  }
  return invitation;
}

type LockedInvitation = Awaited<ReturnType<typeof lockInvitation>>;

async function begin(tx: Tx, invitation: LockedInvitation): Promise<Started> {
  const startedAt = now();
  const own = invitation.candidate.user?.extraTimePercent ?? 0;
  const terms = {
    startedAt,
    baseMinutes: invitation.assessmentVersion.durationMinutes,
    timeMultiplier: combinedMultiplier(invitation.timeMultiplier.toNumber(), own),
    adjustmentSeconds: 0,
  };
  const deadlineAt = effectiveDeadline(terms);
  const { id: invitationId, candidateId, orgId, assessmentVersionId } = invitation;
  const attempt = await tx.attempt.create({
    data: { id: newId(), invitationId, candidateId, orgId, assessmentVersionId, deadlineAt, ...terms },
  });
  const wait = Math.ceil((expiresAt(deadlineAt).getTime() - startedAt.getTime()) / 1000);
  await enqueue(tx, expireAttempt, { attemptId: attempt.id }, { startAfterSeconds: wait });
  return attempt;
}

/**
 * Starts the clock, or answers the attempt that already exists: pressing twice, or on two devices, starts once. This is
 * the bare call of the API: it says nothing of what is recorded, so no agreement is kept for it.
 * @throws DomainError not_found when the invitation is not theirs; gone when it may not be started (any more).
 */
export function startAttempt(actor: Actor, invitationId: string): Promise<StartAnswer> {
  return start(actor, invitationId, async () => {});
}

/**
 * Starts the clock of somebody who agrees to what is recorded; the agreement is kept with its time and its words.
 * @param agreed null when they did not say so.
 * @throws DomainError as `startAttempt`, and invalid without agreement.
 */
export function agreeAndStart(actor: Actor, invitationId: string, agreed: Agreed): Promise<StartAnswer> {
  return start(actor, invitationId, (tx) => keepAgreement(tx, invitationId, agreed));
}

/** @param before what else belongs to the start, in its transaction; not done again for an attempt that exists. */
async function start(
  actor: Actor,
  invitationId: string,
  before: (tx: Tx) => Promise<void>,
): Promise<StartAnswer> {
  const candidate = assertCandidate(actor);
  if (!isId(invitationId)) throw notFound("invitation");
  return db.$transaction(async (tx) => {
    const invitation = await lockInvitation(tx, candidate, invitationId);
    const { expiresAt: until, revokedAt, candidate: record, assessmentVersion: version } = invitation;
    if (endedAt(record)) throw new DomainError("gone", REFUSALS.withdrawn);
    if (invitation.attempt) return answer(invitation.attempt);
    const facts = { expiresAt: until, revokedAt, ...record, publishedAt: version.publishedAt };
    const refusal = startRefusal(facts, now());
    if (refusal) throw new DomainError("gone", REFUSALS[refusal]);
    await before(tx);
    if (invitation.practice) await deletePractice(tx, invitation.practice.id);
    return answer(await begin(tx, invitation));
  });
}
