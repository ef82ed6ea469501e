import fc from "fast-check";
import { expect, test } from "vitest";
import { createNoiseLimiter, NOISE_WINDOW_MS, type NoisyEvent } from "./noise.ts";

const known = (kind = "timeout"): NoisyEvent => ({
  level: "warning",
  fingerprint: ["partner", "p1", kind],
  tags: { noise: "known" },
});

test("the first known failure is sent at once, the next only after the window, with the number held back", () => {
  const limit = createNoiseLimiter();
  const first = limit(known(), 1_000);
  expect(first?.contexts?.noise).toEqual({ suppressed: 0, since: "1970-01-01T00:00:01.000Z" });
  for (let at = 2_000; at < 10_000; at += 1_000) expect(limit(known(), at)).toBeNull();
  const next = limit(known(), 1_000 + NOISE_WINDOW_MS);
  expect(next?.contexts?.noise).toEqual({ suppressed: 8, since: "1970-01-01T00:00:01.000Z" });
});

test("another kind of failure is news of its own", () => {
  const limit = createNoiseLimiter();
  expect(limit(known("timeout"), 0)).not.toBeNull();
  expect(limit(known("unreachable"), 0)).not.toBeNull();
});

test("a clock that jumps back does not silence a partner", () => {
  const limit = createNoiseLimiter();
  limit(known(), 5_000_000);
  expect(limit(known(), 1_000)).not.toBeNull();
});

test("10,000 known failures and one unknown error among them: at most 20 known events, the unknown one always", () => {
  fc.assert(
    fc.property(fc.nat(9_999), fc.integer({ min: 1, max: 100 }), (place, stepMs) => {
      const limit = createNoiseLimiter();
      let sentKnown = 0;
      let sentUnknown = 0;
      for (let index = 0; index < 10_000; index++) {
        if (limit(known(), index * stepMs)) sentKnown++;
        if (index === place && limit({ level: "error", message: "unknown" }, index * stepMs)) sentUnknown++;
      }
      expect(sentUnknown).toBe(1);
      expect(sentKnown).toBeLessThanOrEqual(20);
      expect(sentKnown).toBeGreaterThanOrEqual(1);
    }),
    { numRuns: 20 },
  );
});

test("an error is never limited, even when somebody tags it as known, nor is anything without the tag", () => {
  const limit = createNoiseLimiter();
  const events: NoisyEvent[] = [
    { ...known(), level: "error" },
    { ...known(), level: "fatal" },
    { ...known(), level: undefined },
    { ...known(), tags: {} },
    { ...known(), tags: { noise: "other" } },
  ];
  for (const event of events) for (let again = 0; again < 50; again++) expect(limit(event, 0)).toBe(event);
});

test("suppressed and sent add up to what happened, whatever the order and the times", () => {
  const step = fc.record({ kind: fc.constantFrom("a", "b", "c"), wait: fc.nat(NOISE_WINDOW_MS) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const limit = createNoiseLimiter();
      let at = 0;
      const seen = { happened: 0, told: 0 };
      for (const { kind, wait } of [...steps]) {
        at += wait;
        seen.happened++;
        const sent = limit(known(kind), at);
        if (sent) seen.told += 1 + Number(sent.contexts?.noise?.suppressed);
      }
      for (const kind of new Set(steps.map((each) => each.kind))) {
        seen.happened++;
        const sent = limit(known(kind), at + NOISE_WINDOW_MS);
        seen.told += 1 + Number(sent?.contexts?.noise?.suppressed);
      }
      expect(seen.told).toBe(seen.happened);
    }),
  );
});

test("the memory is bounded", () => {
  const limit = createNoiseLimiter();
  for (let index = 0; index < 5_000; index++) limit(known(`kind-${index}`), 0);
  expect(limit(known("kind-4999"), 1)).toBeNull();
  expect(limit(known("kind-0"), 1)).not.toBeNull();
});
