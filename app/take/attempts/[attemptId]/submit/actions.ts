"use server";

import { redirect } from "next/navigation";
import { requireCandidate } from "#app/_edge/session.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";

/** Hands in what is saved: the way for a press on Submit that comes before the page's scripts. */
export async function handInSaved(attemptId: string): Promise<void> {
  await submitAttempt(await requireCandidate(), attemptId);
  redirect(`/take/attempts/${encodeURIComponent(attemptId)}/done`);
}
