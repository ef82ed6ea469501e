import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import { JUDGE_GRACE_SECONDS } from "#lib/attempts/credits/rules.ts";
import { answerOptions, gradeAnswer, gradeAttempt, judgeRun, runOptions } from "#lib/attempts/jobs.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { reportJudgeFailure } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";
import { isPresentSql } from "#lib/platform/presence.ts";
import { enqueue, releaseJob } from "#lib/platform/queue.ts";
import { failSubmission, finishAttempt, finishRun, queueAnswer } from "../commands.ts";
import { creditWait } from "../credits/commands.ts";
import { recordUnchecked } from "../gate/commands.ts";
import { findUnconcluded, findWaitingSubmission } from "../queries.ts";
import { afterCrash, type Stray, strayOf } from "./rules.ts";

/** One sweep looks at so many unfinished rows of a kind, oldest first, */
const LOOK_AT = 20_000;
/** and puts right so many; what is left waits for the next. */
const SWEEP_SIZE = 200;
/** One sweeper at a time over all workers. */
const SWEEP_LOCK = 0x73776570;

const ACTOR: Actor = { kind: "system", job: "grading.recovery" };

/** Queue states in which a job will still be done. */
const LIVE = Prisma.sql`('created', 'retry', 'active')`;

const SHAPE = (worker: Prisma.Sql) => Prisma.sql`
  j.state::text as job, extract(epoch from now() - j.started_on)::float8 as "takenSeconds",
  ${worker} is not null and ${isPresentSql(worker)} as present`;

type Found = Stray & { id: string; crashes: number; attemptId: string };
type FoundSubmission = Found & { graderVersion: number };

/** Unfinished submissions that nobody will finish: no job, or a job in the hands of a worker that is gone. */
function findSubmissions(): Promise<FoundSubmission[]> {
  return db.$queryRaw<FoundSubmission[]>`
    select * from (
      select s.id::text, s."attemptId"::text, s."graderVersion", s.state::text, s.crashes, ${SHAPE(Prisma.sql`s."workerId"`)}
      from submission s
        left join pgboss.job j on j.name = ${gradeAnswer.name} and j.id = s.id and j.state::text in ${LIVE}
        left join pgboss.job f on f.name = ${gradeAttempt.name} and f.id = s."attemptId" and f.state::text in ${LIVE}
      where s.state in ('queued', 'running') and f.id is null
      order by s."createdAt" limit ${LOOK_AT}
    ) open
    where job is null or (job = 'active' and not (state = 'running' and present))
    limit ${SWEEP_SIZE}`;
}

function findRuns(): Promise<Found[]> {
  return db.$queryRaw<Found[]>`
    select * from (
      select r.id::text, r."attemptId"::text, r.state::text, r.crashes, ${SHAPE(Prisma.sql`r."workerId"`)}
      from run r left join pgboss.job j on j.name = ${judgeRun.name} and j.id = r.id and j.state::text in ${LIVE}
      where r.state in ('queued', 'running')
      order by r."createdAt" limit ${LOOK_AT}
    ) open
    where job is null or (job = 'active' and not (state = 'running' and present))
    limit ${SWEEP_SIZE}`;
}

/** Whether this process may sweep now; another does it otherwise. The lock goes with the transaction. */
async function asOnlyOne(sweep: () => Promise<void>): Promise<void> {
  await db.$transaction(
    async (tx) => {
      const [row] = await tx.$queryRaw<
        { mine: boolean }[]
      >`select pg_try_advisory_xact_lock(${SWEEP_LOCK}) as mine`;
      if (row?.mine) await sweep();
    },
    { timeout: 10_000 },
  );
}

/**
 * Finds what is stuck and puts it right, each within seconds: what a dead worker held is queued again where it stood
 * (and fails as the judge's own failure when workers keep dying over it), what has no job gets one, an attempt whose last answer
 * was the last that its worker did is graded, who waits at Run for us gets the time back while they wait, and a
 * question's check that was lost does not go on for ever.
 */
export async function sweepJudging(): Promise<void> {
  await asOnlyOne(async () => {
    for (const found of await findSubmissions()) await recoverSubmission(found);
    for (const found of await findRuns()) await recoverRun(found);
    for (const attemptId of await findUnconcluded(SWEEP_SIZE)) await finishAttempt(ACTOR, attemptId);
    await creditWaiting();
    for (const lost of await findLostChecks()) await recoverCheck(lost);
  });
}

interface LostCheck {
  id: string;
  /** A job of it was lost for good with its tries: workers died over it, or it took longer than any may. */
  spent: boolean;
}

/** Question versions that “are being checked”, and nobody does. */
function findLostChecks(): Promise<LostCheck[]> {
  const jobs = (states: Prisma.Sql) => Prisma.sql`exists (
    select 1 from pgboss.job j where j.name = ${checkQuestion.name}
      and j.data->>'questionVersionId' = v.id::text and j.state::text in ${states})`;
  return db.$queryRaw<LostCheck[]>`
    select v.id::text, ${jobs(Prisma.sql`('failed')`)} as spent from question_version v
    where v.gate = 'checking' and v."publishedAt" is null and not ${jobs(LIVE)}
    limit ${SWEEP_SIZE}`;
}

/** A check whose job had its tries is over, and its authors are told; one whose job is gone gets another. */
async function recoverCheck({ id: questionVersionId, spent }: LostCheck): Promise<void> {
  log.warn("judge.recovered", { questionVersionId, next: spent ? "give_up" : "queue_again" });
  if (!spent) return db.$transaction((tx) => enqueue(tx, checkQuestion, { questionVersionId }));
  await recordUnchecked(ACTOR, questionVersionId);
  reportJudgeFailure({ reason: "a question's check was lost", facts: { questionVersionId } });
}

async function recoverSubmission(found: FoundSubmission): Promise<void> {
  const { id: submissionId, attemptId } = found;
  const stray = strayOf(found);
  if (!stray) return;
  const next = afterCrash(found.crashes, stray);
  log.warn("judge.recovered", { submissionId, attemptId, stray, next });
  if (next === "give_up") {
    if (!(await failSubmission(found, "Workers died over it again and again."))) return;
    reportJudgeFailure({ submissionId, reason: "workers die over it", facts: { attemptId } });
    return;
  }
  const submission = await findWaitingSubmission(submissionId);
  if (!submission) return;
  await db.$transaction(async (tx) => {
    await reopen(tx, "submission", found, stray);
    if (stray === "dead_worker") await releaseJob(tx, gradeAnswer.name, submissionId);
    else await queueAnswer(tx, submission, { ...answerOptions(submission.createdAt, 0), replace: true });
  });
}

async function recoverRun(found: Found): Promise<void> {
  const runId = found.id;
  const stray = strayOf(found);
  if (!stray) return;
  const next = afterCrash(found.crashes, stray);
  log.warn("judge.recovered", { runId, attemptId: found.attemptId, stray, next });
  if (next === "give_up") {
    await finishRun(runId, { state: "failed", verdict: "JE", result: { tests: [] } });
    reportJudgeFailure({ runId, reason: "workers die over it" });
    return;
  }
  await db.$transaction(async (tx) => {
    await reopen(tx, "run", found, stray);
    if (stray === "dead_worker") return releaseJob(tx, judgeRun.name, runId);
    const { createdAt, language, attempt } = await tx.run.findUniqueOrThrow({
      where: { id: runId },
      select: { createdAt: true, language: true, attempt: { select: { practiceOfId: true } } },
    });
    const options = runOptions(createdAt, 0, { language, practice: attempt.practiceOfId !== null });
    await enqueue(tx, judgeRun, { runId }, { ...options, id: runId, replace: true });
  });
}

/** Back to waiting; a worker that died with it in its hands is counted. */
async function reopen(
  tx: Tx,
  kind: "submission" | "run",
  { id, crashes }: Found,
  stray: string,
): Promise<void> {
  const data = { state: "queued", crashes: crashes + (stray === "dead_worker" ? 1 : 0) } as const;
  const where = { id, state: { in: ["queued" as const, "running" as const] } };
  if (kind === "run") await tx.run.updateMany({ where, data: { ...data, startedAt: null } });
  else await tx.submission.updateMany({ where, data });
}

/** A long wait is given back while it lasts: the deadline must not come first. */
async function creditWaiting(): Promise<void> {
  const at = now();
  const waiting = await db.run.findMany({
    where: {
      state: "queued",
      createdAt: { lt: new Date(at.getTime() - JUDGE_GRACE_SECONDS * 1000) },
      attempt: { state: "in_progress" },
    },
    orderBy: { createdAt: "asc" },
    take: SWEEP_SIZE,
    select: { id: true },
  });
  for (const { id } of waiting) await db.$transaction((tx) => creditWait(tx, id, at));
}
