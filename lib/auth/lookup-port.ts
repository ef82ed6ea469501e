/** How much of a sign-in the question to a partner may take, in milliseconds. */
export const LOOKUP_BUDGET_MS = 800;

/** What a summary's `reason` ends in when the answer named another candidate than the one asked about. */
export const ABOUT_ANOTHER = "speaks of another candidate";

export interface LookupInput {
  userId: string;
  requestId: string;
  /** Milliseconds from the call in which an answer is of use; later it is not waited for. */
  deadlineMs: number;
}

/** What asking a partner came to, as far as sign-in needs to know. */
export interface LookupSummary {
  /**
   * `denied`: a valid denial of this very candidate, the only verdict that can block. `unconfirmed`: asked, no usable
   * answer; it never blocks. `not_applicable`: nobody to ask.
   */
  verdict: "not_applicable" | "confirmed" | "unconfirmed" | "denied";
  /** Kind of the lookup taxonomy: ok, timeout, misconfigured, … */
  outcome?: string;
  partnerId?: string;
  candidateId?: string;
  /** What the question that decided took, until its answer or the end of its time; null: none was put. */
  durationMs: number | null;
  /** One line for the journal; never a partner's raw answer. */
  reason?: string;
}

/**
 * Asks the partner that sourced an account about it. Sign-in knows only this shape: the composition root hands the
 * implementation in. It should not throw and should keep its deadline; sign-in does not rely on either.
 */
export type SignInLookup = (input: LookupInput) => Promise<LookupSummary>;
