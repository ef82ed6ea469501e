import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { effectiveDeadline, plannedMs } from "../rules.ts";
import { combinedMultiplier, toldTime } from "./rules.ts";
import { EXTRA_TIME_STEPS } from "./schema.ts";

const MINUTE_MS = 60_000;
const startedAt = new Date("2026-03-14T12:00:00.000Z");

describe("extra time", () => {
  test("of the team and of one's own: the larger counts", () => {
    expect(combinedMultiplier(1, 0)).toBe(1);
    expect(combinedMultiplier(1, 50)).toBe(1.5);
    expect(combinedMultiplier(1.25, 50)).toBe(1.5);
    expect(combinedMultiplier(2.5, 100)).toBe(2.5);
  });
});

/** An attempt of 40 minutes; `granted` by the team, `own` by the candidate, and seconds that were given back. */
const attempts = fc.record({
  granted: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  own: fc.constantFrom(...EXTRA_TIME_STEPS),
  back: fc.integer({ min: 0, max: 1200 }),
});

function told({ granted, own, back }: { granted: number; own: number; back: number }, shared = false) {
  const timeMultiplier = combinedMultiplier(granted, own);
  const credits = [{ fromAt: startedAt, toAt: new Date(startedAt.getTime() + back * 1000) }];
  const terms = { startedAt, baseMinutes: 40, timeMultiplier, adjustmentSeconds: 0, credits };
  const deadlineAt = effectiveDeadline(terms);
  return { deadlineAt, ...toldTime({ ...terms, deadlineAt }, { granted, shared }) };
}

describe("the time that a team is told", () => {
  test("half of the hour that somebody made of forty minutes reads as half of the forty", () => {
    const time = told({ granted: 1, own: 50, back: 0 });
    expect(time.timeMultiplier).toBe(1);
    expect(time.allowedMs).toBe(40 * MINUTE_MS);
    expect(time.onToldClock(30 * MINUTE_MS)).toBe(20 * MINUTE_MS);
    expect(time.onToldClock(60 * MINUTE_MS)).toBe(40 * MINUTE_MS);
  });

  test("is the same whatever extra time is private: it tells nothing of it", () => {
    fc.assert(
      fc.property(attempts, fc.double({ min: 0, max: 1, noNaN: true }), (any, share) => {
        const [with_, without] = [told(any), told({ ...any, own: 0 })];
        expect(with_.timeMultiplier).toBe(any.granted);
        const shown = (one: ReturnType<typeof told>) =>
          Math.round(one.onToldClock(share * (one.deadlineAt.getTime() - startedAt.getTime())) / MINUTE_MS);
        expect(shown(with_)).toBe(shown(without));
        expect(with_.allowedMs).toBe(without.allowedMs);
      }),
    );
  });

  test("is the time as it was when it is shared, or when the team gave as much", () => {
    for (const time of [
      told({ granted: 1, own: 50, back: 60 }, true),
      told({ granted: 2, own: 50, back: 60 }),
    ]) {
      const real = time.deadlineAt.getTime() - startedAt.getTime();
      expect(time.allowedMs).toBe(real);
      expect(time.onToldClock(MINUTE_MS)).toBe(MINUTE_MS);
    }
    expect(plannedMs({ baseMinutes: 40, timeMultiplier: 1.5 })).toBe(60 * MINUTE_MS);
  });
});
