import * as Sentry from "@sentry/core";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { type SentrySink, startSink } from "#e2e/sink.ts";
import {
  flushReports,
  reportBug,
  reportDeadLetter,
  reportJudgeFailure,
  reportPartnerFailure,
  sentrySearchFor,
  setRequestUser,
  withReportScope,
} from "./report.ts";
import { initWorkerObservability } from "./worker.ts";

/* The real SDK of a worker against a real envelope sink. */

let sink: SentrySink;
/** Log lines of warnings and errors go here instead of onto the console. */
const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);

beforeAll(async () => {
  sink = await startSink();
  process.env.SENTRY_DSN = sink.dsn;
  initWorkerObservability();
});
afterEach(() => {
  sink.setMode("ok");
  sink.clear();
});
afterAll(async () => {
  written.mockRestore();
  await Sentry.close(500);
  await sink.stop();
});

const user = { id: "user-1", email: "ada@example.org" };
const failure = (partnerId: string, kind = "timeout") => ({
  partnerId,
  partnerSlug: "acme",
  kind,
  user,
  requestId: "req-1",
  detail: "no answer in 800 ms",
});

test("a partner's failure is a warning with who is affected, grouped by partner and kind", async () => {
  reportPartnerFailure(failure("p1"));
  const event = await sink.waitForEvent((seen) => seen.tags?.partner === "acme");
  expect(event).toMatchObject({
    level: "warning",
    fingerprint: ["partner", "p1", "timeout"],
    tags: {
      partner: "acme",
      "failure.kind": "timeout",
      noise: "known",
      "request.id": "req-1",
      part: "worker",
    },
    user: { id: "user-1" },
    contexts: {
      partner: { id: "p1", kind: "timeout", detail: "no answer in 800 ms" },
      noise: { suppressed: 0 },
    },
  });
  expect(event.exception).toBeUndefined();
});

test("the address is sent as a hash that support can search for", async () => {
  reportPartnerFailure(failure("p2"));
  const event = await sink.waitForEvent((seen) => seen.fingerprint?.[1] === "p2");
  expect(sentrySearchFor(" Ada@Example.org")).toBe(`user.email:${event.user?.email}`);
  expect(sink.raw.join()).not.toContain("ada@example.org");
});

test("10,000 known failures and one unknown error among them: at most 20 known events, the unknown one there", async () => {
  written.mockClear();
  for (let index = 0; index < 10_000; index++) {
    reportPartnerFailure(failure("p3", ["timeout", "unreachable"][index % 2]));
    if (index === 7_654) reportBug(new Error("the unknown one"));
    // Sign-ins come one after another, not all in one turn of the event loop.
    if (index % 500 === 0) await new Promise((done) => setImmediate(done));
  }
  await flushReports(5_000);
  await sink.waitForEvent((seen) => seen.exception?.values?.[0]?.value === "the unknown one");
  expect(sink.events.filter((seen) => seen.fingerprint?.[1] === "p3")).toHaveLength(2);
  // Quiet in Sentry is not blind: each has its line in the log.
  expect(written.mock.calls.filter(([line]) => String(line).includes('"partner.failure"'))).toHaveLength(
    10_000,
  );
});

test("our own faults are all sent, however alike they are", async () => {
  const error = () => new Error("the same again");
  for (let index = 0; index < 20; index++) reportBug(error(), { where: "test" });
  await flushReports(5_000);
  expect(sink.events.filter((seen) => seen.level === "error")).toHaveLength(20);
});

test("a judge failure and a dead letter are errors with ids and nothing that anybody wrote", async () => {
  reportJudgeFailure({ submissionId: "s1", reason: "sandbox_start", facts: { source: "print('canary')" } });
  reportDeadLetter({ queue: "grade", jobId: "j1", payload: { submissionId: "s1", source: "canary" } });
  await flushReports(5_000);
  expect(sink.events.map((event) => [event.level, event.fingerprint])).toEqual([
    ["error", ["judge", "sandbox_start"]],
    ["error", ["dead-letter", "grade"]],
  ]);
  expect(sink.events[0]?.contexts?.judge).toMatchObject({ submissionId: "s1", reason: "sandbox_start" });
  expect(sink.raw.join()).not.toContain("canary");
});

test("what one job says of its user and tags does not stay for the next", async () => {
  await withReportScope({ job: "first" }, async () => {
    setRequestUser(user);
    reportBug(new Error("in the first"));
  });
  await withReportScope({ job: "second" }, async () => reportBug(new Error("in the second")));
  const first = await sink.waitForEvent((seen) => seen.tags?.job === "first");
  const second = await sink.waitForEvent((seen) => seen.tags?.job === "second");
  expect(first.user?.id).toBe("user-1");
  expect(second.user).toBeUndefined();
});

describe("a Sentry in trouble", () => {
  test.each(["hang", "error", "throttle"] as const)(
    "%s: reporting returns at once and never throws",
    async (mode) => {
      sink.setMode(mode);
      const started = performance.now();
      for (let index = 0; index < 200; index++) reportBug(new Error("unheard"));
      expect(performance.now() - started).toBeLessThan(3_000);
      const waited = performance.now();
      await flushReports(200);
      expect(performance.now() - waited).toBeLessThan(3_000);
    },
  );
});

test("what cannot even be described is still no reason to throw", () => {
  const hostile = Object.defineProperty({}, "message", {
    get() {
      throw new Error("no");
    },
  });
  expect(() => reportBug(hostile, { where: "test", loop: hostile })).not.toThrow();
});
