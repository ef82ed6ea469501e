import { z } from "zod";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import { defineJob, enqueue } from "#lib/platform/queue.ts";
import { purgeIdempotency } from "./idempotency/commands.ts";
import { askThroughGate, findAskable, recordQuietly } from "./lookup/ask.ts";
import { purgeLookups } from "./lookup/retention.ts";
import { recheckDelay } from "./lookup/rules.ts";
import { isAnswer } from "./lookup/types.ts";

/** Nobody waits for a job: a slow partner may take its time. */
const RECHECK_BUDGET_MS = 5_000;

/** Asks a partner again about a candidate whom it did not answer for at sign-in. */
export const recheckLookup = defineJob({
  name: "partners.recheck-lookup",
  payload: z.object({
    candidateId: z.uuid(),
    /** The unanswered question that this one follows; a newer one has a follower of its own. */
    lookupId: z.uuid(),
    tries: z.number().int().min(0),
  }),
  retryLimit: 3,
});

/** Each night: forgets stored answers and look-ups whose time is over. */
export const purgePartnerRecords = defineJob({
  name: "partners.purge",
  payload: z.object({}),
  retryLimit: 1,
  cron: "17 3 * * *",
});

/**
 * Handler of `recheckLookup`: asks as long as somebody is signed in unconfirmed. A denial found now is put into force
 * (sessions end, audit line); a good answer confirms the sessions; anything else is asked again later.
 */
export async function handleRecheckLookup(payload: z.infer<typeof recheckLookup.payload>): Promise<void> {
  const { candidateId, lookupId, tries } = payload;
  const newest = await db.partnerLookup.findFirst({
    where: { candidateId },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  if (newest?.id !== lookupId) return;
  const [subject] = await findAskable({ candidateId }, 1);
  if (!subject || !(await hasUnconfirmedSession(subject.user.id))) return;
  const { outcome, noted, durationMs } = await askThroughGate(subject, RECHECK_BUDGET_MS);
  await noted;
  const next = await recordQuietly(subject, outcome, { requestId: `recheck-${lookupId}`, durationMs });
  if (outcome.kind === "ok") return confirmSessions(subject.user.id);
  if (isAnswer(outcome.kind)) return;
  const delay = recheckDelay(tries + 1, Math.random());
  if (delay === null || next === null) return;
  await enqueue(
    db,
    recheckLookup,
    { candidateId, lookupId: next, tries: tries + 1 },
    { startAfterSeconds: delay },
  );
}

/** Handler of `purgePartnerRecords`. */
export async function handlePurgePartnerRecords(): Promise<void> {
  const [answers, lookups] = [await purgeIdempotency(), await purgeLookups()];
  log.info("partners.purged", { answers, lookups });
}

async function hasUnconfirmedSession(userId: string): Promise<boolean> {
  const session = await db.session.findFirst({
    where: { userId, lookup: "unconfirmed", revokedAt: null, absoluteExpiresAt: { gt: now() } },
    select: { id: true },
  });
  return session !== null;
}

/** Sessions are confirmed once no partner of the person is left that has never answered. */
async function confirmSessions(userId: string): Promise<void> {
  const open = await db.candidate.findFirst({
    where: { userId, lookupState: "unconfirmed", withdrawnAt: null, erasedAt: null },
    select: { id: true },
  });
  if (open) return;
  await db.session.updateMany({
    where: { userId, lookup: "unconfirmed", revokedAt: null },
    data: { lookup: "confirmed" },
  });
}
