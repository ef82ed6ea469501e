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
/** The longest that the room waits before it tries again: whoever does not is busy with something else. */
export const FAULT_RETRY_SECONDS = 10;
/** What failed saves alone may give back in one attempt. */
export const MAX_FAULT_SECONDS = 600;
/** Rows of failures of one attempt that are kept: so many alone reach what may be given back. */
const MAX_FAULT_ROWS = MAX_FAULT_SECONDS / FAULT_RETRY_SECONDS;

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

const earlier = (one: Date, other: Date) => (one < other ? one : other);
const later = (one: Date, other: Date) => (one > other ? one : other);

/**
 * Failed saves of one attempt as rows, each from the first that reached us to the last that we failed.
 * @param fault from when the save reached us until it had failed. Several at the same moment are one.
 */
export function addFault(rows: readonly Span[], fault: Span): Span[] {
  const last = rows.at(-1);
  if (!last || fault.fromAt > plusSeconds(last.toAt, FAULT_JOIN_SECONDS))
    return [...rows, fault].slice(-MAX_FAULT_ROWS);
  const joined = { fromAt: earlier(last.fromAt, fault.fromAt), toAt: later(last.toAt, fault.toAt) };
  return [...rows.slice(0, -1), joined];
}

/**
 * What failed saves took, once one has succeeded that reached us at `savedAt`: as long as the candidate could not save.
 * A row that the good save follows lasts until then. After any other the room could have saved when it tried again:
 * the silence beyond that is the candidate's own.
 * @param granted seconds that earlier failures of this attempt gave back.
 */
export function faultSpans(rows: readonly Span[], savedAt: Date, granted: number): Span[] {
  let left = MAX_FAULT_SECONDS - granted;
  const found: Span[] = [];
  for (const { fromAt, toAt } of rows) {
    const isFollowed = savedAt <= plusSeconds(toAt, FAULT_JOIN_SECONDS);
    const end = isFollowed ? savedAt : plusSeconds(toAt, FAULT_RETRY_SECONDS);
    const seconds = Math.min(left, (end.getTime() - fromAt.getTime()) / 1000);
    if (seconds <= 0) continue;
    left -= seconds;
    found.push({ fromAt, toAt: plusSeconds(fromAt, seconds) });
  }
  return found;
}
