import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Attempt, TimeCredit } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { countedSeconds } from "../credits/rules.ts";
import { plannedMs, timePlan } from "../rules.ts";
import type { TimeView } from "../schema.ts";

type CreditsRow = Pick<Attempt, "baseMinutes" | "timeMultiplier"> & {
  timeCredits: readonly Pick<TimeCredit, "kind" | "fromAt" | "toAt">[];
};

/** The ledger as candidates read it: each line with what it gave, which is nothing where others had given it already. */
export function creditsOf({ timeCredits, baseMinutes, timeMultiplier }: CreditsRow): TimeView["credits"] {
  const planned = plannedMs({ baseMinutes, timeMultiplier: Number(timeMultiplier) });
  const counted = countedSeconds(timeCredits, planned);
  return timeCredits.map(({ kind, fromAt }, index) => {
    const seconds = counted[index] ?? 0;
    return { kind: seconds > 0 ? kind : "included", fromAt: fromAt.toISOString(), seconds };
  });
}

type TimeRow = CreditsRow & Pick<Attempt, "state" | "startedAt" | "deadlineAt" | "adjustmentSeconds">;

/** What an attempt's end is made of. */
export function timeOf(attempt: TimeRow): TimeView {
  const { state, startedAt, deadlineAt, baseMinutes, timeMultiplier, adjustmentSeconds } = attempt;
  return {
    state,
    startedAt: startedAt.toISOString(),
    deadlineAt: deadlineAt.toISOString(),
    serverNow: now().toISOString(),
    plan: { ...timePlan(baseMinutes, Number(timeMultiplier)), adjustmentSeconds },
    credits: creditsOf(attempt),
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
