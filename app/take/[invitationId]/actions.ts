"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";
import { found } from "#app/_edge/found.ts";
import { requireCandidate } from "#app/_edge/session.ts";
import { spokenAction } from "#app/_edge/spoken-action.ts";
import { getWords } from "#app/_words/server.tsx";
import { shareExtraTime } from "#lib/attempts/accommodations/commands.ts";
import { agreementId } from "#lib/attempts/agreement/rules.ts";
import { agreeAndStart } from "#lib/attempts/commands.ts";
import { getJudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { noteReady, openPractice, restartPractice } from "#lib/attempts/practice/commands.ts";
import { type CheckProgram, getCheckProgram } from "#lib/attempts/practice/queries.ts";
import { getPreflight } from "#lib/attempts/queries.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { PRACTISED } from "./practised.ts";
import { agreementText } from "./recorded.tsx";

const StartForm = z.object({
  invitationId: z.string(),
  agree: z.string().optional(),
  /** The version of the words that stood on the page. */
  words: z.string(),
});

/** Starts the clock of somebody who agrees to the words before them, and goes into the room. */
export const start = spokenAction(StartForm, async ({ invitationId, agree, words }) => {
  const actor = await requireCandidate();
  const [preflight, t] = await Promise.all([found(getPreflight(actor, invitationId)), getWords("before")]);
  const agreed = { locale: t.locale, text: agreementText(preflight, t) };
  if (agree && agreementId(agreed) !== words) {
    const detail = "The words about what is recorded have changed. Read them again, then start.";
    throw new DomainError("conflict", detail);
  }
  const { attemptId } = await agreeAndStart(actor, invitationId, agree ? agreed : null);
  return { redirectTo: `/take/attempts/${attemptId}` };
});

type Refused = { refused: "gone" | "throttled" | "unavailable" };

/** @returns what the browser is told in place of a refusal: words are its own. */
async function orRefused<Answer>(run: () => Promise<Answer>): Promise<Answer | Refused> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "throttled") return { refused: "throttled" };
    return { refused: error.code === "gone" || error.code === "not_found" ? "gone" : "unavailable" };
  }
}

interface Prepared {
  attemptId: string;
  program: CheckProgram | null;
  /** Nobody can run it now: nothing is sent to wait. */
  waitsFor: ReturnType<typeof missingFor>;
}

/** What a check of the device runs and saves to: the practice, and a right program in the language; null: nothing is run. */
export async function prepareCheck(
  invitationId: string,
  language: string | null,
): Promise<Prepared | Refused> {
  return orRefused(async () => {
    const actor = await requireCandidate();
    const { attemptId } = await openPractice(actor, invitationId);
    if (language === null) return { attemptId, program: null, waitsFor: null };
    const [program, judge] = await Promise.all([
      getCheckProgram(actor, attemptId, language),
      getJudgeAvailability(),
    ]);
    return { attemptId, program, waitsFor: missingFor(judge, language) };
  });
}

/** Marks the device as ready, if our own records say so. */
export async function confirmReady(
  invitationId: string,
  runId: string | null,
): Promise<{ ready: boolean } | Refused> {
  return orRefused(async () => noteReady(await requireCandidate(), invitationId, runId));
}

/** Goes into the practice room; `anew`: from the beginning. A refusal leads back to the page, which says why. */
export async function practise(invitationId: string, anew: boolean): Promise<void> {
  const actor = await requireCandidate();
  const opened = await orRefused(() => (anew ? restartPractice : openPractice)(actor, invitationId));
  const jar = await cookies();
  jar.set(PRACTISED, invitationId, { path: "/take", httpOnly: true, sameSite: "lax" });
  redirect(
    "refused" in opened
      ? `/take/${encodeURIComponent(invitationId)}?practice=${opened.refused}#practice`
      : `/take/attempts/${opened.attemptId}`,
  );
}

/** Lets the team see one's own extra time, or keeps it to oneself. */
export async function share(invitationId: string, shares: boolean): Promise<void> {
  await shareExtraTime(await requireCandidate(), invitationId, shares);
  revalidatePath(`/take/${invitationId}`);
}
