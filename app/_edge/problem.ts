import { z } from "zod";
import { reportBug, reportDatabaseAway } from "#lib/observability/report.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { type DomainCode, DomainError } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";

/** The one table from a refusal's code to HTTP: `lib` knows no status codes. */
const STATUS: Record<DomainCode, { status: number; title: string }> = {
  invalid: { status: 422, title: "The input needs changes" },
  unauthenticated: { status: 401, title: "No valid credentials" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "In conflict with what is there" },
  gone: { status: 410, title: "No longer there" },
  throttled: { status: 429, title: "Too many requests" },
  too_large: { status: 413, title: "Too large" },
  unavailable: { status: 503, title: "Not available now" },
  deadline_passed: { status: 409, title: "The deadline has passed" },
  too_early: { status: 425, title: "Not yet" },
  already_submitted: { status: 409, title: "Already submitted" },
  idempotency_mismatch: { status: 422, title: "Idempotency key used with another body" },
  idempotency_running: { status: 409, title: "The first request with this key is still running" },
};

// zod's own words are for people who know zod. Schemas with words of their own keep them.
z.config({
  customError: (issue) => {
    if (issue.code !== "invalid_type") return undefined;
    return issue.input === undefined ? "is missing" : `takes ${issue.expected}, not ${typeof issue.input}`;
  },
});

/** Seconds after which a client may ask again when the database is away: it restarts in one or two. */
const DATABASE_RETRY_SECONDS = 5;

/** The request's id: the proxy's when it has a safe form, else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given && /^[\w.-]{8,128}$/.test(given) ? given : newId();
}

export interface ProblemInit {
  status: number;
  title: string;
  detail: string;
  code: string;
  requestId: string;
  errors?: { pointer: string; detail: string }[];
  retryAfterSeconds?: number;
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** An RFC 9457 problem document. */
export function problem(init: ProblemInit): Response {
  const { status, title, detail, code, requestId, errors, retryAfterSeconds, extra, headers } = init;
  const body = {
    ...extra,
    type: `/developers#${code}`,
    title,
    status,
    detail,
    code,
    requestId,
    ...(errors ? { errors } : {}),
  };
  return Response.json(body, {
    status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      "X-Request-Id": requestId,
      ...(retryAfterSeconds === undefined ? {} : { "Retry-After": String(retryAfterSeconds) }),
      ...headers,
    },
  });
}

/**
 * Turns whatever a route threw into an answer: a refusal in its own words, an absent database as 503, anything else
 * as a bug that is reported and answered with the request id and none of its message.
 */
export function problemFrom(
  error: unknown,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  if (error instanceof DomainError) {
    return problem({
      ...STATUS[error.code],
      detail: error.message,
      code: error.code,
      requestId,
      errors: error.errors,
      retryAfterSeconds: error.retryAfterSeconds,
      extra: error.extra,
      headers,
    });
  }
  if (isDatabaseAway(error)) {
    reportDatabaseAway(error, { requestId });
    return problem({
      status: 503,
      title: "Not available now",
      detail: "We cannot reach our database. Nothing was changed; try again shortly.",
      code: "unavailable",
      requestId,
      retryAfterSeconds: DATABASE_RETRY_SECONDS,
      headers,
    });
  }
  reportBug(error, { requestId });
  return problem({
    status: 500,
    title: "The fault is ours",
    detail: `An error on our side was recorded. Quote ${requestId} if you write to us.`,
    code: "internal",
    requestId,
    headers,
  });
}
