import { CaseError, readOwnArguments } from "#lib/assessments/functions/cases.ts";
import type { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, type FieldError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { notify } from "#lib/platform/listen.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { SlotsByKey } from "#lib/platform/slots.ts";
import { hasSamples, itemDefinition } from "../answers/queries.ts";
import { checkContent, languagesOf } from "../answers/rules.ts";
import { judgeRun, runOptions } from "../jobs.ts";
import { getJudgeAvailability } from "../judge/queries.ts";
import { missingFor } from "../judge/rules.ts";
import { acceptsSave } from "../rules.ts";
import { MAX_STDIN_BYTES, type RunBody } from "../schema.ts";
import { type FinishedRun, runsToTrim } from "./rules.ts";
import type { RunStarted } from "./schema.ts";

/** The channel on which a finished run wakes the request that waits for it. */
export const RUN_CHANNEL = "assay_run";
/** Two questions side by side; a third would only wait behind them and delay other candidates. */
const MAX_RUNNING = 2;
/** A person thinks between two runs; a script that presses for them must not fill the judge's queue. */
const RUN_LIMIT = { capacity: 30, windowSeconds: 60 };

/** Presses of one person that this process is taking down: a third beside them is one too many, whatever becomes of them. */
const MAX_PRESSING = MAX_RUNNING;
/**
 * Refuses surplus presses before they touch the database: each would hold a connection while it waits for the row that
 * its twin has locked, and a burst by one person would leave none for the others.
 */
const pressing = new SlotsByKey({ atWork: MAX_PRESSING }, () => {
  const detail = "Your last presses on Run are still being taken down. Run again in a second.";
  return new DomainError("throttled", detail, { retryAfterSeconds: 1 });
});

async function parse(body: RunBody): Promise<void> {
  const definition = await itemDefinition(body.questionId);
  if (!definition || languagesOf(definition).length === 0) throw notFound("question");
  const { language, source, stdin } = body;
  const checked = checkContent(definition, { language, source });
  const errors = checked.ok
    ? []
    : checked.errors.map((e) => ({ ...e, pointer: e.pointer.replace("/content", "") }));
  if (stdin !== undefined && (Buffer.byteLength(stdin) > MAX_STDIN_BYTES || stdin.includes("\u0000"))) {
    errors.push({
      pointer: "/stdin",
      detail: `At most ${MAX_STDIN_BYTES / 1024} KiB, without NUL characters.`,
    });
  }
  errors.push(...ownInputErrors(definition, stdin));
  if (stdin === undefined && !(await hasSamples(body.questionId))) {
    const detail =
      definition.type === "sql"
        ? "This question has no samples: there is nothing to run a query on."
        : "This question has no samples: give input of your own.";
    throw new DomainError("invalid", detail, { errors: [...errors, { pointer: "/stdin", detail }] });
  }
  if (errors.length > 0) throw new DomainError("invalid", "This cannot be run as it is.", { errors });
}

/** A function is called with values, and a query has no input. */
function ownInputErrors(definition: Definition, stdin: string | undefined): FieldError[] {
  if (stdin === undefined) return [];
  if (definition.type === "sql") return [{ pointer: "/stdin", detail: "A query takes no input of its own." }];
  if (definition.type !== "function") return [];
  try {
    readOwnArguments(definition.signature, stdin);
    return [];
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    return [{ pointer: "/stdin", detail: `${error.message}.` }];
  }
}

/**
 * The attempt with its row locked, so that two presses at once count one after the other.
 * @returns how many runs of this person are under way, here or in other attempts; and whether this one is of a practice.
 */
async function lockRunning(tx: Tx, actor: CandidateActor, attemptId: string, body: RunBody) {
  const rows = await tx.$queryRaw<{ state: string; deadlineAt: Date; practice: boolean }[]>`
    select a.state::text, a."deadlineAt", a."practiceOfId" is not null as practice
    from attempt a
      join candidate c on c.id = a."candidateId" and c."userId" = ${actor.userId}::uuid
        and c."withdrawnAt" is null and c."deniedAt" is null
      join assessment_item i on i."assessmentVersionId" = a."assessmentVersionId" and i.id = ${body.questionId}::uuid
    where a.id = ${attemptId}::uuid for no key update of a`;
  const attempt = rows[0];
  if (!attempt) throw notFound("attempt");
  if (!acceptsSave(attempt, now()))
    throw new DomainError("deadline_passed", "Time is up: nothing more is run.");
  // A statement of its own: only now does it see the runs of whoever held the lock before.
  const running = await tx.run.findMany({
    where: { attempt: { candidate: { userId: actor.userId } }, state: { in: ["queued", "running"] } },
    select: { attemptId: true },
  });
  if (running.filter((run) => run.attemptId === attemptId).length >= MAX_RUNNING) {
    const detail = "Two runs are still under way. Wait for one of them to end.";
    throw new DomainError("throttled", detail, { retryAfterSeconds: 1 });
  }
  return { underWay: running.length, practice: attempt.practice };
}

/**
 * Runs source against the question's samples, or on the candidate's own input. The row and the job are one transaction.
 * What is run is not saved: saving has its own way, and what is graded is the last save.
 * @returns `waitsFor` when nobody can judge it now: it waits, nothing of it is lost.
 * @throws DomainError not_found, invalid, throttled, deadline_passed.
 */
export async function requestRun(actor: Actor, attemptId: string, body: RunBody): Promise<RunStarted> {
  const candidate = assertCandidate(actor);
  if (!isId(attemptId)) throw notFound("attempt");
  return pressing.run(candidate.userId, () => takeDown(candidate, attemptId, body));
}

async function takeDown(candidate: CandidateActor, attemptId: string, body: RunBody): Promise<RunStarted> {
  const own = await db.attempt.count({
    where: { id: attemptId, candidate: { userId: candidate.userId, ...LIVE_CANDIDACY } },
  });
  if (own === 0) throw notFound("attempt");
  await parse(body);
  const rate = await takeToken(`run:${attemptId}`, RUN_LIMIT);
  if (!rate.allowed) {
    const detail = `That is more than ${RUN_LIMIT.capacity} runs in a minute. Run again in ${rate.retryAfterSeconds} s.`;
    throw new DomainError("throttled", detail, { retryAfterSeconds: rate.retryAfterSeconds });
  }
  const runId = newId();
  await db.$transaction(async (tx) => {
    const { underWay, practice } = await lockRunning(tx, candidate, attemptId, body);
    const at = now();
    const { questionId: itemId, language, source, stdin } = body;
    await tx.run.create({
      data: { id: runId, attemptId, itemId, language, source, stdin, createdAt: at },
    });
    const options = runOptions(at, underWay, { language, practice });
    await enqueue(tx, judgeRun, { runId }, { ...options, id: runId });
  });
  const waitsFor = missingFor(await getJudgeAvailability(), body.language);
  return waitsFor ? { runId, waitsFor } : { runId };
}

/**
 * After a run has finished: keeps what its question's runs hold within their budget. What is weighed is the stored size,
 * so no text is read for it; how often and how it ended stays of every run.
 */
export async function trimRuns(tx: Tx, runId: string): Promise<void> {
  const whole = await tx.$queryRaw<FinishedRun[]>`
    select r.id::text,
      pg_column_size(r.source) + coalesce(pg_column_size(r.stdin), 0) + coalesce(pg_column_size(r.result), 0) as bytes
    from run me join run r on r."attemptId" = me."attemptId" and r."itemId" = me."itemId"
    where me.id = ${runId}::uuid and r."trimmedAt" is null and r.state in ('done', 'failed')
    order by r."createdAt" desc, r.id desc`;
  const gone = runsToTrim(whole);
  if (gone.length === 0) return;
  await tx.$executeRaw`
    update run set source = '', stdin = case when stdin is null then null else '' end,
      result = '{"tests": []}'::jsonb, "trimmedAt" = ${now().toISOString()}::timestamptz
    where id in (select id from run where id = any(${gone}::uuid[]) order by id for update)`;
}

/** Wakes whoever waits for this run, when the transaction commits. The judge calls it as it writes the result. */
export async function announceRun(tx: Tx, runId: string): Promise<void> {
  await notify(tx, RUN_CHANNEL, runId);
}
