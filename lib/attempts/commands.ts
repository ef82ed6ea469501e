import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { endedAt } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db, prepared, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newTimelessId } from "#lib/platform/ids.ts";
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

interface LockedInvitation {
  id: string;
  orgId: string;
  candidateId: string;
  candidateUserId: string | null;
  assessmentVersionId: string;
  expiresAt: Date;
  revokedAt: Date | null;
  withdrawnAt: Date | null;
  deniedAt: Date | null;
  publishedAt: Date | null;
  durationMinutes: number;
  timeMultiplier: number;
  extraTimePercent: number | null;
  attemptId: string | null;
  startedAt: Date;
  deadlineAt: Date;
  practiceId: string | null;
}

/**
 * The invitation with its row locked: two starts at once come one after the other. The lock is a statement of its own,
 * because the second start must see the attempt that the first one made meanwhile.
 */
async function lockInvitation(
  tx: Tx,
  actor: CandidateActor,
  invitationId: string,
): Promise<LockedInvitation> {
  await tx.$queryRaw`${prepared()} select 1 from invitation where id = ${invitationId}::uuid for update`;
  const [invitation] = await tx.$queryRaw<LockedInvitation[]>`${prepared()}
    select i.id, i."orgId", i."candidateId", c."userId" as "candidateUserId", i."assessmentVersionId", i."expiresAt",
      i."revokedAt", c."withdrawnAt", c."deniedAt", v."publishedAt", v."durationMinutes",
      i."timeMultiplier"::float8 as "timeMultiplier", u."extraTimePercent", a.id as "attemptId", a."startedAt",
      a."deadlineAt", p.id as "practiceId"
    from invitation i
      join candidate c on c.id = i."candidateId"
      join assessment_version v on v.id = i."assessmentVersionId"
      left join app_user u on u.id = c."userId"
      left join attempt a on a."invitationId" = i.id
      left join attempt p on p."practiceOfId" = i.id
    where i.id = ${invitationId}::uuid`;
  if (!invitation || !canTake(actor, invitation)) throw notFound("invitation");
  return invitation;
}

async function begin(tx: Tx, invitation: LockedInvitation): Promise<Started> {
  const startedAt = now();
  const { durationMinutes, timeMultiplier, extraTimePercent } = invitation;
  const terms = {
    startedAt,
    baseMinutes: durationMinutes,
    timeMultiplier: combinedMultiplier(timeMultiplier, extraTimePercent ?? 0),
    adjustmentSeconds: 0,
  };
  const deadlineAt = effectiveDeadline(terms);
  const { id: invitationId, candidateId, orgId, assessmentVersionId } = invitation;
  const attempt = await tx.attempt.create({
    data: {
      id: newTimelessId(),
      invitationId,
      candidateId,
      orgId,
      assessmentVersionId,
      deadlineAt,
      ...terms,
    },
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
    const { attemptId, practiceId } = invitation;
    if (endedAt(invitation)) throw new DomainError("gone", REFUSALS.withdrawn);
    if (attemptId !== null) return answer({ ...invitation, id: attemptId });
    const refusal = startRefusal(invitation, now());
    if (refusal) throw new DomainError("gone", REFUSALS[refusal]);
    await before(tx);
    if (practiceId !== null) await deletePractice(tx, practiceId);
    return answer(await begin(tx, invitation));
  });
}
