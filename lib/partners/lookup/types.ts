/** Every way in which asking a partner can end. Closed: what fits nowhere is a `bug` of ours. */
export const LOOKUP_KINDS = [
  "ok",
  "denied",
  "not_found",
  "misconfigured",
  "rate_limited",
  "timeout",
  "unreachable",
  "server_error",
  "malformed",
  "redirect",
  "skipped",
  "bug",
] as const;
export type LookupKind = (typeof LOOKUP_KINDS)[number];

/** Why nobody was asked. */
export type SkipReason = "breaker_open" | "bulkhead_full" | "rate_limited" | "budget_used_up";

interface Common {
  /** What an engineer needs at two in the morning: codes and types, never the partner's body, never a secret. */
  detail: string;
  httpStatus: number | null;
}

export type LookupOutcome = Common &
  (
    | { kind: "ok"; checkedAt: Date }
    /** The only outcome that may keep somebody out. */
    | { kind: "denied"; reason: string | null; checkedAt: Date }
    | { kind: "not_found" }
    /** `ours`: the fault is in our own configuration (a secret that cannot be opened). */
    | { kind: "misconfigured"; ours: boolean }
    | { kind: "rate_limited"; retryAfterSeconds: number | null }
    /** `foreign`: the answer spoke of another candidate: their fault or ours, somebody has to look. */
    | { kind: "malformed"; foreign: boolean }
    | { kind: "timeout" | "unreachable" | "server_error" | "redirect" }
    | { kind: "skipped"; reason: SkipReason }
    | { kind: "bug"; error: unknown }
  );

/** What the call left in our hands: an answer, or an error. */
export type Evidence =
  | {
      type: "answer";
      status: number;
      contentType: string | null;
      retryAfter: string | null;
      body: string;
      /** More than the limit came: the rest was not read. */
      tooLarge: boolean;
    }
  | { type: "failure"; error: unknown };

/** A sealed lookup secret that does not open: our own fault, whatever the partner does. */
export class SecretUnreadable extends Error {
  readonly code = "SECRET_UNREADABLE";

  constructor(cause: unknown) {
    super("the partner's lookup secret cannot be opened", { cause });
    this.name = "SecretUnreadable";
  }
}

/** Whether an outcome says that the partner, or the way to it, is not working. */
export function isPartnerFailure(kind: LookupKind): boolean {
  switch (kind) {
    case "misconfigured":
    case "rate_limited":
    case "timeout":
    case "unreachable":
    case "server_error":
    case "malformed":
    case "redirect":
      return true;
    case "ok":
    case "denied":
    case "not_found":
    case "skipped":
    case "bug":
      return false;
  }
}

/** Whether an outcome is an answer about the candidate: nobody has to ask again. */
export function isAnswer(kind: LookupKind): boolean {
  return kind === "ok" || kind === "denied";
}
