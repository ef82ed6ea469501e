import { now } from "#lib/platform/clock.ts";
import type { Tx } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { ERASED_WORDS, fateOf } from "../erasure/rules.ts";

/*
 * What erasure deletes of attempts. Only this room's own job calls these: nothing here authorises. What stays, and
 * why, is ADR 0016; the test beside the job searches every table for what should be gone.
 */

export interface RemovedWork {
  attempts: number;
  answers: number;
  revisions: number;
  runs: number;
  events: number;
}

interface LockedAttempt {
  id: string;
  state: string;
  decided: boolean;
}

/** Locked in one order, so that nothing is saved, graded or read into them meanwhile, and no two erasures cross. */
function lockAttempts(tx: Tx, candidateIds: string[]): Promise<LockedAttempt[]> {
  return tx.$queryRaw<LockedAttempt[]>`
    select a.id::text, a.state::text, exists (select 1 from decision d where d."attemptId" = a.id) as decided
    from attempt a where a."candidateId" = any(${candidateIds}::uuid[]) order by a.id for update`;
}

/** Deletes everything that was written and recorded in the attempts of these candidates. */
export async function removeWork(tx: Tx, candidateIds: string[]): Promise<RemovedWork> {
  const attempts = await lockAttempts(tx, candidateIds);
  const ids = attempts.map(({ id }) => id);
  const of = { attemptId: { in: ids } };
  await removeJobs(tx, ids);
  const revisions = await tx.answerRevision.deleteMany({ where: { answer: of } });
  const answers = await tx.answer.deleteMany({ where: of });
  const runs = await tx.run.deleteMany({ where: of });
  await tx.attemptFile.deleteMany({ where: of });
  const events = await tx.attemptEvent.deleteMany({ where: of });
  await tx.timeCredit.deleteMany({ where: of });
  await tx.testResult.deleteMany({ where: { submission: of } });
  await tx.submission.deleteMany({ where: of });
  await tx.review.deleteMany({ where: of });
  const fated = (fate: ReturnType<typeof fateOf>) =>
    attempts.filter((attempt) => fateOf(attempt) === fate).map(({ id }) => id);
  await tx.attempt.deleteMany({ where: { id: { in: fated("gone") } } });
  await bareAttempts(tx, [...fated("bare"), ...fated("scored")]);
  await tx.attempt.updateMany({
    where: { id: { in: fated("bare") } },
    data: { points: null, maxPoints: null },
  });
  await muteDecisions(tx, fated("scored"));
  return {
    attempts: ids.length,
    answers: answers.count,
    revisions: revisions.count,
    runs: runs.count,
    events: events.count,
  };
}

/**
 * State, end and receipt stay; extra time, which may tell of a person's health, does not. Nor does the minute of the
 * start: beside the minute of the end it would tell it. What stays of it is what the team was told (`toldStart`).
 */
async function bareAttempts(tx: Tx, ids: string[]): Promise<void> {
  await tx.$executeRaw`
    update attempt a set "erasedAt" = ${now()}, "networkHash" = null, flagged = '{}', "timeMultiplier" = 1, "adjustmentSeconds" = 0,
      "startedAt" = told."startedAt", "deadlineAt" = told."startedAt" + make_interval(mins => a."baseMinutes")
    from (
      select t.id, least(t."startedAt", greatest(date_trunc('day', t."startedAt", 'UTC'), i."createdAt")) as "startedAt"
      from attempt t left join invitation i on i.id = t."invitationId" where t.id = any(${ids}::uuid[])
    ) told where told.id = a.id`;
}

/** Decisions are never rewritten, so they are written anew: what was decided, when and by whom, without the reason. */
async function muteDecisions(tx: Tx, attemptIds: string[]): Promise<void> {
  const where = { attemptId: { in: attemptIds } };
  const decisions = await tx.decision.findMany({ where });
  await tx.decision.deleteMany({ where });
  await tx.decision.createMany({
    data: decisions.map((decision) => ({ ...decision, reason: ERASED_WORDS })),
  });
}

/** Their jobs have nothing left to do, and what a failed one keeps of its error may quote anything. */
async function removeJobs(tx: Tx, attemptIds: string[]): Promise<void> {
  await tx.$executeRaw`
    delete from pgboss.job j where j.data->>'attemptId' = any(${attemptIds})
      or j.data->>'submissionId' in (select id::text from submission where "attemptId" = any(${attemptIds}::uuid[]))
      or j.data->>'runId' in (select id::text from run where "attemptId" = any(${attemptIds}::uuid[]))`;
}

/** Deletes these mails with their jobs. @returns how many. */
export async function removeMails(tx: Tx, where: Prisma.MailMessageWhereInput): Promise<number> {
  const mails = await tx.mailMessage.findMany({ where, select: { id: true } });
  const ids = mails.map(({ id }) => id);
  await tx.$executeRaw`delete from pgboss.job j where j.data->>'mailId' = any(${ids})`;
  await tx.mailMessage.deleteMany({ where: { id: { in: ids } } });
  return ids.length;
}
