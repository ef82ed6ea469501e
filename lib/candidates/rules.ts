import { DEFAULT_INVITATION_DAYS, MAX_INVITATION_DAYS } from "./schema.ts";

const DAY_MS = 86_400_000;

/** Where a person stands with one invitation, as the partner API, the lists and the reports name it. */
export const CANDIDATE_STATUSES = [
  "invited",
  "started",
  "submitted",
  "graded",
  "decided",
  "expired",
  "withdrawn",
] as const;
export type CandidateStatus = (typeof CANDIDATE_STATUSES)[number];

/** What ends a candidacy: its withdrawal, or its partner's denial until that is lifted. */
export interface Ending {
  withdrawnAt: Date | null;
  deniedAt: Date | null;
}

/** Since when a candidacy is over; null while it lives. Both endings end the same things. */
export function endedAt({ withdrawnAt, deniedAt }: Ending): Date | null {
  if (withdrawnAt && deniedAt) return withdrawnAt < deniedAt ? withdrawnAt : deniedAt;
  return withdrawnAt ?? deniedAt;
}

/** Whether it was the candidate who ended it: that ends the application, never the way to their own account. */
export function withdrewThemselves({ withdrawnBy }: { withdrawnBy: string | null }): boolean {
  return withdrawnBy?.startsWith("candidate:") ?? false;
}

/** `endedAt(…) === null` as a condition on candidates in the database. */
export const LIVE_CANDIDACY = { withdrawnAt: null, deniedAt: null } as const;

export interface StatusFacts extends Ending {
  /** null: no invitation yet. */
  invitation: { expiresAt: Date; revokedAt: Date | null } | null;
  attempt: { state: "in_progress" | "submitted" | "graded"; decided: boolean } | null;
}

/**
 * The one reading of a candidate's status. Withdrawal and denial end everything; a started attempt outlives its invitation's
 * window, because the window limits the start and never the end.
 */
export function candidateStatus(facts: StatusFacts, at: Date): CandidateStatus {
  if (endedAt(facts)) return "withdrawn";
  if (facts.attempt) {
    if (facts.attempt.decided) return "decided";
    return facts.attempt.state === "in_progress" ? "started" : facts.attempt.state;
  }
  const { invitation } = facts;
  if (invitation && (invitation.revokedAt || invitation.expiresAt <= at)) return "expired";
  return "invited";
}

/**
 * When an attempt was started, as its team and their partner are told: to the day (UTC), never before the invitation.
 * A start to the minute beside a submission to the minute would tell how much time somebody gave themselves.
 */
export function toldStart(startedAt: Date, invitedAt: Date): Date {
  const day = startedAt.getTime() - (startedAt.getTime() % DAY_MS);
  return new Date(Math.min(startedAt.getTime(), Math.max(day, invitedAt.getTime())));
}

/**
 * When an invitation ends.
 * @returns the end, or what is wrong with the one that was asked for.
 */
export function invitationEnd(
  asked: Date | undefined,
  now: Date,
): { ok: true; expiresAt: Date } | { ok: false; detail: string } {
  if (!asked) return { ok: true, expiresAt: new Date(now.getTime() + DEFAULT_INVITATION_DAYS * DAY_MS) };
  if (asked.getTime() <= now.getTime()) return { ok: false, detail: "is in the past" };
  if (asked.getTime() > now.getTime() + MAX_INVITATION_DAYS * DAY_MS) {
    return { ok: false, detail: `is more than ${MAX_INVITATION_DAYS} days away` };
  }
  return { ok: true, expiresAt: asked };
}

/** Points as a percentage with one decimal; null when nothing could be earned. */
export function percentOf(points: number, maxPoints: number): number | null {
  return maxPoints > 0 ? Math.round((points / maxPoints) * 1000) / 10 : null;
}

/** Minutes on the candidate's clock: the assessment's, times the accommodation, rounded up in the candidate's favour. */
export function allowedMinutes(baseMinutes: number, multiplier: number): number {
  return Math.ceil(Math.round(baseMinutes * multiplier * 100) / 100);
}
