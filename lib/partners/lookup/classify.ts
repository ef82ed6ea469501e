import { z } from "zod";
import { ABOUT_ANOTHER } from "#lib/auth/lookup-port.ts";
import { cleanText } from "#lib/observability/scrub.ts";
import { beginning } from "#lib/platform/text.ts";
import type { Evidence, LookupOutcome } from "./types.ts";

/** A reason is shown to staff: a sentence, not a document. */
const MAX_REASON = 500;
const MAX_DETAIL = 300;
/** A cause chain is three or four deep; a longer one is a loop. */
const MAX_CAUSES = 8;
/** A server that asks us to wait longer is asked again after this. */
const MAX_RETRY_AFTER_SECONDS = 3600;

/** The partner's answer about one candidate. */
export const PartnerAnswer = z.object({
  externalId: z.string().min(1),
  decision: z.enum(["active", "denied"]),
  reason: z.string().nullish(),
  checkedAt: z.iso.datetime({ offset: true }),
});

/** "I do not know this candidate", said about that candidate. */
const UnknownCandidate = z.object({ externalId: z.string().min(1) });

const TIMEOUT_CODES = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
]);
const TIMEOUT_NAMES = new Set(["TimeoutError", "AbortError"]);
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "EHOSTDOWN",
  "ENETUNREACH",
  "ENETDOWN",
  "EADDRNOTAVAIL",
  "EPIPE",
  "UND_ERR_SOCKET",
]);
const MALFORMED_CODES = new Set([
  "UND_ERR_RES_EXCEEDED_MAX_SIZE",
  "UND_ERR_HEADERS_OVERFLOW",
  "UND_ERR_RES_CONTENT_LENGTH_MISMATCH",
]);
/** A name that does not exist, and every complaint about a certificate, is for the partner's admin to mend. */
const MISCONFIGURED_CODES = new Set([
  "ENOTFOUND",
  "EAI_NONAME",
  "EAI_NODATA",
  "EGRESS_REFUSED",
  "SECRET_UNREADABLE",
  "EPROTO",
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_CHAIN_TOO_LONG",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "HOSTNAME_MISMATCH",
  "INVALID_CA",
  "INVALID_PURPOSE",
]);
const TLS_PREFIX = /^ERR_(TLS|SSL)_/;
const HTTP_PARSER_PREFIX = /^HPE_/;

/**
 * What asking came to: the one reading of every answer and every error. Pure; knows nothing of retries, breakers or
 * reports.
 * @param externalId the candidate that was asked about; only an answer that names it says anything.
 */
export function classify(evidence: Evidence, externalId: string): LookupOutcome {
  return evidence.type === "failure" ? classifyFailure(evidence.error) : classifyAnswer(evidence, externalId);
}

interface Trace {
  code: string | null;
  name: string | null;
  message: string;
}

/** An error with all that it wraps: undici hides the reason in `cause`, a dual-stack connect in `errors`. */
function traces(error: unknown): Trace[] {
  const found: Trace[] = [];
  const queue: unknown[] = [error];
  while (queue.length > 0 && found.length < MAX_CAUSES) {
    const current = queue.shift();
    if (typeof current !== "object" || current === null) continue;
    const { code, name, message, cause, errors } = current as Record<string, unknown>;
    found.push({
      code: typeof code === "string" ? code : null,
      name: typeof name === "string" ? name : null,
      message: typeof message === "string" ? message : "",
    });
    queue.push(cause, ...(Array.isArray(errors) ? errors.slice(0, MAX_CAUSES) : []));
  }
  return found;
}

function classifyFailure(error: unknown): LookupOutcome {
  const chain = traces(error);
  for (const trace of chain) {
    const common = { httpStatus: null, detail: describe(trace) };
    const { code, name } = trace;
    if (code && MISCONFIGURED_CODES.has(code)) {
      return { kind: "misconfigured", ours: code === "SECRET_UNREADABLE", ...common };
    }
    if (code && TLS_PREFIX.test(code)) return { kind: "misconfigured", ours: false, ...common };
    if (code && TIMEOUT_CODES.has(code)) return { kind: "timeout", ...common };
    if (code && UNREACHABLE_CODES.has(code)) return { kind: "unreachable", ...common };
    if (code && (MALFORMED_CODES.has(code) || HTTP_PARSER_PREFIX.test(code))) {
      return { kind: "malformed", foreign: false, ...common };
    }
    // undici names it and gives it no code: the service speaks something else than HTTP.
    if (name === "HTTPParserError") return { kind: "malformed", foreign: false, ...common };
    if (name && TIMEOUT_NAMES.has(name)) return { kind: "timeout", ...common };
  }
  const first = chain[0];
  return { kind: "bug", error, httpStatus: null, detail: first ? describe(first) : `threw ${typeof error}` };
}

function describe({ code, name, message }: Trace): string {
  return beginning(`${code ?? name ?? "error"}: ${message}`, MAX_DETAIL);
}

type Answer = Extract<Evidence, { type: "answer" }>;

function classifyAnswer(answer: Answer, externalId: string): LookupOutcome {
  const { status } = answer;
  const common = { httpStatus: status, detail: `${status} ${mediaType(answer)}` };
  if (status === 200) return readBody(answer, externalId);
  if (status === 403) {
    const read = readBody(answer, externalId);
    if (read.kind === "denied" || (read.kind === "malformed" && read.foreign)) return read;
    return { kind: "misconfigured", ours: false, ...common };
  }
  if (status === 404) return readUnknown(answer, externalId, common);
  if (status === 429) {
    return { kind: "rate_limited", retryAfterSeconds: retryAfter(answer.retryAfter), ...common };
  }
  if (status >= 300 && status < 400) return { kind: "redirect", ...common };
  if (status >= 400 && status < 500) return { kind: "misconfigured", ours: false, ...common };
  if (status >= 500 && status < 600) return { kind: "server_error", ...common };
  return { kind: "malformed", foreign: false, ...common };
}

function parseJson(answer: Answer): { value: unknown } | { problem: string } {
  if (answer.tooLarge) return { problem: "the body is larger than 64 KiB" };
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(answer.contentType ?? "")) {
    return { problem: `not JSON but ${mediaType(answer)}` };
  }
  try {
    return { value: JSON.parse(answer.body) };
  } catch {
    return { problem: "the body is not JSON" };
  }
}

/** A body that says what the contract asks for, about this candidate; anything else is malformed. */
function readBody(answer: Answer, externalId: string): LookupOutcome {
  const httpStatus = answer.status;
  const malformed = (detail: string, foreign = false): LookupOutcome => ({
    kind: "malformed",
    foreign,
    httpStatus,
    detail: beginning(`${httpStatus}: ${detail}`, MAX_DETAIL),
  });
  const json = parseJson(answer);
  if ("problem" in json) return malformed(json.problem);
  const parsed = PartnerAnswer.safeParse(json.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return malformed(`${issue?.path.join(".") || "the body"}: ${issue?.message ?? "not as agreed"}`);
  }
  const { decision, reason } = parsed.data;
  if (parsed.data.externalId !== externalId) return malformed(ABOUT_ANOTHER, true);
  const checkedAt = new Date(parsed.data.checkedAt);
  if (decision === "denied") {
    return {
      kind: "denied",
      reason: reason ? storableReason(reason) : null,
      checkedAt,
      httpStatus,
      detail: "denied",
    };
  }
  if (httpStatus !== 200) return malformed("forbids, and says that the candidate is active");
  return { kind: "ok", checkedAt, httpStatus, detail: "active" };
}

const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
/** Marks that turn the direction of whatever follows them on the page. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/**
 * A partner's reason as it may be kept and shown: on one line, without secrets and addresses, as all text of a third
 * party. Cut last and between characters, never within one: the database refuses half of one, and the denial would be
 * lost with it.
 * @returns null when nothing is left to say.
 */
function storableReason(reason: string): string | null {
  const words = cleanText(reason.replace(TURNS, "").replace(BREAKS, " ").trim()).toWellFormed();
  return [...words].slice(0, MAX_REASON).join("") || null;
}

/** Type and subtype alone: what else stands in the header is the partner's text, and may echo our secret. */
function mediaType({ contentType }: Answer): string {
  if (!contentType) return "no content type";
  return /^[a-z]{1,20}\/[\w.+-]{1,60}(?=\s*(;|$))/i.exec(contentType)?.[0] ?? "an unreadable content type";
}

/** Only a body that names the candidate makes a 404 an answer; a bare one is a wrong address. */
function readUnknown(
  answer: Answer,
  externalId: string,
  common: { httpStatus: number; detail: string },
): LookupOutcome {
  const json = parseJson(answer);
  const parsed = "value" in json ? UnknownCandidate.safeParse(json.value) : null;
  if (!parsed?.success) return { kind: "misconfigured", ours: false, ...common };
  if (parsed.data.externalId === externalId) return { kind: "not_found", ...common };
  return { kind: "malformed", foreign: true, ...common, detail: `404: ${ABOUT_ANOTHER}` };
}

/** Retry-After in seconds (the form with a date is rare and says nothing better than "later"). */
function retryAfter(header: string | null): number | null {
  return header && /^\d{1,9}$/.test(header) ? Math.min(Number(header), MAX_RETRY_AFTER_SECONDS) : null;
}
