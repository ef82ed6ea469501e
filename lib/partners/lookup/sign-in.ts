import type { LookupInput, LookupSummary, SignInLookup } from "#lib/auth/lookup-port.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { reportBug } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { db } from "#lib/platform/db.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { recheckLookup } from "../jobs.ts";
import { type AskableSubject, askThroughGate, findAskable, recordQuietly } from "./ask.ts";
import { FIRST_RECHECK_SECONDS, isFresh } from "./rules.ts";
import { isAnswer, type LookupOutcome } from "./types.ts";

/** What writing the outcome down may take of the budget: milliseconds for a few statements. */
const RECORD_RESERVE_MS = 100;
/** One person with more open candidacies than this is asked about the newest ones. */
const MAX_SUBJECTS = 4;

/**
 * Asks the partners that sourced an account, at sign-in. Never throws and never takes longer than the budget: what is
 * not known by then is `unconfirmed`, which keeps nobody out, and a job asks again. Only `denied` may block.
 */
export const signInLookup: SignInLookup = async (input) => {
  const start = performance.now();
  const budget = Math.min(input.deadlineMs, LOOKUP_BUDGET_MS);
  const progress: Progress = {
    summary: { verdict: "unconfirmed", outcome: "skipped", durationMs: null, reason: "no time was left" },
  };
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((done) => {
    timer = setTimeout(done, budget);
  });
  const work = askAll(input, start, budget, progress).catch((error: unknown) => {
    if (!isDatabaseAway(error))
      reportBug(error, { where: "sign-in lookup", requestId: input.requestId, userId: input.userId });
    const reason = isDatabaseAway(error) ? "our database is away" : "our fault";
    progress.summary = { verdict: "unconfirmed", outcome: "bug", durationMs: null, reason };
  });
  await Promise.race([work, deadline]);
  clearTimeout(timer);
  return progress.summary;
};

/** What is known so far; what the answer is when the deadline comes first. */
interface Progress {
  summary: LookupSummary;
}

async function askAll(input: LookupInput, start: number, budget: number, progress: Progress): Promise<void> {
  const subjects = await findAskable({ userId: input.userId }, MAX_SUBJECTS);
  if (subjects.length === 0) {
    progress.summary = { verdict: "not_applicable", durationMs: null };
    return;
  }
  const stale = subjects.filter((subject) => !isFresh(subject, now()));
  if (stale.length === 0) {
    progress.summary = { ...summarise(subjects[0], null), verdict: "confirmed" };
    return;
  }
  // Should the deadline come first from here on, it was the partner that took the time.
  const reason = "no answer within the budget";
  const late = { verdict: "unconfirmed", outcome: "timeout", durationMs: budget, reason } as const;
  progress.summary = { ...summarise(stale[0], null), ...late };
  const left = budget - (performance.now() - start) - RECORD_RESERVE_MS;
  const asked = await Promise.all(
    stale.map(async (subject) => ({ subject, ...(await askThroughGate(subject, left)) })),
  );
  const decisive = asked.reduce((worst, one) => (weight(one.outcome) > weight(worst.outcome) ? one : worst));
  progress.summary = summarise(decisive.subject, decisive);
  await Promise.all(
    asked.map(async ({ subject, outcome, noted, durationMs }) => {
      await noted;
      const lookupId = await recordQuietly(subject, outcome, { requestId: input.requestId, durationMs });
      if (lookupId && !isAnswer(outcome.kind)) await askAgainLater(subject.candidateId, lookupId);
    }),
  );
}

/** Of several answers the sign-in is told the one that matters most. */
function weight(outcome: LookupOutcome): number {
  if (outcome.kind === "denied") return 2;
  return outcome.kind === "ok" ? 0 : 1;
}

function summarise(
  subject: AskableSubject | undefined,
  asked: { outcome: LookupOutcome; durationMs: number } | null,
): LookupSummary {
  const about = { partnerId: subject?.partner.id, candidateId: subject?.candidateId };
  if (!asked) {
    const reason = "a fresh answer was at hand";
    return { ...about, verdict: "confirmed", outcome: "ok", durationMs: null, reason };
  }
  const { kind, detail } = asked.outcome;
  const verdict = kind === "ok" ? "confirmed" : kind === "denied" ? "denied" : "unconfirmed";
  const durationMs = kind === "skipped" ? null : asked.durationMs;
  return { ...about, verdict, outcome: kind, durationMs, reason: detail };
}

async function askAgainLater(candidateId: string, lookupId: string): Promise<void> {
  await enqueue(
    db,
    recheckLookup,
    { candidateId, lookupId, tries: 0 },
    { startAfterSeconds: FIRST_RECHECK_SECONDS },
  );
}
