import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { EgressRefused } from "../egress.ts";
import { classify } from "./classify.ts";
import { type Evidence, LOOKUP_KINDS, type LookupKind, SecretUnreadable } from "./types.ts";

const ID = "cand-1";
const good = { externalId: ID, decision: "active", checkedAt: "2026-03-14T12:00:00Z" };
const denial = { ...good, decision: "denied", reason: "Position closed" };

const answer = (
  status: number,
  body: unknown,
  part: Partial<Evidence & { type: "answer" }> = {},
): Evidence => ({
  type: "answer",
  status,
  contentType: "application/json",
  retryAfter: null,
  tooLarge: false,
  body: typeof body === "string" ? body : JSON.stringify(body),
  ...part,
});

const coded = (code: string) => Object.assign(new Error(code), { code });
/** As undici's fetch gives it. */
const wrapped = (code: string) => new TypeError("fetch failed", { cause: coded(code) });

describe("an answer", () => {
  it.each<[string, LookupKind, Evidence]>([
    ["200 active", "ok", answer(200, good)],
    [
      "200 with a vendor's JSON type",
      "ok",
      answer(200, good, { contentType: "application/vnd.x+json; charset=utf-8" }),
    ],
    ["200 with members beyond the contract", "ok", answer(200, { ...good, more: 1 })],
    ["200 denied", "denied", answer(200, denial)],
    ["403 denied", "denied", answer(403, denial)],
    ["403 without body", "misconfigured", answer(403, "")],
    ["403 with a JSON message", "misconfigured", answer(403, { message: "forbidden" })],
    ["403 that says active", "misconfigured", answer(403, good)],
    ["403 denial in text/html", "misconfigured", answer(403, denial, { contentType: "text/html" })],
    ["403 denial of somebody else", "malformed", answer(403, { ...denial, externalId: "other" })],
    ["401", "misconfigured", answer(401, "")],
    ["401 with a valid denial", "misconfigured", answer(401, denial)],
    ["400", "misconfigured", answer(400, "{}")],
    ["405", "misconfigured", answer(405, "")],
    ["410", "misconfigured", answer(410, "")],
    ["422 with a valid denial", "misconfigured", answer(422, denial)],
    ["404 that names the candidate", "not_found", answer(404, { externalId: ID })],
    ["404 with a denial of the candidate", "not_found", answer(404, denial)],
    ["404 with a page", "misconfigured", answer(404, "<h1>404</h1>", { contentType: "text/html" })],
    ["404 that names another", "malformed", answer(404, { externalId: "other" })],
    ["429", "rate_limited", answer(429, "")],
    ["301", "redirect", answer(301, "")],
    ["304", "redirect", answer(304, "")],
    ["500", "server_error", answer(500, "")],
    ["500 with a valid denial", "server_error", answer(500, denial)],
    ["503 with HTML", "server_error", answer(503, "<h1>", { contentType: "text/html" })],
    ["204", "malformed", answer(204, "", { contentType: null })],
    ["202 with a denial", "malformed", answer(202, denial)],
    ["an impossible status", "malformed", answer(999, good)],
    ["truncated JSON", "malformed", answer(200, JSON.stringify(good).slice(0, 20))],
    ["a body that is too large", "malformed", answer(200, "", { tooLarge: true })],
    ["a wrong content type", "malformed", answer(200, good, { contentType: "text/plain" })],
    ["no content type", "malformed", answer(200, good, { contentType: null })],
    ["another candidate", "malformed", answer(200, { ...good, externalId: "other" })],
    ["an id in another case", "malformed", answer(200, { ...good, externalId: "CAND-1" })],
    ["an id that is a number", "malformed", answer(200, { ...good, externalId: 1 })],
    ["an unknown decision", "malformed", answer(200, { ...good, decision: "Denied" })],
    ["no time", "malformed", answer(200, { externalId: ID, decision: "denied" })],
    ["a list", "malformed", answer(200, [denial])],
    ["null", "malformed", answer(200, "null")],
  ])("%s reads %s", (_name, kind, evidence) => {
    expect(classify(evidence, ID).kind).toBe(kind);
  });

  it("about another candidate is marked, whatever its status", () => {
    for (const [status, body] of [
      [200, { ...good, externalId: "other" }],
      [403, { ...denial, externalId: "other" }],
      [404, { externalId: "other" }],
    ] as const) {
      expect(classify(answer(status, body), ID)).toMatchObject({ kind: "malformed", foreign: true });
    }
  });

  it("never carries the partner's body in its detail", () => {
    const body = { ...good, externalId: "secret-other-person", note: "secret-note" };
    for (const status of [200, 400, 403, 404, 500]) {
      expect(classify(answer(status, body), ID).detail).not.toContain("secret");
    }
  });

  it("takes Retry-After in seconds, up to an hour", () => {
    const wait = (retryAfter: string | null) => classify(answer(429, "", { retryAfter }), ID);
    expect(wait("7")).toMatchObject({ retryAfterSeconds: 7 });
    expect(wait("999999")).toMatchObject({ retryAfterSeconds: 3600 });
    expect(wait("Wed, 21 Oct 2026 07:28:00 GMT")).toMatchObject({ retryAfterSeconds: null });
    expect(wait(null)).toMatchObject({ retryAfterSeconds: null });
  });

  it("cuts a reason between characters, so that the denial can be stored", () => {
    for (const reason of [`${"x".repeat(499)}😀😀`, "half \ud800 a character"]) {
      const outcome = classify(answer(200, { ...denial, reason }), ID);
      expect(outcome.kind === "denied" && outcome.reason?.isWellFormed()).toBe(true);
    }
  });

  it("takes secrets, addresses and invisible marks out of a reason, and keeps what can be read", () => {
    const reasonOf = (reason: string) => {
      const read = classify(answer(403, { ...denial, reason }), ID);
      return read.kind === "denied" ? read.reason : "no denial";
    };
    expect(reasonOf("Ask ada@acme.example, token=hunter2")).toBe("Ask [e-mail], token=[removed]");
    expect(reasonOf("Position\u202e closed\u2069\u0000!")).toBe("Position closed !");
    expect(reasonOf("see https://acme.example/why?key=abc")).toBe("see https://acme.example/why");
    expect(reasonOf(" \u0000 \u202e ")).toBeNull();
  });

  it("never carries what a partner writes behind its media type", () => {
    const outcome = classify(answer(401, "", { contentType: "text/html; echoes our-own-secret" }), ID);
    expect(outcome).toMatchObject({ kind: "misconfigured", detail: "401 text/html" });
  });

  it("cuts a reason to one line that fits a page", () => {
    const read = classify(answer(200, { ...denial, reason: `a\nb${"x".repeat(9999)}` }), ID);
    expect(read.kind === "denied" && read.reason).toMatch(/^a bx+$/);
    expect(read.kind === "denied" && read.reason?.length).toBe(500);
  });
});

describe("an error", () => {
  it.each<[LookupKind, unknown]>([
    ["timeout", new DOMException("The operation was aborted due to timeout", "TimeoutError")],
    ["timeout", new DOMException("This operation was aborted", "AbortError")],
    ["timeout", wrapped("UND_ERR_CONNECT_TIMEOUT")],
    ["timeout", coded("UND_ERR_HEADERS_TIMEOUT")],
    ["timeout", coded("UND_ERR_BODY_TIMEOUT")],
    ["unreachable", wrapped("ECONNREFUSED")],
    ["unreachable", coded("ECONNRESET")],
    ["unreachable", coded("EAI_AGAIN")],
    ["unreachable", wrapped("UND_ERR_SOCKET")],
    ["unreachable", new AggregateError([coded("ECONNREFUSED"), coded("ENETUNREACH")])],
    [
      "malformed",
      Object.assign(new Error("does not match the HTTP/1.1 protocol"), { name: "HTTPParserError" }),
    ],
    ["misconfigured", wrapped("ENOTFOUND")],
    ["misconfigured", wrapped("CERT_HAS_EXPIRED")],
    ["misconfigured", coded("ERR_TLS_CERT_ALTNAME_INVALID")],
    ["misconfigured", coded("ERR_SSL_WRONG_VERSION_NUMBER")],
    ["misconfigured", coded("DEPTH_ZERO_SELF_SIGNED_CERT")],
    ["misconfigured", new EgressRefused("internal_address")],
    ["misconfigured", new TypeError("fetch failed", { cause: new EgressRefused("internal_address") })],
    ["misconfigured", new SecretUnreadable(new Error("altered"))],
    ["malformed", coded("UND_ERR_RES_EXCEEDED_MAX_SIZE")],
    ["malformed", coded("HPE_INVALID_CONSTANT")],
    ["malformed", coded("UND_ERR_HEADERS_OVERFLOW")],
    ["bug", new TypeError("Cannot read properties of undefined")],
    ["bug", new TypeError("fetch failed", { cause: new TypeError("x is not a function") })],
    ["bug", coded("ERR_INVALID_ARG_TYPE")],
    ["bug", "a text"],
    ["bug", undefined],
    ["bug", null],
  ])("reads %s: %s", (kind, error) => {
    expect(classify({ type: "failure", error }, ID).kind).toBe(kind);
  });

  it("of our own configuration says so", () => {
    const ours = classify({ type: "failure", error: new SecretUnreadable(new Error("altered")) }, ID);
    expect(ours).toMatchObject({ kind: "misconfigured", ours: true });
    expect(classify({ type: "failure", error: wrapped("ENOTFOUND") }, ID)).toMatchObject({ ours: false });
  });

  it("that is its own cause ends", () => {
    const loop: Error & { cause?: unknown } = new Error("loop");
    loop.cause = loop;
    expect(classify({ type: "failure", error: loop }, ID).kind).toBe("bug");
  });
});

const anyAnswer = fc.record({
  type: fc.constant("answer" as const),
  status: fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constantFrom(200, 403, 404)),
  contentType: fc.oneof(fc.constant("application/json"), fc.option(fc.string())),
  retryAfter: fc.option(fc.string()),
  tooLarge: fc.boolean(),
  body: fc.oneof(
    fc.string(),
    fc.json(),
    fc
      .record(
        {
          externalId: fc.oneof(fc.constant(ID), fc.string(), fc.integer()),
          decision: fc.oneof(fc.constantFrom("active", "denied"), fc.string()),
          reason: fc.oneof(fc.string(), fc.constant(null), fc.integer()),
          checkedAt: fc.oneof(fc.constant("2026-03-14T12:00:00Z"), fc.string()),
        },
        { requiredKeys: [] },
      )
      .map((body) => JSON.stringify(body)),
  ),
});

/** Written apart from the classifier, from the contract's words: the only thing that may block. */
function isDenialOf(evidence: Evidence & { type: "answer" }, id: string): boolean {
  if (evidence.tooLarge || ![200, 403].includes(evidence.status)) return false;
  if (!/json/.test(evidence.contentType ?? "")) return false;
  try {
    const body = JSON.parse(evidence.body) as Record<string, unknown> | null;
    return body?.externalId === id && body.decision === "denied" && typeof body.checkedAt === "string";
  } catch {
    return false;
  }
}

test("every answer has a kind, and only a valid denial of this candidate is a denial", () => {
  fc.assert(
    fc.property(anyAnswer, (evidence) => {
      const outcome = classify(evidence, ID);
      expect(LOOKUP_KINDS).toContain(outcome.kind);
      expect(outcome.kind).not.toBe("bug");
      if (outcome.kind === "denied") expect(isDenialOf(evidence, ID)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("no error, whatever it is, blocks or confirms", () => {
  const anything = fc.oneof(
    fc.anything(),
    fc.record({ code: fc.anything(), name: fc.anything(), cause: fc.anything(), errors: fc.anything() }),
  );
  fc.assert(
    fc.property(anything, (error) => {
      const { kind } = classify({ type: "failure", error }, ID);
      expect(["misconfigured", "timeout", "unreachable", "malformed", "bug"]).toContain(kind);
    }),
    { numRuns: 2000 },
  );
});
