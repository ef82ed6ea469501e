import { describe, expect, test } from "vitest";
import { type HealthFacts, judgeHealth, type LookupCounts } from "./rules.ts";

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
const byHand = (kind: string, minutes: number, durationMs = 20) => {
  const httpStatus = kind === "misconfigured" ? 401 : null;
  return { kind, httpStatus, detail: null, at: before(minutes), durationMs };
};

const NOTHING: LookupCounts = {
  ...{ asked: 0, confirmed: 0, denied: 0, unknown: 0, failed: 0, ours: 0, skipped: 0, deniedPeople: 0 },
};
const counts = (part: Partial<LookupCounts>): LookupCounts => {
  const { confirmed, denied, unknown, failed, ours } = { ...NOTHING, ...part };
  return { ...NOTHING, ...part, asked: confirmed + denied + unknown + failed + ours };
};

function judge(part: Partial<HealthFacts> = {}) {
  const health = judgeHealth("Acme", {
    hasLookup: true,
    disabled: false,
    counts: NOTHING,
    latest: [],
    answeredSince: null,
    gate: "closed",
    degradedAt: null,
    muted: [],
    checks: [],
    ...part,
  });
  const words = health.sentence.map((one) => (typeof one === "string" ? one : one.toISOString())).join("");
  return { ...health, words };
}

describe("how a partner stands", () => {
  test("without a look-up address, or switched off, nobody is asked", () => {
    expect(judge({ hasLookup: false }).state).toBe("off");
    expect(judge({ disabled: true, counts: counts({ failed: 3 }), latest: [timeout(1)] })).toMatchObject({
      state: "disabled",
      trouble: null,
    });
  });

  test("answered last, after a day of which most failed, is answering again and not healthy", () => {
    const answered = { latest: [ok(1), ok(2), ok(3)], answeredSince: before(30) };
    const bad = judge({ ...answered, counts: counts({ confirmed: 28, failed: 72 }) });
    expect(bad).toMatchObject({ state: "answering", trouble: null });
    expect(bad.words).toContain("72 of 100 look-ups failed");
    expect(judge({ ...answered, counts: counts({ confirmed: 90, failed: 10 }) }).state).toBe("healthy");
  });

  test("nothing asked is neither healthy nor degraded, also after a good check", () => {
    expect(judge()).toMatchObject({ state: "quiet", words: "No look-ups in the last 24 h." });
    expect(judge({ checks: [byHand("ok", 3)] })).toMatchObject({
      state: "quiet",
      words: expect.stringContaining("Checked by hand at 2026-03-14T11:57:00.000Z, Acme answered."),
    });
  });

  test("failures are told with their share, and with what they did to candidates", () => {
    const { state, words } = judge({
      counts: counts({ confirmed: 82, failed: 38 }),
      latest: [timeout(1), ok(2)],
    });
    expect(state).toBe("degraded");
    expect(words).toContain("38 of 120 look-ups failed");
    expect(words).toContain("Nobody was kept out by the failures");
  });

  test("who was denied is counted on its own, and is no failure", () => {
    const latest = [timeout(1), { ...ok(2), kind: "denied" }];
    const two = judge({ counts: counts({ denied: 3, failed: 4, deniedPeople: 2 }), latest });
    expect(two.words).toContain("2 candidates were denied by Acme itself: that is an answer, not a failure.");
    expect(two.words).not.toMatch(/[Nn]obody was kept out(?! by)/);
    const one = judge({ counts: counts({ denied: 1, deniedPeople: 1 }), latest: latest.slice(1) });
    expect(one).toMatchObject({
      state: "healthy",
      words: expect.stringContaining("One candidate was denied"),
    });
  });

  test("one answered look-up is not called all of them", () => {
    expect(judge({ counts: counts({ confirmed: 1 }), latest: [ok(1)] }).words).toMatch(/^The one look-up/);
  });

  test("a partner that answers again is said to, while most of the day failed", () => {
    const latest = [ok(1), ok(2), ok(3)];
    const { state, words } = judge({
      counts: counts({ confirmed: 3, failed: 6 }),
      latest,
      answeredSince: before(3),
    });
    expect(state).toBe("answering");
    expect(words).toContain("6 of 9");
  });

  test("one failure among the last few answers is not healthy", () => {
    const latest = [ok(1), timeout(2), ok(3)];
    expect(
      judge({ counts: counts({ confirmed: 2, failed: 1 }), latest, answeredSince: before(1) }).state,
    ).toBe("degraded");
  });

  test("a fault of ours is neither for nor against the partner", () => {
    expect(judge({ counts: counts({ ours: 2 }) })).toMatchObject({
      state: "quiet",
      words: "2 look-ups failed through a fault of ours, which was reported.",
    });
  });

  test("an open breaker is no health, whatever was answered before", () => {
    expect(judge({ counts: counts({ confirmed: 9 }), latest: [ok(1)], gate: "open" }).state).toBe("degraded");
  });

  test("muted is said only while all that fails is muted", () => {
    const latest = [refusal(1, 401), timeout(2)];
    const failing = { counts: counts({ failed: 2 }), latest };
    expect(judge({ ...failing, muted: ["misconfigured"] }).state).toBe("misconfigured");
    expect(judge({ ...failing, muted: ["misconfigured", "timeout"] }).state).toBe("muted");
  });
});

describe("a wrong setting", () => {
  test("is a wrong key, not a denial, and names whom to ask", () => {
    const failing = { counts: counts({ failed: 3 }), latest: [refusal(1, 401)] };
    const { state, words } = judge({ ...failing, contactEmail: "ops@acme.example" });
    expect(state).toBe("misconfigured");
    expect(words).toContain("Acme answers 401 without naming a candidate");
    expect(words).toContain("not a denial");
    expect(words).toContain("Nobody was kept out by this");
    expect(words).toMatch(/Ask ops@acme\.example for the current key\.$/);
  });

  test("wins over other failures around it, whoever found it", () => {
    expect(judge({ counts: counts({ failed: 2 }), latest: [timeout(1), refusal(2, 401)] }).state).toBe(
      "misconfigured",
    );
    const latest = [timeout(5), timeout(6)];
    const found = judge({ counts: counts({ failed: 2 }), latest, checks: [byHand("misconfigured", 1)] });
    expect(found).toMatchObject({ state: "misconfigured", words: expect.stringContaining("expired key") });
    expect(judge({ checks: [byHand("misconfigured", 1)] }).state).toBe("misconfigured");
  });

  test("that has been answered past is mended", () => {
    const latest = [ok(1), refusal(2, 401)];
    expect(
      judge({ counts: counts({ confirmed: 1, failed: 1 }), latest, answeredSince: before(1) }).state,
    ).toBe("degraded");
  });
});

describe("a check by hand", () => {
  const failed = { counts: counts({ failed: 9 }), latest: [timeout(5), timeout(6), timeout(7)] };

  test("that is good says since when it answers again, and words the trouble as past", () => {
    const judged = judge({ ...failed, degradedAt: before(30), checks: [byHand("ok", 1)] });
    expect(judged.state).toBe("answering");
    expect(judged.words).toContain("answering again since 2026-03-14T11:59:00.000Z (checked by hand)");
    expect(judged.words).toContain("sign-ins have not asked yet");
    expect(judged.trouble).toEqual({ from: before(45), until: before(1), toldAt: before(30) });
    expect(judged.isAllPast).toBe(true);
    expect(judged.caption).toContain("9 failed, before it answered again");
  });

  test("that is older than a failure, too slow for sign-in, or failed itself changes nothing", () => {
    for (const check of [byHand("ok", 9), byHand("ok", 1, 1_200), byHand("timeout", 1)])
      expect(judge({ ...failed, checks: [check] }).state).toBe("degraded");
  });

  test("that was good clears what was before it, also when a later one finds another fault", () => {
    const checks = [byHand("misconfigured", 1), byHand("ok", 3)];
    expect(judge({ ...failed, checks, muted: ["misconfigured"] }).state).toBe("muted");
    expect(judge({ ...failed, checks }).state).toBe("misconfigured");
  });

  test("that alone failed is told with its time", () => {
    const judged = judge({
      counts: counts({ confirmed: 3 }),
      latest: [ok(5)],
      checks: [byHand("unreachable", 1)],
    });
    expect(judged.state).toBe("degraded");
    expect(judged.words).toContain("Checked by hand at 2026-03-14T11:59:00.000Z, Acme could not be reached.");
  });

  test("gives way to sign-ins that were answered, and the watch's mark stays past until it is gone", () => {
    const mended = {
      counts: counts({ confirmed: 9, failed: 9 }),
      latest: [ok(1), timeout(5), timeout(6)],
      answeredSince: before(1),
      checks: [byHand("ok", 2)],
    };
    expect(judge(mended).state).toBe("healthy");
    expect(judge({ ...mended, degradedAt: before(30) })).toMatchObject({
      state: "answering",
      trouble: { until: before(1) },
      isAllPast: false,
    });
  });
});
