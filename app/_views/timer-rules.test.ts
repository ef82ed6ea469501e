import { describe, expect, it } from "vitest";
import { clock as german } from "#app/_words/de/clock.ts";
import { clock } from "#app/_words/en/clock.ts";
import { wordsOf } from "#app/_words/message.ts";
import { timeLeft, timeLeftSpoken, warningBetween } from "./timer-rules.ts";

const MIN = 60_000;
const en = wordsOf(clock, "en");
const de = wordsOf<typeof clock>(german as typeof clock, "de");

describe("the clock of an attempt", () => {
  it("counts minutes until ten, then seconds, and stops at zero", () => {
    expect(timeLeft(60 * MIN, en)).toBe("60\u00a0min left");
    expect(timeLeft(40 * MIN + 1, en)).toBe("41\u00a0min left");
    expect(timeLeft(10 * MIN, en)).toBe("10:00 left");
    expect(timeLeft(9 * MIN + 59_000, en)).toBe("09:59 left");
    expect(timeLeft(1, en)).toBe("00:01 left");
    expect(timeLeft(-5_000, en)).toBe("00:00 left");
  });

  it("tells the time left in words", () => {
    expect(timeLeftSpoken(41 * MIN, en)).toBe("41 minutes left");
    expect(timeLeftSpoken(65_000, en)).toBe("1 minute 5 seconds left");
    expect(timeLeftSpoken(10 * MIN, en)).toBe("10 minutes left");
    expect(timeLeftSpoken(0, en)).toBe("Time is up");
  });

  it("speaks the reader's language", () => {
    expect(timeLeft(41 * MIN, de)).toBe("noch 41\u00a0min");
    expect(timeLeftSpoken(65_000, de)).toBe("Noch 1 Minute 5 Sekunden");
    expect(warningBetween(MIN + 1, MIN, "13:00:00", de)).toContain("um 13:00:00");
  });

  it("warns once at ten, five and one minutes", () => {
    expect(warningBetween(10 * MIN + 1, 10 * MIN, "13:00:00", en)).toBe("10 minutes left.");
    expect(warningBetween(10 * MIN, 10 * MIN - 1000, "13:00:00", en)).toBeUndefined();
    expect(warningBetween(5 * MIN + 500, 5 * MIN - 500, "13:00:00", en)).toMatch(/^5 minutes left/);
    expect(warningBetween(MIN + 1, MIN, "13:00:00", en)).toContain("13:00:00");
  });

  it("speaks only the last warning after a sleep, and none after the end", () => {
    expect(warningBetween(30 * MIN, 4 * MIN, "13:00:00", en)).toMatch(/^5 minutes/);
    expect(warningBetween(30 * MIN, 0, "13:00:00", en)).toBeUndefined();
  });
});
