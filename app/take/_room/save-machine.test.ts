import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  reduceSave,
  type SaveEvent,
  type SaveMachine,
  sendableCount,
  startMachine,
  unsavedCount,
} from "./save-machine.ts";
import { IDLE_MS, MAX_WAIT_MS, nextSend, unsent } from "./save-queue.ts";
import { displayState, SHOW_SAVING_AFTER_MS, SLOW_AFTER_MS } from "./save-words.ts";

const AT = "2026-03-14T12:03:04.000Z";
const empty = startMachine({ q1: null, q2: { revision: 4, savedAt: AT } });

function play(machine: SaveMachine, ...events: SaveEvent[]): SaveMachine {
  return events.reduce(reduceSave, machine);
}
const edit = (now: number, itemId = "q1"): SaveEvent => ({ type: "edited", itemId, now });
const send = (revision: number, now: number, itemId = "q1"): SaveEvent => ({
  type: "sent",
  itemId,
  revision,
  now,
});
const answer = (revision: number, sentRevision = revision, itemId = "q1"): SaveEvent => ({
  type: "answered",
  itemId,
  sentRevision,
  revision,
  savedAt: AT,
});
const failure = (kind: "offline" | "failed", now: number): SaveEvent => ({
  type: "failed",
  kind,
  now,
  at: AT,
});

describe("sending", () => {
  test("waits for a pause, and for five seconds at most", () => {
    expect(nextSend(empty)).toBeNull();
    let machine = play(empty, edit(10_000));
    expect(nextSend(machine)).toEqual({ itemId: "q1", revision: 1, at: 10_000 + IDLE_MS });
    for (let now = 10_500; now <= 15_000; now += 500) machine = play(machine, edit(now));
    expect(nextSend(machine)?.at).toBe(10_000 + MAX_WAIT_MS);
  });

  test("has one save on its way at a time, and goes on with what was typed meanwhile", () => {
    const busy = play(empty, edit(0), send(1, 1_000), edit(1_100));
    expect(nextSend(busy)).toBeNull();
    const next = play(busy, answer(1));
    expect(unsavedCount(next)).toBe(1);
    expect(nextSend(next)).toMatchObject({ itemId: "q1", revision: 2 });
  });

  test("goes on from the revision that the server holds", () => {
    expect(nextSend(play(empty, edit(0, "q2")))).toMatchObject({ itemId: "q2", revision: 5 });
  });

  test("hurries when asked to", () => {
    expect(nextSend(play(empty, edit(9_000), { type: "hurried" }))?.at).toBe(0);
  });

  test("tries again later and later after trouble, and at once when the network is back", () => {
    const once = play(empty, edit(0), send(1, 900), failure("offline", 1_000));
    expect(nextSend(once)?.at).toBe(2_000);
    const thrice = play(once, failure("offline", 2_000), failure("offline", 4_000));
    expect(nextSend(thrice)?.at).toBe(8_000);
    const back = play(thrice, { type: "came_online", now: 5_000 });
    expect(nextSend(back)?.at).toBe(5_000);
  });

  test("stops when the attempt is closed", () => {
    const closed = play(empty, edit(0), { type: "closed" });
    expect(nextSend(closed)).toBeNull();
    expect(unsent(closed)).toEqual([]);
    expect(unsavedCount(closed)).toBe(1);
  });
});

describe("an answer that is refused", () => {
  const refused = (itemId: string, revision: number, now: number): SaveEvent => ({
    type: "refused",
    itemId,
    revision,
    now,
    reason: { kind: "code" },
  });
  const stuck = play(empty, edit(0), edit(10, "q2"), send(1, 1_000), refused("q1", 1, 1_100));

  test("stops no other: the next question goes at its own time, and the refused one later and later", () => {
    expect(stuck.trouble).toBeNull();
    expect(nextSend(stuck)).toEqual({ itemId: "q2", revision: 5, at: 10 + IDLE_MS });
    const alone = play(stuck, send(5, 1_200, "q2"), answer(5, 5, "q2"));
    expect([unsavedCount(alone), sendableCount(alone)]).toEqual([1, 0]);
    expect(nextSend(alone)).toEqual({ itemId: "q1", revision: 2, at: 6_100 });
    expect(nextSend(play(alone, send(2, 6_100), refused("q1", 2, 6_200)))?.at).toBe(16_200);
  });

  test("goes last when all is sent at once, and first thing when it is shortened", () => {
    const all = play(stuck, { type: "hurried" });
    expect(nextSend(all)).toMatchObject({ itemId: "q2", at: 0 });
    expect(unsent(all).map(({ itemId }) => itemId)).toEqual(["q2", "q1"]);
    const next = play(all, send(5, 2_000, "q2"), answer(5, 5, "q2"));
    expect(nextSend(next)).toMatchObject({ itemId: "q1", at: 0 });
    const shortened = play(stuck, edit(3_000));
    expect(sendableCount(shortened)).toBe(2);
    expect(displayState(play(shortened, send(2, 4_000), answer(2)), 4_100).kind).toBe("saved");
  });

  test("is named by its number, with the reason, until it fits", () => {
    expect(displayState(stuck, 1_200)).toEqual({ kind: "refused", ordinal: 1, reason: { kind: "code" } });
  });

  test("and one that only fails does not stand before the others either", () => {
    const machine = play(empty, edit(0), edit(10, "q2"), send(1, 1_000), failure("failed", 1_100));
    expect(nextSend(machine)?.itemId).toBe("q2");
  });
});

describe("answers", () => {
  test("that came too late are done with, and the next one is sent at once", () => {
    const machine = play(empty, edit(0), edit(0, "q2"), send(1, 1_000), {
      type: "kept_late",
      itemId: "q1",
      revision: 1,
    });
    expect(unsavedCount(machine)).toBe(1);
    expect(nextSend(machine)).toMatchObject({ itemId: "q2", at: 0 });
  });

  test("that never come leave what the server is known to hold as it was, however often ours is sent", () => {
    const failed = failure("offline", 1_000);
    const machine = play(empty, edit(0, "q2"), send(5, 900, "q2"), failed, send(6, 1_900, "q2"), failed);
    expect(machine.items.q2).toMatchObject({ base: 4, revision: 6 });
    expect(play(machine, send(7, 2_900, "q2"), answer(7, 7, "q2")).items.q2).toMatchObject({ base: 7 });
  });

  test("of another device's newer work take this one's place, and ours go on above all that was ever sent", () => {
    const offline = play(empty, edit(0), send(1, 1_000), failure("offline", 1_100), send(2, 2_000));
    const yielded = play(offline, { type: "yielded", itemId: "q1", revision: 1, savedAt: AT });
    expect([unsavedCount(yielded), yielded.inFlight]).toEqual([0, null]);
    expect(yielded.items.q1).toMatchObject({ base: 1, revision: 2 });
    expect(nextSend(play(yielded, edit(3_000)))).toMatchObject({ revision: 3 });
  });

  test("of our own later revision, sent as the page was left, count as saved", () => {
    const left: SaveEvent = { type: "sent", itemId: "q1", revision: 2, now: 1_200, background: true };
    const machine = play(empty, edit(0), send(1, 1_000), edit(1_100), left, answer(2, 1), answer(2));
    expect(unsavedCount(machine)).toBe(0);
    expect(machine.inFlight).toBeNull();
  });

  test("that say another's revision holds the very same leave later edits to be sent", () => {
    const machine = play(
      empty,
      edit(0),
      send(1, 1_000),
      failure("offline", 1_100),
      edit(1_200),
      send(2, 2_000),
    );
    const same = play(machine, answer(1, 2));
    expect([unsavedCount(same), same.items.q1?.base]).toEqual([0, 1]);
    expect(unsavedCount(play(machine, edit(2_100), answer(1, 2)))).toBe(1);
  });
});

describe("the words", () => {
  test("say Saved only with the server's time, and nothing before", () => {
    expect(displayState(startMachine({ q1: null }), 0)).toEqual({
      kind: "untouched",
    });
    const machine = play(empty, edit(0), send(1, 1_000), answer(1));
    expect(displayState(machine, 1_100)).toEqual({ kind: "saved", at: AT });
  });

  test("say Saving only when it takes a while, then that it is slow", () => {
    const busy = play(empty, edit(0), send(1, 1_000));
    expect(displayState(busy, 1_000 + SHOW_SAVING_AFTER_MS - 1).kind).toBe("saved");
    expect(displayState(busy, 1_000 + SHOW_SAVING_AFTER_MS).kind).toBe("saving");
    expect(displayState(busy, 1_000 + SLOW_AFTER_MS).kind).toBe("slow");
  });

  test("keep the moment since which we are offline, then say that all is back", () => {
    const first = "2026-03-14T11:00:00.000Z";
    const gone: SaveEvent = { type: "went_offline", now: 3_000, at: first };
    const offline = play(empty, edit(0), gone, send(1, 4_900), failure("offline", 5_000));
    expect(displayState(offline, 9_000)).toEqual({ kind: "offline", since: first });
    const back = play(offline, { type: "came_online", now: 9_000 }, send(1, 9_000), answer(1));
    expect(displayState(back, 9_100)).toEqual({ kind: "back", at: AT });
    expect(displayState(play(back, edit(9_500), send(2, 10_500), answer(2)), 10_600).kind).toBe("saved");
  });

  test("say restored until it is committed: restored is not saved", () => {
    const restored = play(empty, { type: "restored", itemId: "q1", lines: 14, now: 0 });
    expect(displayState(restored, 10)).toEqual({ kind: "restored", lines: 14 });
    expect(nextSend(restored)?.at).toBe(0);
    expect(displayState(play(restored, send(1, 20), answer(1)), 30).kind).toBe("saved");
  });

  test("never claim that this device keeps what it does not", () => {
    const busy = play(empty, edit(0), send(1, 1_000));
    const isKept = false;
    expect(displayState(busy, 1_000 + SHOW_SAVING_AFTER_MS, isKept).kind).toBe("saving");
    expect(displayState(busy, 1_000 + SLOW_AFTER_MS, isKept).kind).toBe("unkept");
    for (const kind of ["offline", "failed"] as const)
      expect(displayState(play(busy, failure(kind, 2_000)), 2_100, isKept)).toEqual({ kind: "unkept" });
  });

  test("never say Saved while something is wrong, whatever happens in whatever order", () => {
    const anyEvent: fc.Arbitrary<SaveEvent> = fc.oneof(
      fc.nat(9_000).map((now) => edit(now)),
      fc.tuple(fc.nat(9), fc.nat(9_000)).map(([revision, now]) => send(revision, now)),
      fc.tuple(fc.nat(9), fc.nat(9)).map(([a, b]) => answer(a, b)),
      fc.constantFrom<SaveEvent>(
        failure("failed", 1),
        failure("offline", 1),
        { type: "went_offline", now: 1, at: AT },
        { type: "yielded", itemId: "q1", revision: 3, savedAt: AT },
        { type: "came_online", now: 2 },
        { type: "hurried" },
      ),
    );
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const machine = play(empty, ...events);
        const { kind } = displayState(machine, 100);
        if (machine.trouble) expect(kind).toBe(machine.trouble.kind);
        for (const item of Object.values(machine.items)) expect(item.saved).toBeLessThanOrEqual(item.edits);
        const next = nextSend(machine);
        for (const item of Object.values(machine.items)) expect(item.base).toBeLessThanOrEqual(item.revision);
        const held = next ? (machine.items[next.itemId]?.revision ?? 0) : -1;
        if (next) expect(next.revision).toBeGreaterThan(held);
      }),
    );
  });
});
