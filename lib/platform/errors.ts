/** A refusal that we mean: the edge maps each code to a status and a title (app/_edge/problem.ts). */
export type DomainCode =
  | "invalid"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "gone"
  | "throttled"
  | "too_large"
  | "unavailable"
  | "deadline_passed"
  | "too_early"
  | "already_submitted"
  | "idempotency_mismatch"
  | "idempotency_running";

export interface FieldError {
  /** JSON pointer (RFC 6901) into the input, such as /candidates/0/email. */
  pointer: string;
  detail: string;
}

interface DomainErrorOptions {
  errors?: FieldError[];
  retryAfterSeconds?: number;
  /** Extra members of the answer, such as a late save's deadline. Never a secret. */
  extra?: Record<string, unknown>;
}

/** A refusal with words for the person or program that asked. "Not yours" is `not_found`, in the same words. */
export class DomainError extends Error {
  readonly code: DomainCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly extra: Record<string, unknown> | undefined;

  constructor(code: DomainCode, detail: string, options: DomainErrorOptions = {}) {
    super(detail);
    this.name = "DomainError";
    this.code = code;
    this.errors = options.errors;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.extra = options.extra;
  }
}

/** The one answer for "does not exist" and "exists, but is not yours". */
export function notFound(what: string): DomainError {
  return new DomainError("not_found", `There is no such ${what}, or it is not yours to see.`);
}
