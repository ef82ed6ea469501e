import type { Breadcrumb, ErrorEvent, Exception, StackFrame } from "@sentry/core";

/*
 * What leaves the portal for Sentry is rebuilt from a list of what may, not filtered by a list of what may not: a
 * field that a later SDK invents stays here. Pure, and light enough for the browser.
 */

const REMOVED = "[removed]";
/** An error's message is a sentence; what comes after is somebody's data. */
const MAX_TEXT = 500;
/** Cutting comes before matching, so that a megabyte of text cannot occupy the process; with room for what is replaced. */
const MAX_RAW_TEXT = 8_000;
const MAX_DEPTH = 4;
const MAX_ITEMS = 30;
const MAX_FRAMES = 100;

/** Names of fields whose value never leaves, whatever it holds. */
const SECRET_NAME =
  /pass|pwd|secret|token|auth|cookie|session|jwt|csrf|xsrf|api[-_ ]?key|credential|signature|bearer|saml|sso|source|answer(?!Id)|body|content$|stdin|stdout|stderr|payload|mail|phone|query|header|^code$|^sid$|^key$|^ip|address$/i;

const SAFE_HEADERS = new Set(["user-agent", "x-request-id"]);

/** Order matters: whole URLs lose their query before the parts of it are looked at. */
const SECRET_SHAPES: readonly (readonly [RegExp, string])[] = [
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"'<>]+@/gi, `$1${REMOVED}@`],
  [/\b(https?:\/\/[^\s?#"'<>]+)[?#][^\s"'<>]*/gi, "$1"],
  [/(^|[\s"'(=])(\/[^\s?#"'<>]*)[?#][^\s"'<>)]*/g, "$1$2"],
  [/\b((?:set-)?cookie|(?:proxy-)?authorization)\b(["']?\s*[:=]\s*)\S.*/gi, `$1$2${REMOVED}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${REMOVED}`],
  [/\beyJ[\w-]{4,}\.[\w.-]+/g, "[jwt]"],
  [/\bassay_[a-z]+_\w+/gi, "[api key]"],
  [/\bwhsec_[\w+/=-]+/g, "[webhook secret]"],
  [/\b(?:pk|sk|rk)_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*/g, "[key]"],
  [
    /(pass(?:word|wd|phrase)?|pwd|secret|token|api[-_]?key|csrf|session)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    `$1$2${REMOVED}`,
  ],
  [/[^\s"'<>()[\]:=,;@]+@[^\s"'<>()[\]:=,;@]+\.[a-z]{2,}/gi, "[e-mail]"],
  // JSON.parse quotes what it could not read, which may be what a candidate wrote.
  [/"(?:[^"\\]|\\.)*"?(?:\.\.\.)? is not valid JSON/g, "the text is not valid JSON"],
  [/token '?.{1,2}'?, .* is not valid JSON/gi, "token, the text is not valid JSON"],
];

const LONG_WORD = /[A-Za-z0-9_-]{40,}/g;
const LONG_HEX = /\b[0-9a-f]{40,}\b/gi;

/** A random base64url token mixes cases and digits; an identifier or a UUID does not do all of it at once. */
function isRandomWord(word: string): boolean {
  const capitals = word.match(/[A-Z]/g)?.length ?? 0;
  return /[a-z]/.test(word) && capitals > 0 && (/\d/.test(word) || capitals >= 8);
}

/** Prisma prints the whole call with its arguments; the first and the last line say what went wrong. */
function firstLine(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const [first = ""] = lines;
  const last = lines.at(-1);
  return /^Invalid `.*` invocation/.test(first) && last && last !== first ? `${first} ${last}` : first;
}

/** One line of text without secrets, addresses, query strings and whatever followed the first line. */
export function cleanText(text: string): string {
  let clean = firstLine(text.slice(0, MAX_RAW_TEXT)).slice(0, MAX_TEXT * 4);
  for (const [shape, replacement] of SECRET_SHAPES) clean = clean.replace(shape, replacement);
  clean = clean.replace(LONG_HEX, "[hash]");
  clean = clean.replace(LONG_WORD, (word) => (isRandomWord(word) ? "[token]" : word));
  return clean.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}…` : clean;
}

/** A URL or path without its query, fragment, user info, and with token-like path segments replaced. */
export function cleanUrl(url: string): string {
  return cleanText(url.replace(/[?#].*$/s, ""));
}

function cleanValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "number" || typeof value === "boolean" || value === null) return value;
  if (typeof value !== "object" || depth >= MAX_DEPTH) return value === undefined ? undefined : REMOVED;
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => cleanValue(item, depth + 1));
  return cleanRecord(value as Record<string, unknown>, depth + 1);
}

function cleanRecord(record: Record<string, unknown>, depth = 0): Record<string, unknown> {
  const entries = Object.entries(record).slice(0, MAX_ITEMS);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      cleanText(name),
      SECRET_NAME.test(name) ? REMOVED : cleanValue(value, depth),
    ]),
  );
}

/** Our own bundles keep their names, or no stack could be read; a page's address loses its tokens. */
function cleanFrameFile(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const path = file.replace(/[?#].*$/s, "");
  return /^https?:/.test(path) && !path.includes("/_next/") ? cleanUrl(path) : path;
}

function cleanFrame(frame: StackFrame): StackFrame {
  const { lineno, colno, in_app, platform, debug_id } = frame;
  return {
    filename: cleanFrameFile(frame.filename),
    abs_path: cleanFrameFile(frame.abs_path),
    function: frame.function === undefined ? undefined : cleanText(frame.function),
    module: frame.module,
    lineno,
    colno,
    in_app,
    platform,
    debug_id,
  };
}

function cleanException(exception: Exception): Exception {
  const { mechanism, stacktrace } = exception;
  return {
    type: exception.type === undefined ? undefined : cleanText(exception.type),
    value: exception.value === undefined ? undefined : cleanText(exception.value),
    module: exception.module,
    mechanism: mechanism && {
      type: mechanism.type,
      handled: mechanism.handled,
      synthetic: mechanism.synthetic,
      source: mechanism.source,
      is_exception_group: mechanism.is_exception_group,
      exception_id: mechanism.exception_id,
      parent_id: mechanism.parent_id,
    },
    stacktrace: stacktrace && { frames: stacktrace.frames?.slice(-MAX_FRAMES).map(cleanFrame) },
  };
}

const CRUMB_FIELDS = ["method", "url", "status_code", "from", "to"] as const;

/**
 * Keeps where somebody went and what was called, never what was typed, clicked or printed.
 * @returns null when the breadcrumb is of another kind.
 */
export function scrubBreadcrumb(crumb: Breadcrumb): Breadcrumb | null {
  const category = crumb.category ?? "";
  if (!["navigation", "fetch", "xhr", "http"].includes(category) && !category.startsWith("assay."))
    return null;
  const data: Record<string, unknown> = {};
  for (const field of CRUMB_FIELDS) {
    const value: unknown = crumb.data?.[field];
    if (typeof value === "string") data[field] = cleanUrl(value);
    else if (typeof value === "number") data[field] = value;
  }
  const { type, level, timestamp } = crumb;
  const message =
    category.startsWith("assay.") && crumb.message !== undefined ? cleanText(crumb.message) : undefined;
  return { type, category, level, timestamp, message, data };
}

function cleanRequest(request: NonNullable<ErrorEvent["request"]>): ErrorEvent["request"] {
  const headers = Object.entries(request.headers ?? {}).filter(([name]) =>
    SAFE_HEADERS.has(name.toLowerCase()),
  );
  return {
    method: request.method,
    url: request.url === undefined ? undefined : cleanUrl(request.url),
    headers: Object.fromEntries(headers.map(([name, value]) => [name, cleanText(String(value))])),
  };
}

function cleanContexts(contexts: NonNullable<ErrorEvent["contexts"]>): ErrorEvent["contexts"] {
  const { trace, ...others } = contexts;
  const clean = cleanRecord(others) as NonNullable<ErrorEvent["contexts"]>;
  // Ids of 32 and 16 hex digits; its free-form data stays.
  if (trace) {
    const { trace_id, span_id, parent_span_id } = trace;
    clean.trace = { trace_id, span_id, parent_span_id };
  }
  return clean;
}

/**
 * The event as it may leave the portal: no cookies, headers, bodies, query strings, frame variables or source lines;
 * no passwords, tokens, keys or addresses in any text that remains.
 */
export function scrubEvent(event: ErrorEvent): ErrorEvent {
  const { event_id, timestamp, level, platform, logger, release, dist, environment, sdk, type, user } = event;
  const { server_name, fingerprint, transaction_info, debug_meta, sdkProcessingMetadata } = event;
  return {
    ...{ event_id, timestamp, level, platform, logger, release, dist, environment, sdk, type },
    ...{ server_name, transaction_info, debug_meta, sdkProcessingMetadata },
    fingerprint: fingerprint?.map(cleanText),
    message: event.message === undefined ? undefined : cleanText(event.message),
    logentry:
      event.logentry?.message === undefined ? undefined : { message: cleanText(event.logentry.message) },
    transaction: event.transaction === undefined ? undefined : cleanUrl(event.transaction),
    exception: event.exception && { values: event.exception.values?.map(cleanException) },
    breadcrumbs: event.breadcrumbs?.map(scrubBreadcrumb).filter((crumb) => crumb !== null),
    contexts: event.contexts && cleanContexts(event.contexts),
    tags: event.tags && (cleanRecord(event.tags) as NonNullable<ErrorEvent["tags"]>),
    extra: event.extra && cleanRecord(event.extra),
    user: user && { id: user.id, email: user.email },
    request: event.request && cleanRequest(event.request),
  };
}
