"use server";

import { redirect } from "next/navigation";
import { requireCandidate } from "#app/_edge/session.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { DomainError } from "#lib/platform/errors.ts";

/** Starts the clock and goes into the room; a refusal leads back to the page, which tells the reason itself. */
export async function start(invitationId: string): Promise<void> {
  const actor = await requireCandidate();
  let attemptId: string | null = null;
  try {
    ({ attemptId } = await startAttempt(actor, invitationId));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
  redirect(attemptId === null ? `/take/${encodeURIComponent(invitationId)}` : `/take/attempts/${attemptId}`);
}
