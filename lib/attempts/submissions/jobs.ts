import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { isOutage, reportBug } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { expireAttempt } from "../jobs.ts";
import { mustWaitForOutage } from "../outages/commands.ts";
import { EXPIRY_MARGIN_SECONDS, expiresAt, GRACE_SECONDS } from "../rules.ts";
import { handIn } from "./commands.ts";

/** One minute's sweep takes this many; what is left waits for the next. */
const SWEEP_SIZE = 500;

function readAttempt(attemptId: string) {
  return db.attempt.findUnique({ where: { id: attemptId }, select: { state: true, deadlineAt: true } });
}

/**
 * Handler of `expireAttempt`: hands in if time is over. A deadline that moved is waited for again; while nobody can
 * reach the portal the sweep comes back to it, for the time is given back at the return.
 */
export async function handleExpireAttempt({ attemptId }: { attemptId: string }): Promise<void> {
  const before = await readAttempt(attemptId);
  if (before?.state !== "in_progress") return;
  if (await mustWaitForOutage(before.deadlineAt)) return;
  const attempt = (await readAttempt(attemptId)) ?? before;
  const left = expiresAt(attempt.deadlineAt).getTime() - now().getTime();
  if (left > 0) {
    await db.$transaction((tx) =>
      enqueue(tx, expireAttempt, { attemptId }, { startAfterSeconds: Math.ceil(left / 1000) }),
    );
    return;
  }
  await handIn(attemptId, "deadline");
  log.info("attempt.expired", { attemptId });
}

async function endWithdrawn(attemptId: string): Promise<void> {
  await handIn(attemptId, "withdrawal");
  log.info("attempt.expired", { attemptId });
}

/**
 * Handler of `expireAttempts`: the sweep behind the scheduled jobs; it also ends attempts of candidacies that are over.
 * One that cannot be ended is reported and keeps none of the others waiting; the next sweep comes back to it.
 * @throws what the database does when it is away.
 */
export async function handleExpireAttempts(): Promise<void> {
  const before = new Date(now().getTime() - (GRACE_SECONDS + EXPIRY_MARGIN_SECONDS) * 1000);
  const overdue = await db.attempt.findMany({
    where: {
      state: "in_progress",
      practiceOfId: null,
      OR: [{ deadlineAt: { lte: before } }, { candidate: { NOT: LIVE_CANDIDACY } }],
    },
    orderBy: { deadlineAt: "asc" },
    take: SWEEP_SIZE,
    select: { id: true, deadlineAt: true },
  });
  for (const { id, deadlineAt } of overdue) {
    try {
      await (deadlineAt <= before ? handleExpireAttempt({ attemptId: id }) : endWithdrawn(id));
    } catch (error) {
      if (isOutage(error)) throw error;
      reportBug(error, { where: "sweep of expired attempts", attemptId: id });
    }
  }
}
