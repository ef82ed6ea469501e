import { grantCredit } from "#lib/attempts/credits/commands.ts";
import { type CreditedFailure, failureSpan, judgeWait } from "#lib/attempts/credits/rules.ts";
import { plannedMs, type Span } from "#lib/attempts/rules.ts";
import type { Tx } from "#lib/platform/db.ts";

/** Gives back what the candidate has waited for this run so far, if it was more than it should be. */
export async function creditWait(tx: Tx, runId: string, at: Date): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    select: {
      attemptId: true,
      state: true,
      crashes: true,
      createdAt: true,
      startedAt: true,
      finishedAt: true,
    },
  });
  const failed = run.state === "failed" || run.crashes > 0;
  const span = failed
    ? await failureOf(tx, { id: runId, ...run }, at)
    : judgeWait({ ...run, ownUntil: await ownUntil(tx, { id: runId, ...run }, at) }, at);
  if (!span) return;
  const reason = failed ? "The judge failed at a run." : "A run waited for the judge.";
  await grantCredit(tx, { ...span, attemptId: run.attemptId, kind: "judge_wait", reason, sourceId: runId });
}

type CreditableRun = {
  id: string;
  attemptId: string;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

/** Until when other runs of the attempt were being judged while this one waited; null: none was. */
async function ownUntil(tx: Tx, run: CreditableRun, at: Date): Promise<Date | null> {
  const others = await tx.run.findMany({
    where: {
      attemptId: run.attemptId,
      id: { not: run.id },
      startedAt: { lt: run.startedAt ?? at },
      OR: [{ finishedAt: { gt: run.createdAt } }, { finishedAt: null, state: "running" }],
    },
    select: { finishedAt: true },
  });
  const ends = others.map(({ finishedAt }) => (finishedAt ?? at).getTime());
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

/** Under the attempt's row lock, so that two failures at once do not each take the last of the bound. */
async function failureOf(tx: Tx, run: CreditableRun, at: Date): Promise<Span | null> {
  const [attempt] = await tx.$queryRaw<{ baseMinutes: number; timeMultiplier: number }[]>`
    select "baseMinutes", "timeMultiplier"::float8 from attempt
    where id = ${run.attemptId}::uuid for no key update`;
  if (!attempt) return null;
  const earlier = await tx.$queryRaw<CreditedFailure[]>`
    select r."itemId" = me."itemId" as "sameQuestion",
      r.source = me.source and r.language = me.language and r.stdin is not distinct from me.stdin as "sameSource",
      c.seconds
    from run me
      join run r on r."attemptId" = me."attemptId" and r.id <> me.id and (r.state = 'failed' or r.crashes > 0)
      join time_credit c on c."sourceId" = r.id
    where me.id = ${run.id}::uuid`;
  return failureSpan(run, earlier, plannedMs(attempt) / 1000, at);
}
