/** Longer keys are somebody's payload. */
const MAX_KEY = 255;

/**
 * The key in an Idempotency-Key header, quoted (draft-ietf-httpapi-idempotency-key-header) or bare as most clients
 * send it; both forms of one text are one key.
 * @returns null for a header that is no key: empty, too long, or beyond visible ASCII.
 */
export function parseIdempotencyKey(header: string): string | null {
  const text = header.trim();
  const key =
    text.length >= 2 && text.startsWith('"') && text.endsWith('"')
      ? text.slice(1, -1).replace(/\\(["\\])/g, "$1")
      : text;
  return key.length <= MAX_KEY && /^[\x21-\x7e]+$/.test(key) ? key : null;
}

/** One text for one JSON value: members sorted, so that a client may write them in any order. */
export function canonicalJson(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (value && typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
  }
  return JSON.stringify(value) ?? "null";
}
