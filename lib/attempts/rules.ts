import { allowedMinutes, type Ending, endedAt } from "#lib/candidates/rules.ts";

/** How long after the deadline a save still counts: what was typed in time may be a slow network away. */
export const GRACE_SECONDS = 30;
/** A save received in the last instant of the grace is still on its way to the database: let it land first. */
export const EXPIRY_MARGIN_SECONDS = 2;
/** Saves per attempt: sixty a minute for ever, twice that at once. The room waits for a pause in typing, and sends one at a time. */
export const SAVE_LIMIT = { capacity: 120, windowSeconds: 120 } as const;
/** The history of an answer keeps one revision in so many seconds of typing; the answer itself is always the newest. */
export const HISTORY_SECONDS = 30;
/** Credits for our own outages never add up to more than this share of the time: beyond it people must decide. */
export const MAX_CREDIT_SHARE = 1;

const MINUTE_MS = 60_000;

export interface TimeTerms {
  startedAt: Date;
  /** What everyone gets. */
  baseMinutes: number;
  /** 1 to 3; 1.5 is the "50 % extra time" of an accommodation. */
  timeMultiplier: number;
  /** Minutes added or taken by a person, in seconds; may be negative. */
  adjustmentSeconds: number;
  /** Spans of time that our own failures took: they are given back. */
  credits?: readonly Span[];
}

/** A stretch of real time. */
export interface Span {
  fromAt: Date;
  toAt: Date;
}

/** Milliseconds that spans cover together: what overlaps counts once. */
export function coveredMs(spans: readonly Span[]): number {
  const sorted = spans
    .map(({ fromAt, toAt }) => [fromAt.getTime(), toAt.getTime()] as const)
    .sort(([left], [right]) => left - right);
  let covered = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const [from, to] of sorted) {
    covered += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return covered;
}

/** Milliseconds that the terms give, before any adjustment: whole minutes, so that plan and clock say the same. */
export function plannedMs({
  baseMinutes,
  timeMultiplier,
}: Pick<TimeTerms, "baseMinutes" | "timeMultiplier">): number {
  return allowedMinutes(baseMinutes, timeMultiplier) * MINUTE_MS;
}

/**
 * When an attempt ends. The one function for it: the start, the room's clock, saving, the expiry job and the report all
 * go by its answer. An adjustment never ends an attempt before a second has passed; credits that overlap count once, and their sum is capped.
 */
export function effectiveDeadline(terms: TimeTerms): Date {
  const planned = plannedMs(terms);
  const credited = Math.min(coveredMs(terms.credits ?? []), planned * MAX_CREDIT_SHARE);
  const length = planned + terms.adjustmentSeconds * 1000 + credited;
  return new Date(terms.startedAt.getTime() + Math.max(1000, Math.round(length)));
}

/** When nothing more is accepted as in time. */
export function graceEndsAt(deadlineAt: Date): Date {
  return new Date(deadlineAt.getTime() + GRACE_SECONDS * 1000);
}

/** When the expiry job may hand in what is saved. */
export function expiresAt(deadlineAt: Date): Date {
  return new Date(graceEndsAt(deadlineAt).getTime() + EXPIRY_MARGIN_SECONDS * 1000);
}

export type AttemptPhase = "running" | "grace" | "over" | "submitted";

/** Where an attempt stands at a moment. In "grace" the clock shows zero, yet a save still counts. */
export function phaseAt(attempt: { state: string; deadlineAt: Date }, now: Date): AttemptPhase {
  if (attempt.state !== "in_progress") return "submitted";
  if (now <= attempt.deadlineAt) return "running";
  return now <= graceEndsAt(attempt.deadlineAt) ? "grace" : "over";
}

/** Whether a save received at `now` counts. The time of receipt decides, not the time at which we get round to it. */
export function acceptsSave(attempt: { state: string; deadlineAt: Date }, now: Date): boolean {
  const phase = phaseAt(attempt, now);
  return phase === "running" || phase === "grace";
}

export type StartRefusal = "withdrawn" | "revoked" | "expired" | "unpublished";

/** Why an invitation cannot be started now; null when it can. Its window limits the start, never the end. */
export function startRefusal(
  invitation: {
    expiresAt: Date;
    revokedAt: Date | null;
    publishedAt: Date | null;
  } & Ending,
  now: Date,
): StartRefusal | null {
  if (endedAt(invitation)) return "withdrawn";
  if (invitation.revokedAt) return "revoked";
  if (invitation.expiresAt <= now) return "expired";
  return invitation.publishedAt ? null : "unpublished";
}

export interface TimePlan {
  baseMinutes: number;
  extraPercent: number;
  totalMinutes: number;
}

/** What the candidate is told before the start: "60 min (40 + 50 %)", as the clock then begins. */
export function timePlan(baseMinutes: number, timeMultiplier: number): TimePlan {
  return {
    baseMinutes,
    extraPercent: Math.round((timeMultiplier - 1) * 100),
    totalMinutes: plannedMs({ baseMinutes, timeMultiplier }) / MINUTE_MS,
  };
}

/** `closed`: access ended in the middle of the attempt, and what was saved was kept. */
export type InvitationStatus = "ready" | "running" | "submitted" | "closed" | "expired" | "ended";

/** The one word that the dashboard shows for an invitation. */
export function invitationStatus(
  refusal: StartRefusal | null,
  attempt: { state: string; submittedBy: string | null } | null,
): InvitationStatus {
  if (attempt?.state === "in_progress") return "running";
  if (attempt) return attempt.submittedBy === "withdrawal" ? "closed" : "submitted";
  if (refusal === null) return "ready";
  return refusal === "expired" ? "expired" : "ended";
}

/** The last path member of a package's test name: `sample/01-two` → `01-two`. */
export function shortTestName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
