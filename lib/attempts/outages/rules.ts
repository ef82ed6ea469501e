import { sha256 } from "#lib/platform/crypto.ts";
import type { Span } from "../rules.ts";

/** Every web process writes that it lives this often. */
export const PULSE_SECONDS = 5;
/** Silence from all of them for longer is an outage: shorter ones are bridged by the room's own retries. */
export const OUTAGE_FROM_SECONDS = 15;
/** One outage gives back no more than this: whoever waited longer has gone home, and people must decide. */
export const MAX_OUTAGE_SECONDS = 3_600;
/** Failed saves no further apart than this belong together: the room tries again after ten seconds at most, and waits for an answer. */
export const FAULT_JOIN_SECONDS = 30;
/** What failed saves alone may give back in one attempt. */
export const MAX_FAULT_SECONDS = 600;

/** Said to both sides, in the ledger. */
export const OUTAGE_REASON = "The portal could not be reached";
export const FAULT_REASON = "Saving failed on our side";

function plusSeconds(at: Date, seconds: number): Date {
  return new Date(at.getTime() + seconds * 1000);
}

/** Whether all web processes are silent: then nobody can save, and nobody is handed in. */
export function isSilent(seenAt: Date, now: Date): boolean {
  return now > plusSeconds(seenAt, OUTAGE_FROM_SECONDS);
}

/**
 * What an outage took from an attempt; null when it began after it, or had ended before. An outage over the deadline
 * counts whole: the new deadline then lies as far behind the return as the old one behind the beginning.
 */
export function lostTo(attempt: { startedAt: Date; deadlineAt: Date }, outage: Span): Span | null {
  const fromAt = new Date(Math.max(outage.fromAt.getTime(), attempt.startedAt.getTime()));
  return fromAt < attempt.deadlineAt && fromAt < outage.toAt ? { fromAt, toAt: outage.toAt } : null;
}

/** The ledger's source for an attempt's share in an outage: settling twice credits once. */
export function shareId(outageId: string, attemptId: string): string {
  const hex = sha256(`${outageId}/${attemptId}`);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

/** Failed saves of one attempt as spans of time; the last one is still open. */
export function addFault(spans: readonly Span[], at: Date): Span[] {
  const last = spans.at(-1);
  if (!last || at > plusSeconds(last.toAt, FAULT_JOIN_SECONDS)) return [...spans, { fromAt: at, toAt: at }];
  return [...spans.slice(0, -1), { fromAt: last.fromAt, toAt: at }];
}

/**
 * What failed saves took, once one has succeeded at `now`. A single failure far from the others is worth nothing, and
 * silence between two failures is the candidate's own: only a row of failures that the server itself answered counts.
 * @param granted seconds that earlier failures of this attempt gave back.
 */
export function faultSpans(spans: readonly Span[], now: Date, granted: number): Span[] {
  let left = MAX_FAULT_SECONDS - granted;
  const found: Span[] = [];
  for (const { fromAt, toAt } of addFault(spans, now)) {
    const seconds = Math.min(left, (toAt.getTime() - fromAt.getTime()) / 1000);
    if (seconds <= 0) continue;
    left -= seconds;
    found.push({ fromAt, toAt: plusSeconds(fromAt, seconds) });
  }
  return found;
}
