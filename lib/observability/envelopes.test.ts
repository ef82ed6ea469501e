import { randomBytes } from "node:crypto";
import * as Sentry from "@sentry/core";
import { initWithoutDefaultIntegrations } from "@sentry/nextjs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type SentrySink, startSink } from "#e2e/sink.ts";
import { flushReports, reportBug, reportDeadLetter, reportJudgeFailure, setRequestUser } from "./report.ts";
import { serverOptions } from "./server.ts";

/*
 * Whole envelopes, as the real client of a server writes them: secrets are planted where the portal, the SDK and the
 * errors of others could put them, and looked for in the bytes that would be sent.
 */

const ROUNDS = 10_000;
/** Stack traces are the runner's own work here: mapping each back to its source takes longer than all of ours. */
const FRAMES = 2;
const TIMEOUT_MS = 90_000;

let sink: SentrySink;
const envelopes: string[] = [];
const quiet = vi.spyOn(process.stderr, "write").mockReturnValue(true);

beforeAll(async () => {
  Error.stackTraceLimit = FRAMES;
  sink = await startSink();
  process.env.SENTRY_DSN = sink.dsn;
  const options = serverOptions("worker");
  if (!options) throw new Error("no options");
  initWithoutDefaultIntegrations({
    ...options,
    transport: (settings) =>
      Sentry.createTransport(settings, async ({ body }) => {
        envelopes.push(typeof body === "string" ? body : Buffer.from(body).toString("utf8"));
        return { statusCode: 200 };
      }),
  });
});
afterAll(async () => {
  quiet.mockRestore();
  await Sentry.close(500);
  await sink.stop();
});

/** Where somebody's secret may turn up, by name; each fills a scope or an error as careless code would. */
const PLANTS: Record<string, (scope: Sentry.Scope, canary: string) => unknown> = {
  password: (scope, canary) => {
    scope.setContext("form", { email: "ada@example.org", password: canary });
    return new Error(`argon2 refused password=${canary}`);
  },
  header: (scope, canary) => {
    const headers = { authorization: `Bearer ${canary}`, "x-partner": canary, "user-agent": "Firefox" };
    scope.setSDKProcessingMetadata({
      normalizedRequest: { method: "POST", url: "http://x.test/api", headers },
    });
    return new Error(`Authorization: Bearer ${canary} was refused`);
  },
  cookie: (scope, canary) => {
    const cookies = { "next-auth.session-token": canary, theme: canary };
    scope.setSDKProcessingMetadata({
      normalizedRequest: { url: "http://x.test/", cookies, headers: { cookie: canary } },
    });
    return new Error(`Cookie: a=${canary}; b=${canary}`);
  },
  query: (scope, canary) => {
    const url = `http://x.test/sign-in?token=${canary}#${canary}`;
    scope.setSDKProcessingMetadata({ normalizedRequest: { url, query_string: `token=${canary}` } });
    scope.addBreadcrumb({ category: "fetch", data: { url, method: "GET" } });
    scope.setTransactionName(`GET /sign-in?token=${canary}`);
    return new Error(`fetch of ${url} failed`);
  },
  body: (scope, canary) => {
    scope.setSDKProcessingMetadata({ normalizedRequest: { url: "http://x.test/", data: { code: canary } } });
    scope.setExtra("body", { answer: canary });
    scope.addBreadcrumb({ category: "console", message: canary });
    return jsonError(`${canary} {"answer":`);
  },
  source: (scope, canary) => {
    scope.setExtra("source", `print("${canary}")`);
    scope.setContext("run", { stdin: canary, stdout: canary, stderr: `Traceback: ${canary}` });
    scope.addAttachment({ filename: "main.py", data: `print("${canary}")` });
    return new Error(`the program failed\n  File "main.py", line 1\n    print("${canary}")`);
  },
};

/** What JSON.parse quotes is what somebody wrote. */
function jsonError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

test(
  "10,000 envelopes with a secret in password, header, cookie, query, body and source: none found",
  async () => {
    const places = Object.entries(PLANTS);
    for (let round = 0; round < ROUNDS; round++) {
      const [place = "", plant] = places[round % places.length] ?? [];
      const canary = `canary${randomBytes(8).toString("hex")}`;
      Sentry.withIsolationScope(() =>
        Sentry.withScope((scope) => {
          setRequestUser({ id: `user-${round}`, email: `${canary}@example.org` });
          reportBug(plant?.(scope, canary), { where: place });
        }),
      );
      if (round % 50 === 0) await new Promise((done) => setImmediate(done));
    }
    await flushReports(10_000);
    expect(envelopes).toHaveLength(ROUNDS);
    const all = envelopes.join("\n");
    expect(all.match(/canary\w*/g)).toBeNull();
    // What is needed to help is still there.
    for (const place of Object.keys(PLANTS)) expect(all).toContain(`"where":"${place}"`);
    expect(all).toContain('"id":"user-9999"');
  },
  TIMEOUT_MS,
);

test("what a candidate wrote travels with no judge failure and no dead letter", async () => {
  envelopes.length = 0;
  reportJudgeFailure({
    submissionId: "s1",
    reason: "sandbox_start",
    facts: { source: "print('canary')", stderr: "canary" },
  });
  reportDeadLetter({
    queue: "grade",
    jobId: "j1",
    payload: { submissionId: "s1", answer: "canary", source: "canary" },
  });
  await flushReports(5_000);
  expect(envelopes).toHaveLength(2);
  expect(envelopes.join()).not.toContain("canary");
});
