import { describe, expect, test } from "vitest";
import { checkWords, failureWords, type HealthFacts, healthLine, misconfigurationWords } from "./rules.ts";

const AT = new Date("2026-03-14T12:00:00Z");
const before = (minutes: number) => new Date(AT.getTime() - minutes * 60_000);
const ok = (minutes: number) => ({ kind: "ok", httpStatus: 200, detail: "active", at: before(minutes) });
const timeout = (minutes: number) => ({
  kind: "timeout",
  httpStatus: null,
  detail: "TimeoutError",
  at: before(minutes),
});
const refusal = (minutes: number, httpStatus: number) => ({
  kind: "misconfigured",
  httpStatus,
  detail: `${httpStatus} no content type`,
  at: before(minutes),
});

const line = (part: Partial<HealthFacts> = {}) =>
  healthLine("Acme", {
    hasLookup: true,
    asked: 0,
    failures: 0,
    latest: [],
    gate: "closed",
    muted: [],
    check: null,
    ...part,
  });

describe("a partner's health in one line", () => {
  test("without a look-up address nobody is asked", () => {
    expect(line({ hasLookup: false }).state).toBe("off");
  });

  test("nothing asked is neither healthy nor degraded", () => {
    expect(line().state).toBe("quiet");
  });

  test("failures are told with their share and with what they did to candidates", () => {
    const { state, sentence } = line({ asked: 120, failures: 38, latest: [timeout(1), ok(2)] });
    expect(state).toBe("degraded");
    expect(sentence).toContain("38 of 120 look-ups failed");
    expect(sentence).toContain("Nobody was kept out");
  });

  test("one answered look-up is not called all of them", () => {
    expect(line({ asked: 1, latest: [ok(1)] }).sentence).toMatch(/^The one look-up/);
  });

  test("a partner that answers again is healthy, and what was is still told", () => {
    const { state, sentence } = line({ asked: 9, failures: 6, latest: [ok(1), ok(2), ok(3)] });
    expect(state).toBe("healthy");
    expect(sentence).toContain("answering again. 6 of 9");
  });

  test("a good check by hand speaks against the failures before it, a failed one does not", () => {
    const latest = [timeout(5), timeout(6)];
    expect(line({ asked: 2, failures: 2, latest, check: { kind: "not_found", at: before(1) } }).state).toBe(
      "healthy",
    );
    expect(line({ asked: 2, failures: 2, latest, check: { kind: "timeout", at: before(1) } }).state).toBe(
      "degraded",
    );
    expect(line({ asked: 2, failures: 2, latest, check: { kind: "ok", at: before(9) } }).state).toBe(
      "degraded",
    );
  });

  test("an open breaker is no health, whatever was answered before", () => {
    expect(line({ asked: 9, failures: 6, latest: [], gate: "open" }).state).toBe("degraded");
  });

  test("a bare 401 is a wrong key, not a denial, and names whom to ask", () => {
    const facts = { asked: 3, failures: 3, latest: [refusal(1, 401)], contactEmail: "ops@acme.example" };
    const { state, sentence } = line(facts);
    expect(state).toBe("misconfigured");
    expect(sentence).toContain("Acme answers 401 without naming a candidate");
    expect(sentence).toContain("not a denial");
    expect(sentence).toContain("Nobody was kept out");
    expect(sentence).toMatch(/Ask ops@acme\.example for the current key\.$/);
  });

  test("muted is said only while all that fails is muted", () => {
    const latest = [refusal(1, 401), timeout(2)];
    expect(line({ asked: 2, failures: 2, latest, muted: ["misconfigured"] }).state).toBe("misconfigured");
    expect(line({ asked: 2, failures: 2, latest, muted: ["misconfigured", "timeout"] }).state).toBe("muted");
  });
});

describe("what has to be mended", () => {
  const words = (httpStatus: number | null, detail: string, kind = "misconfigured") =>
    misconfigurationWords({ kind, httpStatus, detail });

  test.each([
    [401, "401 no content type", /wrong or expired key/],
    [404, "404 text/html", /wrong address/],
    [422, "422 application/json", /refuses the question itself with 422/],
    [null, "ENOTFOUND: getaddrinfo ENOTFOUND acme.invalid", /name does not exist/],
    [null, "CERT_HAS_EXPIRED: certificate has expired", /certificate/],
    [null, "EGRESS_REFUSED: leads to an address inside a private network", /inside a private network/],
    [null, "SECRET_UNREADABLE: cannot be opened", /this portal's fault/],
  ])("%s %s", (status, detail, what) => {
    expect(words(status, detail).what).toMatch(what);
    expect(words(status, detail).fix).toMatch(/\.$/);
  });

  test("a redirect asks for the final address", () => {
    expect(words(302, "302 no content type", "redirect").fix).toContain("final address");
  });

  test("a refusal without a name is the team's to mend, and no denial", () => {
    expect(failureWords("misconfigured").act).toContain("no denial");
    expect(failureWords("some_new_kind").means).toBe("some new kind");
  });
});

describe("a check by hand", () => {
  const check = (part: Partial<Parameters<typeof checkWords>[1]>) =>
    checkWords("Acme", { kind: "ok", httpStatus: 200, detail: null, durationMs: 84, ...part }, 800);

  test("is good when the service understood the question, also about an id that it does not know", () => {
    expect(check({ kind: "not_found", httpStatus: 404 })).toMatchObject({ good: true });
  });

  test("says when an answer comes too late for sign-in", () => {
    expect(check({ durationMs: 1_200 })).toMatchObject({
      good: null,
      sentence: expect.stringContaining("1200 ms"),
    });
  });

  test("does not call a bare 404 for an id that nobody has a fault", () => {
    expect(check({ kind: "misconfigured", httpStatus: 404 }).good).toBeNull();
  });

  test("names what is wrong", () => {
    expect(check({ kind: "misconfigured", httpStatus: 401 })).toMatchObject({
      good: false,
      sentence: expect.stringContaining("expired key"),
    });
    expect(check({ kind: "unreachable", httpStatus: null }).sentence).toContain("could not be reached");
  });
});
