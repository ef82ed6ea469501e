import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { subscribe } from "#lib/platform/listen.ts";
import { creditsOf } from "../clock/queries.ts";
import { getJudgeAvailability } from "../judge/queries.ts";
import { missingFor } from "../judge/rules.ts";
import { asOneOfFewPolls } from "../reads/commands.ts";
import { shortTestName } from "../rules.ts";
import { RUN_CHANNEL } from "./commands.ts";
import { RunResult, type RunView } from "./schema.ts";

export interface RunTarget {
  attemptId: string;
  runId: string;
}

/** A notification is lost when its connection is; look again this often, whatever happens. */
const BACKSTOP_MS = 5_000;

/**
 * One run as its candidate may see it: samples and own input only.
 * @throws DomainError not_found when it is not theirs, or access was ended.
 */
export async function getRun(actor: Actor, target: RunTarget): Promise<RunView> {
  const { userId } = assertCandidate(actor);
  if (!isId(target.attemptId) || !isId(target.runId)) throw notFound("run");
  const run = await db.run.findFirst({
    where: {
      id: target.runId,
      attemptId: target.attemptId,
      attempt: { candidate: { userId, ...LIVE_CANDIDACY } },
    },
    select: {
      id: true,
      state: true,
      verdict: true,
      result: true,
      language: true,
      attempt: {
        select: {
          deadlineAt: true,
          baseMinutes: true,
          timeMultiplier: true,
          timeCredits: {
            orderBy: { fromAt: "asc" },
            select: { kind: true, fromAt: true, toAt: true, sourceId: true },
          },
        },
      },
    },
  });
  if (!run) throw notFound("run");
  const waitsFor = run.state === "queued" ? missingFor(await getJudgeAvailability(), run.language) : null;
  const line = run.attempt.timeCredits.findIndex(({ sourceId }) => sourceId === run.id);
  const creditSeconds = creditsOf(run.attempt)[line]?.seconds;
  const { tests, compileOutput } = run.result === null ? { tests: [] } : RunResult.parse(run.result);
  const named = tests.map((test) => ({ ...test, name: shortTestName(test.name) }));
  return {
    runId: run.id,
    state: run.state,
    verdict: run.verdict,
    tests: named,
    deadlineAt: run.attempt.deadlineAt.toISOString(),
    serverNow: now().toISOString(),
    ...(compileOutput === undefined ? {} : { compileOutput }),
    ...(waitsFor === null ? {} : { waitsFor }),
    ...(creditSeconds ? { creditSeconds } : {}),
  };
}

function isOver(run: RunView): boolean {
  return run.state === "done" || run.state === "failed";
}

/**
 * Like `getRun`, but answers as soon as the run is over, or with what is known after `waitMs`.
 * @param abort fires when the browser has gone away.
 * @throws DomainError as `getRun`; throttled for polls beyond what rooms have open.
 */
export async function waitForRun(
  actor: Actor,
  target: RunTarget,
  waitMs: number,
  abort?: AbortSignal,
): Promise<RunView> {
  const { userId } = assertCandidate(actor);
  return asOneOfFewPolls(userId, () => poll(actor, target, waitMs, abort));
}

async function poll(actor: Actor, target: RunTarget, waitMs: number, abort?: AbortSignal): Promise<RunView> {
  const first = await getRun(actor, target);
  if (isOver(first) || waitMs <= 0) return first;
  const signal = await subscribe(RUN_CHANNEL, first.runId);
  if (!signal) return first;
  try {
    const until = Date.now() + waitMs;
    for (;;) {
      const run = await getRun(actor, target);
      const left = until - Date.now();
      if (isOver(run) || left <= 0 || abort?.aborted) return run;
      await signal.wait(Math.min(left, BACKSTOP_MS), abort);
    }
  } finally {
    signal.end();
  }
}
