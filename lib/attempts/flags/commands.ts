import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import type { FlagBody } from "./schema.ts";

/** Flags of one person: as many as somebody sets who goes through a long list twice a minute. */
const FLAGS_LIMIT = { capacity: 120, windowSeconds: 60 } as const;

/**
 * Sets or takes away the flag of a question: a note to oneself that comes along to another device. The team never sees
 * it, and an attempt holds at most one a question.
 * @throws DomainError not_found when the running attempt has no such question, or is not theirs; throttled.
 */
export async function flagQuestion(
  actor: Actor,
  { attemptId, itemId }: { attemptId: string; itemId: string },
  { flagged }: FlagBody,
): Promise<FlagBody> {
  const { userId } = assertCandidate(actor);
  if (!isId(attemptId) || !isId(itemId)) throw notFound("question");
  const { allowed, retryAfterSeconds } = await takeToken(`flags:${userId}`, FLAGS_LIMIT);
  if (!allowed)
    throw new DomainError("throttled", "That is more flags than anybody sets. Wait a moment.", {
      retryAfterSeconds,
    });
  const changed = await db.$executeRaw`
    update attempt a set flagged = case when ${flagged}
      then array_append(array_remove(a.flagged, i.id), i.id) else array_remove(a.flagged, i.id) end
    from assessment_item i, candidate c
    where a.id = ${attemptId}::uuid and a.state = 'in_progress'
      and i.id = ${itemId}::uuid and i."assessmentVersionId" = a."assessmentVersionId"
      and c.id = a."candidateId" and c."userId" = ${userId}::uuid
      and c."withdrawnAt" is null and c."deniedAt" is null`;
  if (changed === 0) throw notFound("question");
  return { flagged };
}
