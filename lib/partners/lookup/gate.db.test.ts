import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/platform/db.ts";
import { makePartner, makeStaff } from "#prisma/factories.ts";
import { createLookupGate, type GatedPartner, type LookupGate, skipped } from "./gate.ts";
import type { LookupOutcome } from "./types.ts";

const common = { httpStatus: null, detail: "" };
const ok: LookupOutcome = { kind: "ok", checkedAt: new Date(0), ...common };
const down: LookupOutcome = { kind: "unreachable", ...common };
const limited: LookupOutcome = { kind: "rate_limited", retryAfterSeconds: 10, ...common };

let orgId: string;
beforeAll(async () => {
  orgId = (await makeStaff()).orgId;
});

const stateOf = (partnerId: string) => db.partnerHealth.findUnique({ where: { partnerId } });
const rewrite = (partnerId: string, data: { openUntil?: Date; sampleStart?: Date; failuresInRow?: number }) =>
  db.partnerHealth.update({ where: { partnerId }, data });
const past = () => new Date(Date.now() - 1);

async function pass(gate: LookupGate, partner: GatedPartner, call: () => Promise<LookupOutcome>) {
  const { outcome, noted } = await gate.run(partner, call);
  await noted;
  return outcome;
}

/** A partner before the gates of two processes; each question reads the shared state, as sign-in does. */
async function world() {
  const { id } = await makePartner(orgId);
  const [here, there] = [createLookupGate(), createLookupGate()];
  const through = async (gate: LookupGate, call: () => Promise<LookupOutcome>, version = "1") =>
    pass(gate, { id, version, breaker: await stateOf(id) }, call);
  const fail = async (gate: LookupGate, count: number) => {
    for (let index = 0; index < count; index++) await through(gate, async () => down);
  };
  return { id, here, there, through, fail };
}

describe("the breaker of two processes", () => {
  it("opens in both at the fifth failure in a row, wherever each was seen, and for that partner alone", async () => {
    const { here, there, through, fail } = await world();
    await fail(here, 3);
    await fail(there, 2);
    let asked = 0;
    const call = async () => {
      asked += 1;
      return ok;
    };
    expect(await through(here, call)).toEqual(skipped("breaker_open"));
    expect(await through(there, call)).toEqual(skipped("breaker_open"));
    expect(asked).toBe(0);
    const other = await world();
    expect((await other.through(here, call)).kind).toBe("ok");
  });

  it("sends one probe among all, and closes in both when it is answered", async () => {
    const { id, here, there, through, fail } = await world();
    await fail(here, 5);
    await rewrite(id, { openUntil: past() });
    let asked = 0;
    let finish: (outcome: LookupOutcome) => void = () => undefined;
    const answer = new Promise<LookupOutcome>((done) => {
      finish = done;
    });
    const call = () => {
      asked += 1;
      return answer;
    };
    const breaker = await stateOf(id);
    const tries = [here, there, here, there].map((gate) => pass(gate, { id, version: "1", breaker }, call));
    const first = await Promise.race(tries);
    expect(first).toEqual(skipped("breaker_open"));
    finish(ok);
    const kinds = (await Promise.all(tries)).map((outcome) => outcome.kind);
    expect(kinds.filter((kind) => kind === "ok")).toHaveLength(1);
    expect(asked).toBe(1);
    expect((await through(there, async () => ok)).kind).toBe("ok");
    expect(await stateOf(id)).toMatchObject({ failuresInRow: 0, level: 0, openUntil: null, openedAt: null });
  });

  it("pauses twice as long after a probe that failed; late failures of earlier calls do not prolong it", async () => {
    const { id, here, there, through, fail } = await world();
    await fail(here, 4);
    const breaker = await stateOf(id);
    await Promise.all(
      [here, there, here].map((gate) => pass(gate, { id, version: "1", breaker }, async () => down)),
    );
    expect(await stateOf(id)).toMatchObject({ level: 1 });
    await rewrite(id, { openUntil: past() });
    await through(there, async () => down);
    const again = await stateOf(id);
    expect(again).toMatchObject({ level: 2, probeUntil: null });
    expect(again?.openUntil?.getTime()).toBeGreaterThan(Date.now() + 40_000);
  });

  it("opens at half of ten in 30 seconds, and forgets an older sample", async () => {
    const { id, here, through } = await world();
    const alternate = async (count: number) => {
      for (let index = 0; index < count; index++) {
        await through(here, async () => (index % 2 === 0 ? down : ok));
      }
    };
    await alternate(8);
    await rewrite(id, { sampleStart: new Date(Date.now() - 31_000) });
    await alternate(8);
    expect((await stateOf(id))?.openUntil).toBeNull();
    await alternate(3);
    expect((await stateOf(id))?.openUntil).not.toBeNull();
  });

  it("starts afresh when the partner's address or secret changes", async () => {
    const { id, here, there, through, fail } = await world();
    await fail(here, 5);
    expect((await through(there, async () => ok, "2")).kind).toBe("ok");
    expect((await through(there, async () => down, "2")).kind).toBe("unreachable");
    expect(await stateOf(id)).toMatchObject({ version: "2", failuresInRow: 1, openUntil: null });
  });

  it("gives the pause that a partner asks for in both, without counting it as failure", async () => {
    const { id, here, there, through } = await world();
    await through(here, async () => limited);
    expect(await through(there, async () => ok)).toEqual(skipped("rate_limited"));
    await db.partnerHealth.update({ where: { partnerId: id }, data: { pausedUntil: past() } });
    expect((await through(there, async () => ok)).kind).toBe("ok");
  });

  it("writes nothing for a partner that answers, whatever it says of a candidate", async () => {
    const { id, here, through } = await world();
    const denied: LookupOutcome = { kind: "denied", reason: null, checkedAt: new Date(0), ...common };
    for (const outcome of [ok, denied, { kind: "not_found", ...common } as const]) {
      await through(here, async () => outcome);
    }
    expect(await stateOf(id)).toBeNull();
  });
});

describe("the bulkhead of one process", () => {
  it("lets eight wait and refuses the ninth at once; another process has eight of its own", async () => {
    const { here, there, through } = await world();
    const hanging = Array.from({ length: 8 }, () => through(here, () => new Promise(() => undefined)));
    await Promise.race([...hanging, new Promise((done) => setTimeout(done, 200))]);
    expect(await through(here, async () => ok)).toEqual(skipped("bulkhead_full"));
    expect((await through(there, async () => ok)).kind).toBe("ok");
  });
});
