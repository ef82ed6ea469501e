import { randomBytes } from "node:crypto";
import type { ErrorEvent } from "@sentry/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createBeforeSend } from "./options.ts";
import { cleanText, cleanUrl, scrubBreadcrumb, scrubEvent } from "./scrub.ts";
import { sentryUser } from "./user.ts";

const event = (parts: Partial<ErrorEvent>): ErrorEvent => ({ ...parts, type: undefined });

describe("text", () => {
  test.each([
    ["GET http://x.test/invite?token=abc#top failed", "GET http://x.test/invite failed"],
    ["fetch of /take/reset?code=123456 failed", "fetch of /take/reset failed"],
    [
      "connect postgresql://assay:hunter2@db.test:5432/assay",
      "connect postgresql://[removed]@db.test:5432/assay",
    ],
    ["Authorization: Bearer abcdef.ghijkl", "Authorization: [removed]"],
    ["sent bearer abcdef.ghijkl to them", "sent bearer [removed] to them"],
    ["key assay_live_9fGh2kQ refused", "key [api key] refused"],
    ["secret whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "secret [webhook secret]"],
    ["Cookie: theme=dark; s=1", "Cookie: [removed]"],
    ['{"password":"hunter2","a":1}', '{"password":[removed],"a":1}'],
    ["no mail to ada@example.org today", "no mail to [e-mail] today"],
    ["eyJhbGciOiJkaXIi..abc.def.ghi was refused", "[jwt] was refused"],
  ])("%s", (given, expected) => {
    expect(cleanText(given)).toBe(expected);
  });

  test("keeps what an engineer needs: identifiers, ids, codes and sentences", () => {
    const text =
      "UniqueConstraintViolation on candidate 0198f2a0-6c1e-7b3a-9d40-1f2e3d4c5b6a: ECONNREFUSED 127.0.0.1:5432";
    expect(cleanText(text)).toBe(text);
  });

  test("keeps only the first and last line of what Prisma prints, so that no argument leaves", () => {
    const text =
      "\nInvalid `prisma.answer.create()` invocation:\n\n{\n  data: { source: 'print(1)' }\n}\n\nArgument `revision` is missing.";
    expect(cleanText(text)).toBe(
      "Invalid `prisma.answer.create()` invocation: Argument `revision` is missing.",
    );
  });

  test("drops the excerpt that JSON.parse quotes", () => {
    const parseError = (() => {
      try {
        return JSON.parse("solution = canary(1)");
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(cleanText(parseError)).not.toContain("canary");
    expect(cleanText(parseError)).toContain("is not valid JSON");
  });

  test("stays quick on a megabyte of hostile text", () => {
    const started = performance.now();
    for (const piece of ["a@", "cookie:", '"', "/?", "eyJ.", "Aa1-", "http://", "token="])
      cleanText(piece.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test("a path keeps its shape and loses its token", () => {
    const token = randomBytes(32).toString("base64url");
    expect(cleanUrl(`/invite/${token}?x=1`)).toBe("/invite/[token]");
    expect(cleanUrl("/take/0198f2a0-6c1e-7b3a-9d40-1f2e3d4c5b6a")).toBe(
      "/take/0198f2a0-6c1e-7b3a-9d40-1f2e3d4c5b6a",
    );
  });
});

describe("breadcrumbs", () => {
  test("what was typed, clicked or printed is dropped", () => {
    for (const category of ["console", "ui.click", "ui.input", "sentry.event", undefined])
      expect(scrubBreadcrumb({ category, message: "x" })).toBeNull();
  });

  test("a call keeps method, address without query, and status", () => {
    const crumb = {
      category: "fetch",
      data: { method: "PUT", url: "/api/a?token=1", status_code: 200, body: "x" },
    };
    expect(scrubBreadcrumb(crumb)?.data).toEqual({ method: "PUT", url: "/api/a", status_code: 200 });
  });
});

/** A canary in every place that could hold somebody's secret, as an unconfigured SDK would fill it. */
function planted(canary: string): ErrorEvent {
  const frame = {
    filename: `http://x.test/take?k=${canary}`,
    function: "f",
    lineno: 1,
    vars: { password: canary },
  };
  return event({
    message: `signing in with password=${canary}`,
    transaction: `POST /api/auth?token=${canary}`,
    server_name: "web-1",
    modules: { [canary]: "1" },
    logentry: { message: `Bearer ${canary}`, params: [canary] },
    exception: {
      values: [
        {
          type: "Error",
          value: `refused\n${canary}`,
          mechanism: { type: "generic", data: { argument: canary } },
          stacktrace: {
            frames: [{ ...frame, context_line: canary, pre_context: [canary], post_context: [canary] }],
          },
        },
      ],
    },
    request: {
      url: `http://x.test/sign-in?next=${canary}`,
      method: "POST",
      cookies: { session: canary, plain: canary },
      headers: { Cookie: canary, Authorization: canary, "X-Other": canary, "User-Agent": "Firefox" },
      query_string: `next=${canary}`,
      data: { password: canary, code: canary },
      env: { SECRET: canary },
    },
    extra: {
      source: canary,
      nested: { stdin: canary, list: [{ apiKey: canary }] },
      arguments: { token: canary },
    },
    contexts: {
      runtime: { name: "node" },
      form: { password: canary, body: canary },
      trace: { trace_id: "a", span_id: "b", data: { canary } },
    },
    tags: { token: canary },
    breadcrumbs: [
      { category: "console", message: canary, data: { arguments: [canary] } },
      { category: "fetch", data: { url: `/x?k=${canary}`, request_body: canary } },
      { category: "navigation", data: { from: `/a?k=${canary}`, to: `/b#${canary}` } },
    ],
    threads: { values: [{ id: 1, name: canary } as never] },
    user: { id: "u1", email: "ada@example.org", ip_address: canary, username: canary, geo: { city: canary } },
    spans: [{ description: canary } as never],
  });
}

test("10,000 envelopes with a secret in password, header, cookie, query, body and source: none leaves", () => {
  const send = createBeforeSend({ showUser: (user) => sentryUser(user, "none", () => ""), clock: () => 0 });
  for (let round = 0; round < 10_000; round++) {
    const canary = `canary${randomBytes(8).toString("hex")}`;
    const sent = JSON.stringify(send(planted(canary), {}));
    if (sent.includes(canary)) expect.fail(`${canary} is in ${sent}`);
  }
  const kept = scrubEvent(planted("x"));
  expect(kept.request).toEqual({
    method: "POST",
    url: "http://x.test/sign-in",
    headers: { "User-Agent": "Firefox" },
  });
  expect(kept.exception?.values?.[0]?.value).toBe("refused");
  expect(kept.user?.id).toBe("u1");
});

const base64url = fc
  .uint8Array({ minLength: 32, maxLength: 48 })
  .map((bytes) => Buffer.from(bytes).toString("base64url"));
const base62 = fc.string({
  unit: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
  minLength: 20,
  maxLength: 40,
});
const base64 = fc
  .uint8Array({ minLength: 24, maxLength: 48 })
  .map((bytes) => Buffer.from(bytes).toString("base64"));
const secret = fc.oneof(
  base62.map((random) => ({ shown: `assay_live_${random}`, hidden: random })),
  base64.map((random) => ({ shown: `whsec_${random}`, hidden: random })),
  base64url.map((random) => ({ shown: `Bearer ${random}`, hidden: random })),
  base64url.map((random) => ({ shown: `https://x.test/reset?t=${random}`, hidden: random })),
  base64url.map((random) => ({ shown: `eyJhbGciOiJkaXIifQ..${random}.${random}`, hidden: random })),
  base62.map((random) => ({ shown: `password: "${random}"`, hidden: random })),
);
const words = fc.stringMatching(/^[a-z ]{0,40}$/);

test("a secret in any sentence, anywhere in an event, does not leave", () => {
  fc.assert(
    fc.property(words, secret, words, (before, { shown, hidden }, after) => {
      const text = `${before} ${shown} ${after}`;
      const sent = JSON.stringify(
        scrubEvent(
          event({
            message: text,
            exception: { values: [{ type: "Error", value: text }] },
            extra: { note: text, deep: { note: [text] } },
            contexts: { facts: { note: text } },
            tags: { note: text },
            fingerprint: [text],
          }),
        ),
      );
      expect(sent).not.toContain(hidden);
    }),
    { numRuns: 2_000 },
  );
});

test("random bytes in base64url are known as a token even without a word before them", () => {
  fc.assert(
    fc.property(fc.constant(null), () => {
      const token = randomBytes(32).toString("base64url");
      expect(cleanText(`link ${token} spent`)).not.toContain(token);
    }),
    { numRuns: 5_000 },
  );
});

test("scrubbing what was scrubbed changes nothing", () => {
  const once = scrubEvent(planted("x1"));
  expect(scrubEvent(once)).toEqual(once);
});

test("an event that cannot be scrubbed says only that it happened", () => {
  const send = createBeforeSend({
    showUser: () => {
      throw new Error("no key");
    },
    clock: () => 0,
  });
  const sent = send(event({ level: "error", message: "canary", user: { id: "1" } }), {});
  expect(sent?.level).toBe("error");
  expect(JSON.stringify(sent)).not.toContain("canary");
});

test("attachments never travel with an event", () => {
  const send = createBeforeSend({ showUser: (user) => sentryUser(user, "none", () => ""), clock: () => 0 });
  const hint = { attachments: [{ filename: "main.py", data: "canary" }] };
  send(event({}), hint);
  expect(hint.attachments).toEqual([]);
});
