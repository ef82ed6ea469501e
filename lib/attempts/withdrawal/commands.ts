import type { Actor } from "#lib/auth/actor.ts";
import { withdrawCandidate } from "#lib/candidates/commands.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { handIn } from "../submissions/commands.ts";
import { getWithdrawable } from "./queries.ts";

/**
 * The candidate ends an application that they have not handed in. A running attempt ends with it: what is saved is
 * frozen as it is. Twice is once.
 * @throws DomainError not_found when it is not theirs; conflict once it was handed in.
 */
export async function withdrawApplication(
  actor: Actor,
  input: { invitationId: string; reason: string },
  requestId?: string,
): Promise<void> {
  const found = await getWithdrawable(actor, input.invitationId);
  if (!found.open && found.runningAttemptId === null) {
    throw new DomainError("conflict", "It was handed in, has ended, or was withdrawn before.");
  }
  await withdrawCandidate(actor, found.candidateId, input.reason, requestId);
  if (!found.runningAttemptId) return;
  try {
    await handIn(found.runningAttemptId, "withdrawal");
  } catch (error) {
    // The candidacy is over, so nothing is saved any more, and the sweep hands in within a minute.
    log.warn("attempt.not_handed_in", { attemptId: found.runningAttemptId, error });
  }
}
