import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Attempt, TimeCredit } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { timePlan } from "../rules.ts";
import type { TimeView } from "../schema.ts";

type CreditRow = Pick<TimeCredit, "kind" | "fromAt" | "seconds">;

/** The ledger as candidates read it. */
export function creditsOf(rows: readonly CreditRow[]): TimeView["credits"] {
  return rows.map(({ kind, fromAt, seconds }) => ({ kind, fromAt: fromAt.toISOString(), seconds }));
}

type TimeRow = Pick<
  Attempt,
  "state" | "startedAt" | "deadlineAt" | "baseMinutes" | "timeMultiplier" | "adjustmentSeconds"
> & { timeCredits: readonly CreditRow[] };

/** What an attempt's end is made of. */
export function timeOf(attempt: TimeRow): TimeView {
  const { state, startedAt, deadlineAt, baseMinutes, timeMultiplier, adjustmentSeconds } = attempt;
  return {
    state,
    startedAt: startedAt.toISOString(),
    deadlineAt: deadlineAt.toISOString(),
    serverNow: now().toISOString(),
    plan: { ...timePlan(baseMinutes, Number(timeMultiplier)), adjustmentSeconds },
    credits: creditsOf(attempt.timeCredits),
  };
}

/**
 * The clock of one's own attempt, for a room in which nothing is typed: what was given back meanwhile, and why.
 * @throws DomainError not_found when it is not theirs, or access was ended.
 */
export async function getTime(actor: Actor, attemptId: string): Promise<TimeView> {
  const { userId } = assertCandidate(actor);
  if (!isId(attemptId)) throw notFound("attempt");
  const attempt = await db.attempt.findFirst({
    where: { id: attemptId, candidate: { userId, ...LIVE_CANDIDACY } },
    include: { timeCredits: { orderBy: { fromAt: "asc" } } },
  });
  if (!attempt) throw notFound("attempt");
  return timeOf(attempt);
}
