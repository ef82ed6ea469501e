import { grantCredit } from "#lib/attempts/credits/commands.ts";
import {
  type CreditedFailure,
  FAILURE_REASON,
  failureSpan,
  judgeWait,
  WAIT_REASON,
  withinShare,
} from "#lib/attempts/credits/rules.ts";
import { plannedMs, type Span } from "#lib/attempts/rules.ts";
import type { Tx } from "#lib/platform/db.ts";

/**
 * Gives back what the candidate has waited for this run so far, if it was more than it should be. A practice has no
 * clock, and gets nothing.
 */
export async function creditWait(tx: Tx, runId: string, at: Date): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      id: true,
      attemptId: true,
      state: true,
      crashes: true,
      createdAt: true,
      startedAt: true,
      finishedAt: true,
      attempt: { select: { practiceOfId: true } },
    },
  });
  if (run.attempt.practiceOfId !== null) return;
  const failed = run.state === "failed" || run.crashes > 0;
  const span = failed ? await failureOf(tx, run, at) : await waitOf(tx, run, at);
  if (!span) return;
  const reason = failed ? FAILURE_REASON : WAIT_REASON;
  await grantCredit(tx, { ...span, attemptId: run.attemptId, kind: "judge_wait", reason, sourceId: runId });
}

type CreditableRun = {
  id: string;
  attemptId: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** Locks the attempt's row, so that two credits at once do not each take the last of a bound. */
async function lockTerms(tx: Tx, attemptId: string) {
  const [attempt] = await tx.$queryRaw<{ baseMinutes: number; timeMultiplier: number }[]>`
    select "baseMinutes", "timeMultiplier"::float8 from attempt
    where id = ${attemptId}::uuid for no key update`;
  return attempt;
}

async function waitOf(tx: Tx, run: CreditableRun, at: Date): Promise<Span | null> {
  // Most runs do not wait: they need not be asked about.
  if (!judgeWait(run, at)) return null;
  const wait = judgeWait({ ...run, ownUntil: await ownUntil(tx, run, at) }, at);
  const terms = wait && (await lockTerms(tx, run.attemptId));
  if (!wait || !terms) return null;
  const others = await tx.timeCredit.findMany({
    where: { attemptId: run.attemptId, reason: WAIT_REASON, sourceId: { not: run.id } },
    select: { fromAt: true, toAt: true },
  });
  return withinShare(wait, others, terms.baseMinutes * 60);
}

/**
 * Until when other runs of the same person were being judged while this one waited; null: none was. It is a person,
 * whichever of their invitations, attempts and practices the runs are of: whom an account or an address stands for.
 */
async function ownUntil(tx: Tx, run: CreditableRun, at: Date): Promise<Date | null> {
  const moment = at.toISOString();
  const [own] = await tx.$queryRaw<{ until: Date | null }[]>`
    select max(coalesce(r."finishedAt", ${moment}::timestamptz)) as until
    from attempt here
      join candidate me on me.id = here."candidateId"
      join candidate c on c."userId" = me."userId" or c.email = me.email
      join attempt a on a."candidateId" = c.id
      join run r on r."attemptId" = a.id
    where here.id = ${run.attemptId}::uuid and r.id <> ${run.id}::uuid
      and r."startedAt" < ${(run.startedAt ?? at).toISOString()}::timestamptz
      and (r."finishedAt" > ${run.createdAt.toISOString()}::timestamptz
        or (r."finishedAt" is null and r.state = 'running'))`;
  return own?.until ?? null;
}

async function failureOf(tx: Tx, run: CreditableRun, at: Date): Promise<Span | null> {
  const terms = await lockTerms(tx, run.attemptId);
  if (!terms) return null;
  const earlier = await tx.$queryRaw<CreditedFailure[]>`
    select r."itemId" = me."itemId" as "sameQuestion",
      r.source = me.source and r.language = me.language and r.stdin is not distinct from me.stdin as "sameSource",
      c.seconds
    from run me
      join run r on r."attemptId" = me."attemptId" and r.id <> me.id and (r.state = 'failed' or r.crashes > 0)
      join time_credit c on c."sourceId" = r.id
    where me.id = ${run.id}::uuid`;
  return failureSpan(run, earlier, plannedMs(terms) / 1000, at);
}
