import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLookupGate, skipped } from "./breaker.ts";
import type { LookupOutcome } from "./types.ts";

const common = { httpStatus: null, detail: "" };
const ok: LookupOutcome = { kind: "ok", checkedAt: new Date(0), ...common };
const down: LookupOutcome = { kind: "unreachable", ...common };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

async function times(count: number, one: () => Promise<LookupOutcome>): Promise<LookupOutcome[]> {
  const all = [];
  for (let index = 0; index < count; index++) all.push(await one());
  return all;
}

describe("the gate before a partner", () => {
  it("stops asking after five failures in a row, for that partner alone, and probes after a pause", async () => {
    const gate = createLookupGate();
    let calls = 0;
    const ask = (outcome: LookupOutcome) => () =>
      gate.run("acme", "1", async () => {
        calls += 1;
        return outcome;
      });
    await times(5, ask(down));
    expect(gate.stateOf("acme")).toBe("open");
    expect(await times(10, ask(ok))).toEqual(Array(10).fill(skipped("breaker_open")));
    expect(calls).toBe(5);
    expect((await gate.run("other", "1", async () => ok)).kind).toBe("ok");
    vi.advanceTimersByTime(5 * 60_000);
    expect((await ask(ok)()).kind).toBe("ok");
    expect(gate.stateOf("acme")).toBe("closed");
  });

  it("lets one probe through; others are not kept waiting for it", async () => {
    const gate = createLookupGate();
    await times(5, () => gate.run("acme", "1", async () => down));
    vi.advanceTimersByTime(5 * 60_000);
    let finish: (outcome: LookupOutcome) => void = () => undefined;
    const probe = gate.run("acme", "1", () => new Promise((done) => (finish = done)));
    expect(gate.stateOf("acme")).toBe("half_open");
    expect(await gate.run("acme", "1", async () => ok)).toEqual(skipped("breaker_open"));
    finish(ok);
    expect((await probe).kind).toBe("ok");
  });

  it("starts afresh when the partner's address or secret changes", async () => {
    const gate = createLookupGate();
    await times(5, () => gate.run("acme", "1", async () => down));
    expect((await gate.run("acme", "2", async () => ok)).kind).toBe("ok");
  });

  it("lets eight wait and refuses the ninth at once", async () => {
    const gate = createLookupGate();
    const hanging = Array.from({ length: 8 }, () =>
      gate.run("acme", "1", () => new Promise(() => undefined)),
    );
    expect(await gate.run("acme", "1", async () => ok)).toEqual(skipped("bulkhead_full"));
    expect(hanging).toHaveLength(8);
  });

  it("gives a partner the pause that it asks for, without counting that as failure", async () => {
    const gate = createLookupGate();
    const limited: LookupOutcome = { kind: "rate_limited", retryAfterSeconds: 10, ...common };
    await gate.run("acme", "1", async () => limited);
    expect(await gate.run("acme", "1", async () => ok)).toEqual(skipped("rate_limited"));
    expect(gate.stateOf("acme")).toBe("closed");
    vi.advanceTimersByTime(10_000);
    expect((await gate.run("acme", "1", async () => ok)).kind).toBe("ok");
  });

  it("does not count what is no failure of the partner", async () => {
    const gate = createLookupGate();
    const denied: LookupOutcome = { kind: "denied", reason: null, checkedAt: new Date(0), ...common };
    await times(20, () => gate.run("acme", "1", async () => denied));
    await times(20, () => gate.run("acme", "1", async () => ({ kind: "not_found", ...common })));
    expect(gate.stateOf("acme")).toBe("closed");
  });
});
