import * as Sentry from "@sentry/core";
import { hmac } from "#lib/platform/crypto.ts";
import { isThisDatabaseAway } from "#lib/platform/database-away.ts";
import { env } from "#lib/platform/env.ts";
import { log } from "#lib/platform/log.ts";
import { NOISE_KNOWN, NOISE_TAG } from "./noise.ts";
import { cleanText } from "./scrub.ts";
import { type AffectedUser, sentryUser } from "./user.ts";

/*
 * The one way to tell Sentry anything. Every report is a JSON line first, so that quiet in Sentry is never blind, and
 * none of these functions ever throws: reporting a failure must not become the next one.
 */

/** Purpose of the key under which addresses are hashed for Sentry. */
export const EMAIL_HASH_PURPOSE = "sentry-email";

export interface BugContext {
  /** Where it was caught, in product words: "partner route", "job grade-submission". */
  where?: string;
  requestId?: string | undefined;
  user?: AffectedUser | null | undefined;
  level?: "error" | "fatal";
  /** False when nobody meant to catch it. */
  handled?: boolean;
  /** Groups the events under one issue; by default Sentry groups by stack. */
  group?: string[];
  /** Ids and short facts; nothing that a person typed. */
  [fact: string]: unknown;
}

export interface PartnerFailure {
  partnerId: string;
  partnerSlug: string;
  /** A kind of the closed taxonomy: timeout, unreachable, server_error, … */
  kind: string;
  operation?: "lookup" | "webhook" | "ats";
  user?: AffectedUser | null | undefined;
  requestId?: string | undefined;
  /** One line of evidence, such as "ECONNREFUSED" or "503 text/html". Never the partner's body. */
  detail?: string | undefined;
  /** How many of the same kind were counted, by every process, and not told since the last report. */
  suppressed?: number | undefined;
}

export interface JudgeFailure {
  submissionId?: string | undefined;
  runId?: string | undefined;
  /** A short fixed reason; it groups the events. */
  reason: string;
  facts?: Record<string, string | number | boolean | null | undefined>;
}

function quietly(report: () => void): void {
  try {
    report();
  } catch (error) {
    try {
      log.error("sentry.report_failed", { error });
    } catch {
      // Nothing is left to tell it to.
    }
  }
}

function describe(
  scope: Sentry.Scope,
  about: { user?: AffectedUser | null | undefined; requestId?: string | undefined },
) {
  if (about.user)
    scope.setUser({ id: about.user.id, ...(about.user.email ? { email: about.user.email } : {}) });
  if (about.requestId) scope.setTag("request.id", about.requestId);
}

/** A fault of our own: an `error`, never limited, never sampled. */
export function reportBug(error: unknown, context: BugContext = {}): void {
  const { where = "edge", requestId, user, level = "error", handled = true, group, ...facts } = context;
  quietly(() => {
    log.error("bug", { where, requestId, userId: user?.id, ...facts, error });
    Sentry.withScope((scope) => {
      describe(scope, { user, requestId });
      scope.setLevel(level);
      scope.setTag("where", where);
      scope.setContext("facts", facts);
      if (group) scope.setFingerprint(group);
      Sentry.captureException(error, { mechanism: { handled, type: "generic" } });
    });
  });
}

/**
 * The database cannot be reached, as while it restarts: no fault in our code, and every request meets it. A line for each
 * and a `warning`, at most one a window in Sentry; readiness is what calls for help.
 */
export function reportDatabaseAway(error: unknown, context: BugContext = {}): void {
  const {
    where = "database",
    requestId,
    user,
    level: _level,
    handled: _handled,
    group: _group,
    ...facts
  } = context;
  quietly(() => {
    log.warn("database.away", { where, requestId, userId: user?.id, ...facts, error });
    Sentry.withScope((scope) => {
      describe(scope, { user, requestId });
      scope.setLevel("warning");
      scope.setFingerprint(["database-away"]);
      scope.setTags({ where, [NOISE_TAG]: NOISE_KNOWN });
      scope.setContext("facts", facts);
      Sentry.captureMessage("The database is away", "warning");
    });
  });
}

/** Whether what broke is that our database is away, and no fault in our code. */
export function isOutage(error: unknown): boolean {
  return isThisDatabaseAway(error, env().DATABASE_URL);
}

/**
 * What a catch-all caught, told as what it is: an outage, or a fault of ours. For jobs, intervals and work after an
 * answer; requests answer too (app/_edge/problem.ts).
 */
export function reportFault(error: unknown, context: BugContext = {}): void {
  const report = isOutage(error) ? reportDatabaseAway : reportBug;
  report(error, context);
}

/**
 * A partner's failure: known noise. A `warning` grouped by partner and kind, at most one a window in Sentry; the caller
 * keeps the true count.
 */
export function reportPartnerFailure(failure: PartnerFailure): void {
  const { partnerId, partnerSlug, kind, operation = "lookup", requestId } = failure;
  quietly(() => {
    const detail = failure.detail === undefined ? undefined : cleanText(failure.detail);
    const userId = failure.user?.id;
    log.warn("partner.failure", {
      partnerId,
      partner: partnerSlug,
      kind,
      operation,
      requestId,
      userId,
      detail,
    });
    Sentry.withScope((scope) => {
      describe(scope, failure);
      scope.setLevel("warning");
      scope.setFingerprint(["partner", partnerId, kind]);
      scope.setTags({ partner: partnerSlug, "failure.kind": kind, [NOISE_TAG]: NOISE_KNOWN });
      const { suppressed } = failure;
      scope.setContext("partner", { id: partnerId, slug: partnerSlug, kind, operation, detail, suppressed });
      Sentry.captureMessage(`Partner ${partnerSlug}: ${operation} failed (${kind})`, "warning");
    });
  });
}

export interface PartnerTurn {
  partnerId: string;
  partnerSlug: string;
  turn: "degraded" | "recovered";
  /** A short fixed phrase: why it speaks up. */
  reason: string;
  facts?: Record<string, string | number>;
  user?: AffectedUser | null | undefined;
  requestId?: string | undefined;
}

/**
 * A partner's turn for the worse (an `error`) or back (`info`), told once by whoever saw it: known noise may be muted,
 * this never is.
 */
export function reportPartnerTurn(told: PartnerTurn): void {
  const { partnerId, partnerSlug, turn, reason, facts, requestId } = told;
  quietly(() => {
    const isWorse = turn === "degraded";
    const line = { partnerId, partner: partnerSlug, reason, requestId, ...facts };
    if (isWorse) log.error("partner.degraded", line);
    else log.info("partner.recovered", line);
    Sentry.withScope((scope) => {
      describe(scope, told);
      scope.setLevel(isWorse ? "error" : "info");
      scope.setFingerprint(["partner", partnerId, turn, reason]);
      scope.setTags({ partner: partnerSlug, "partner.turn": turn });
      scope.setContext("partner", { id: partnerId, slug: partnerSlug, reason, ...facts });
      Sentry.captureMessage(`partner ${turn}: ${partnerSlug} (${reason})`, isWorse ? "error" : "info");
    });
  });
}

/** The judge's own failure: never the candidate's, so never scored; an `error` with ids, without source. */
export function reportJudgeFailure(failure: JudgeFailure): void {
  const { submissionId, runId, reason, facts } = failure;
  quietly(() => {
    log.error("judge.failure", { submissionId, runId, reason: cleanText(reason), ...facts });
    Sentry.withScope((scope) => {
      scope.setLevel("error");
      scope.setFingerprint(["judge", reason]);
      scope.setContext("judge", { submissionId, runId, reason, ...facts });
      Sentry.captureMessage(`Judge failure: ${reason}`, "error");
    });
  });
}

/** A job that failed its last try: somebody waits for what it should have done. Ids only. */
export function reportDeadLetter(letter: {
  queue: string;
  jobId?: string;
  payload?: Record<string, string>;
}): void {
  quietly(() => {
    log.error("job.dead_letter", { queue: letter.queue, jobId: letter.jobId, ...letter.payload });
    Sentry.withScope((scope) => {
      scope.setLevel("error");
      scope.setFingerprint(["dead-letter", letter.queue]);
      scope.setTag("queue", letter.queue);
      scope.setContext("job", { id: letter.jobId, queue: letter.queue, ...letter.payload });
      Sentry.captureMessage(`Dead letter: ${letter.queue}`, "error");
    });
  });
}

/** Names the person whom this request serves on every event that it may cause. */
export function setRequestUser(user: AffectedUser | null): void {
  quietly(() => {
    const named = user && { id: user.id, ...(user.email ? { email: user.email } : {}) };
    Sentry.getIsolationScope().setUser(named);
  });
}

/** Runs one unit of work (a job) with tags and user of its own, so that none of it stays for the next. */
export function withReportScope<Result>(
  tags: Record<string, string>,
  work: () => Promise<Result>,
): Promise<Result> {
  return Sentry.withIsolationScope((scope) => {
    quietly(() => scope.setTags(tags));
    return work();
  });
}

/** What to type into Sentry's search to find a person's events; null while SENTRY_SEND_EMAIL is `none`. */
export function sentrySearchFor(email: string): string | null {
  const shown = sentryUser({ email }, env().SENTRY_SEND_EMAIL, (text) => hmac(EMAIL_HASH_PURPOSE, text));
  return shown.email ? `user.email:${shown.email}` : null;
}

/** Waits until what was reported is sent, at most `ms` milliseconds. @returns whether all of it was. */
export async function flushReports(ms = 2_000): Promise<boolean> {
  try {
    return Sentry.getClient() ? await Sentry.flush(ms) : true;
  } catch {
    return false;
  }
}
