import { describe, expect, it } from "vitest";
import { timeLeft, timeLeftSpoken, warningBetween } from "./timer-rules.ts";

const MIN = 60_000;

describe("the clock of an attempt", () => {
  it("counts minutes until ten, then seconds, and stops at zero", () => {
    expect(timeLeft(60 * MIN)).toBe("60\u00a0min left");
    expect(timeLeft(40 * MIN + 1)).toBe("41\u00a0min left");
    expect(timeLeft(10 * MIN)).toBe("10:00 left");
    expect(timeLeft(9 * MIN + 59_000)).toBe("09:59 left");
    expect(timeLeft(1)).toBe("00:01 left");
    expect(timeLeft(-5_000)).toBe("00:00 left");
  });

  it("tells the time left in words", () => {
    expect(timeLeftSpoken(41 * MIN)).toBe("41 minutes left");
    expect(timeLeftSpoken(65_000)).toBe("1 minute 5 seconds left");
    expect(timeLeftSpoken(10 * MIN)).toBe("10 minutes left");
    expect(timeLeftSpoken(0)).toBe("Time is up");
  });

  it("warns once at ten, five and one minutes", () => {
    expect(warningBetween(10 * MIN + 1, 10 * MIN, "13:00:00")).toBe("10 minutes left.");
    expect(warningBetween(10 * MIN, 10 * MIN - 1000, "13:00:00")).toBeUndefined();
    expect(warningBetween(5 * MIN + 500, 5 * MIN - 500, "13:00:00")).toMatch(/^5 minutes left/);
    expect(warningBetween(MIN + 1, MIN, "13:00:00")).toContain("13:00:00");
  });

  it("speaks only the last warning after a sleep, and none after the end", () => {
    expect(warningBetween(30 * MIN, 4 * MIN, "13:00:00")).toMatch(/^5 minutes/);
    expect(warningBetween(30 * MIN, 0, "13:00:00")).toBeUndefined();
  });
});
