import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acceptsSave,
  effectiveDeadline,
  expiresAt,
  GRACE_SECONDS,
  graceEndsAt,
  invitationStatus,
  phaseAt,
  plannedMs,
  startRefusal,
  timePlan,
} from "./rules.ts";

const start = new Date("2026-03-14T12:00:00.000Z");
function span([from, seconds]: readonly [number, number]) {
  const fromAt = new Date(start.getTime() + from * 1000);
  return { fromAt, toAt: new Date(fromAt.getTime() + seconds * 1000) };
}
const terms = fc.record({
  startedAt: fc.date({ min: new Date("2020-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
  baseMinutes: fc.integer({ min: 1, max: 1440 }),
  timeMultiplier: fc.integer({ min: 100, max: 300 }).map((hundredths) => hundredths / 100),
  adjustmentSeconds: fc.integer({ min: -100_000, max: 100_000 }),
  credits: fc.array(
    fc.tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 10_000 })).map(span),
    {
      maxLength: 8,
    },
  ),
});

describe("the effective deadline", () => {
  test("is the start plus the base time", () => {
    const deadline = effectiveDeadline({
      startedAt: start,
      baseMinutes: 40,
      timeMultiplier: 1,
      adjustmentSeconds: 0,
    });
    expect(deadline).toEqual(new Date("2026-03-14T12:40:00.000Z"));
  });

  test("gives half the time again to a candidate with 50 % extra", () => {
    const deadline = effectiveDeadline({
      startedAt: start,
      baseMinutes: 40,
      timeMultiplier: 1.5,
      adjustmentSeconds: 0,
    });
    expect(deadline).toEqual(new Date("2026-03-14T13:00:00.000Z"));
  });

  test("is always after the start", () => {
    fc.assert(fc.property(terms, (any) => effectiveDeadline(any) > any.startedAt));
  });

  test("moves with the start, and by nothing else", () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 10_000_000 }), (any, ms) => {
        const later = { ...any, startedAt: new Date(any.startedAt.getTime() + ms) };
        return effectiveDeadline(later).getTime() - effectiveDeadline(any).getTime() === ms;
      }),
    );
  });

  test("never comes earlier through more time, a larger multiplier or a credit", () => {
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 500 }), (any, extra) => {
        const before = effectiveDeadline(any);
        expect(effectiveDeadline({ ...any, baseMinutes: any.baseMinutes + extra }) >= before).toBe(true);
        expect(
          effectiveDeadline({ ...any, timeMultiplier: any.timeMultiplier + extra / 100 }) >= before,
        ).toBe(true);
        expect(effectiveDeadline({ ...any, credits: [...any.credits, span([extra, extra])] }) >= before).toBe(
          true,
        );
      }),
    );
  });

  test("counts once what credits have in common", () => {
    const base = { startedAt: start, baseMinutes: 40, timeMultiplier: 1, adjustmentSeconds: 0 };
    const credits = [span([60, 30]), span([70, 5]), span([80, 30]), span([300, 10])];
    expect(effectiveDeadline({ ...base, credits })).toEqual(new Date("2026-03-14T12:41:00.000Z"));
  });

  test("does not depend on the order of the credits, and caps them at the planned time", () => {
    fc.assert(
      fc.property(terms, (any) => {
        const reversed = { ...any, credits: any.credits.toReversed() };
        expect(effectiveDeadline(reversed)).toEqual(effectiveDeadline(any));
        const bare = { ...any, adjustmentSeconds: 0, credits: [] };
        const planned = effectiveDeadline(bare).getTime() - any.startedAt.getTime();
        const credited = effectiveDeadline({ ...bare, credits: any.credits });
        expect(credited.getTime() - any.startedAt.getTime()).toBeLessThanOrEqual(2 * planned);
      }),
    );
  });
});

describe("a save", () => {
  const attempt = { state: "in_progress", deadlineAt: start };
  const after = (seconds: number) => new Date(start.getTime() + seconds * 1000);

  test.each([
    [-60, "running", true],
    [0, "running", true],
    [GRACE_SECONDS, "grace", true],
    [GRACE_SECONDS + 0.001, "over", false],
  ] as const)("received %s s after the deadline is %s", (seconds, phase, accepted) => {
    expect(phaseAt(attempt, after(seconds))).toBe(phase);
    expect(acceptsSave(attempt, after(seconds))).toBe(accepted);
  });

  test("counts no more once the attempt is handed in", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), (seconds) => {
        expect(acceptsSave({ ...attempt, state: "submitted" }, after(seconds))).toBe(false);
      }),
    );
  });

  test("that counts is never later than the expiry job", () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), (ms) => {
        const now = new Date(start.getTime() + ms);
        if (acceptsSave(attempt, now)) expect(now < expiresAt(start)).toBe(true);
      }),
    );
    expect(graceEndsAt(start) < expiresAt(start)).toBe(true);
  });
});

describe("an invitation", () => {
  const open = {
    expiresAt: new Date(start.getTime() + 1),
    revokedAt: null,
    withdrawnAt: null,
    deniedAt: null,
    publishedAt: start,
  };

  test("can be started until it expires", () => {
    expect(startRefusal(open, start)).toBeNull();
    expect(startRefusal({ ...open, expiresAt: start }, start)).toBe("expired");
  });

  test("cannot be started when it was taken back or access was ended", () => {
    expect(startRefusal({ ...open, revokedAt: start }, start)).toBe("revoked");
    expect(startRefusal({ ...open, withdrawnAt: start, revokedAt: start }, start)).toBe("withdrawn");
    expect(startRefusal({ ...open, deniedAt: start }, start)).toBe("withdrawn");
    expect(startRefusal({ ...open, publishedAt: null }, start)).toBe("unpublished");
  });

  test("goes on when its window closes during the attempt", () => {
    expect(invitationStatus("expired", { state: "in_progress", submittedBy: null })).toBe("running");
    expect(invitationStatus("expired", null)).toBe("expired");
    expect(invitationStatus(null, null)).toBe("ready");
    expect(invitationStatus(null, { state: "graded", submittedBy: "candidate" })).toBe("submitted");
    expect(invitationStatus("withdrawn", { state: "graded", submittedBy: "withdrawal" })).toBe("closed");
  });
});

test("the time plan says what the candidate gets, and the clock gives exactly that", () => {
  expect(timePlan(40, 1.5)).toEqual({ baseMinutes: 40, extraPercent: 50, totalMinutes: 60 });
  expect(timePlan(45, 1.25)).toEqual({ baseMinutes: 45, extraPercent: 25, totalMinutes: 57 });
  expect(timePlan(60, 1.1).totalMinutes).toBe(66);
  expect(plannedMs({ baseMinutes: 45, timeMultiplier: 2.5 })).toBe(113 * 60_000);
});
