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

export interface StatusFacts {
  withdrawnAt: Date | null;
  /** null: no invitation yet. */
  invitation: { expiresAt: Date; revokedAt: Date | null } | null;
  attempt: { state: "in_progress" | "submitted" | "graded"; decided: boolean } | null;
}

/**
 * The one reading of a candidate's status. Withdrawal ends everything; a started attempt outlives its invitation's
 * window, because the window limits the start and never the end.
 */
export function candidateStatus(facts: StatusFacts, at: Date): CandidateStatus {
  if (facts.withdrawnAt) return "withdrawn";
  if (facts.attempt) {
    if (facts.attempt.decided) return "decided";
    return facts.attempt.state === "in_progress" ? "started" : facts.attempt.state;
  }
  const { invitation } = facts;
  if (invitation && (invitation.revokedAt || invitation.expiresAt <= at)) return "expired";
  return "invited";
}
