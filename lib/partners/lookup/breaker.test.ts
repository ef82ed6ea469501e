import { describe, expect, it } from "vitest";
import { type BreakerState, isWorthNoting, pauseTable, readBreaker } from "./breaker.ts";

const AT = new Date("2026-03-14T12:00:00Z");
const later = (ms: number) => new Date(AT.getTime() + ms);
const state = (part: Partial<BreakerState> = {}): BreakerState => ({
  version: "1",
  failuresInRow: 0,
  sampleCalls: 0,
  openUntil: null,
  probeUntil: null,
  pausedUntil: null,
  ...part,
});

describe("the breaker before a partner", () => {
  it("is closed while nothing is known, and when it was learnt of another address or secret", () => {
    expect(readBreaker(null, "1", AT)).toBe("closed");
    expect(readBreaker(state({ failuresInRow: 4 }), "1", AT)).toBe("closed");
    expect(readBreaker(state({ openUntil: later(1) }), "2", AT)).toBe("closed");
  });

  it("is open until its time, then lets one probe out, and is open again while that one is out", () => {
    expect(readBreaker(state({ openUntil: later(1) }), "1", AT)).toBe("open");
    expect(readBreaker(state({ openUntil: AT }), "1", AT)).toBe("half_open");
    expect(readBreaker(state({ openUntil: AT, probeUntil: later(1) }), "1", AT)).toBe("open");
    expect(readBreaker(state({ openUntil: AT, probeUntil: AT }), "1", AT)).toBe("half_open");
  });

  it("gives a partner the pause that it asked for", () => {
    expect(readBreaker(state({ pausedUntil: later(1) }), "1", AT)).toBe("paused");
    expect(readBreaker(state({ pausedUntil: AT }), "1", AT)).toBe("closed");
  });

  it("pauses for 30 s, doubling to five minutes, a little less by chance so that not all probe at once", () => {
    expect(pauseTable(0)).toEqual([30_000, 60_000, 120_000, 240_000, 300_000]);
    expect(pauseTable(0.5)).toEqual([27_000, 54_000, 108_000, 216_000, 270_000]);
  });

  it("is not written to by good answers while nothing has failed", () => {
    expect(isWorthNoting(null, "1")).toBe(false);
    expect(isWorthNoting(state(), "1")).toBe(false);
    expect(isWorthNoting(state({ failuresInRow: 1 }), "2")).toBe(false);
    expect(isWorthNoting(state({ failuresInRow: 1 }), "1")).toBe(true);
  });
});
