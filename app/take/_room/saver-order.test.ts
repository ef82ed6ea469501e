import { afterEach, expect, test, vi } from "vitest";
import type { LocalAnswer } from "./local-store.ts";
import { Saver } from "./saver.ts";

/* Answers that come late, or when nobody waits for them any more. */

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

interface Sent {
  revision: number;
  answer: (answer: object) => void;
  fail: () => void;
}

/** A way to the server on which each call waits for the test's word. */
function holdCalls(): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal("fetch", (_path: string, init: RequestInit) => {
    const { revision } = JSON.parse(String(init.body)) as { revision: number };
    return new Promise((resolve, reject) => {
      const now = "2026-03-14T12:00:00.000Z";
      sent.push({
        revision,
        answer: (answer) =>
          resolve(Response.json({ savedAt: now, deadlineAt: now, serverNow: now, ...answer })),
        fail: () => reject(new TypeError("Failed to fetch")),
      });
    });
  });
  return sent;
}

/** A page that can be listened to. */
function openPage(): void {
  vi.stubGlobal("window", new EventTarget());
  vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
  vi.stubGlobal("navigator", { onLine: true });
}

function saver(keeps: (row: LocalAnswer) => Promise<boolean> = async () => true) {
  const kept: LocalAnswer[] = [];
  const asides: unknown[] = [];
  const none = () => undefined;
  const room = new Saver({
    attemptId: "attempt",
    answers: { q1: null },
    store: {
      read: async () => [],
      write: (row) => {
        kept.push(row);
        return keeps(row);
      },
    },
    onClock: none,
    onClosed: none,
    onSignedOut: none,
    onGone: none,
    onRecorded: none,
    onReplaced: (_id, _theirs, ours) => asides.push(ours?.content),
  });
  return { room, kept, asides };
}

test("typing goes on over an own save that a later own save has overtaken on its way", async () => {
  const sent = holdCalls();
  const { room, asides } = saver();
  room.edit("q1", { text: "one" });
  room.saveNow();
  room.edit("q1", { text: "one two" });
  room.sendAll();
  expect(sent.map(({ revision }) => revision)).toEqual([1, 2]);
  sent[1]?.answer({ revision: 2 });
  await vi.waitFor(() => expect(room.view().unsaved).toBe(0));
  room.edit("q1", { text: "one two three" });
  sent[0]?.answer({ revision: 2, conflict: true, own: true });
  await vi.waitFor(() => expect(sent).toHaveLength(3), { timeout: 5_000 });
  expect(asides).toEqual([]);
  expect(room.contentOf("q1")).toEqual({ text: "one two three" });
  room.close();
});

test("a page that was left sends its last words, and nothing after them", async () => {
  vi.useFakeTimers();
  openPage();
  const sent = holdCalls();
  const { room } = saver();
  const leave = room.attach();
  room.edit("q1", { text: "one" });
  room.saveNow();
  leave();
  const last = sent.length;
  for (const call of sent) call.fail();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(sent).toHaveLength(last);
  room.attach()();
  expect(sent.length, "one that comes back to it goes on").toBeGreaterThan(last);
});

test("a tab that gave way leaves the device's copy to the one that writes", async () => {
  const sent = holdCalls();
  const { room, kept } = saver();
  room.edit("q1", { text: "one" });
  room.saveNow();
  room.close();
  const before = kept.length;
  sent[0]?.answer({ revision: 1 });
  await vi.waitFor(() => expect(room.view().unsaved).toBe(0));
  expect(kept).toHaveLength(before);
});

test("a text that gave way to another language before it was saved goes along, and is owed until it is stored", async () => {
  const sent: Record<string, unknown>[] = [];
  let away = true;
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    if (away) throw new TypeError("Failed to fetch");
    const body = JSON.parse(String(init.body)) as Record<string, unknown>;
    sent.push(body);
    const now = "2026-03-14T12:00:00.000Z";
    return Response.json({ revision: body.revision, savedAt: now, deadlineAt: now, serverNow: now });
  });
  const { room, kept } = saver();
  room.edit("q1", { language: "python", source: "in python" });
  await room.flush(1_000);
  room.edit("q1", { language: "go", source: "in go" });
  room.edit("q1", { language: "rust", source: "in rust" });
  expect(kept.at(-1)).toMatchObject({ owed: ["python", "go"], unsaved: true });
  away = false;
  room.cameOnline();
  expect(await room.flush(5_000)).toBe(true);
  expect(sent.map(({ draft }) => (draft as { language: string } | undefined)?.language)).toEqual([
    "python",
    "go",
  ]);
  expect(sent.every(({ content }) => (content as { source: string }).source === "in rust")).toBe(true);
  expect(Number(sent[1]?.revision) - Number(sent[0]?.revision), "each draft has a revision of its own").toBe(
    2,
  );
  await vi.waitFor(() => expect(kept.at(-1)).toMatchObject({ unsaved: false }));
  expect(kept.at(-1)?.owed).toBeUndefined();
  room.close();
});

test("the number of a page goes to the next one only if this device holds the last of everything", async () => {
  openPage();
  const passed = new Map<string, string>();
  vi.stubGlobal("sessionStorage", {
    getItem: (key: string) => passed.get(key) ?? null,
    setItem: (key: string, value: string) => void passed.set(key, value),
    removeItem: (key: string) => void passed.delete(key),
  });
  vi.stubGlobal("fetch", async () => {
    const now = "2026-03-14T12:00:00.000Z";
    return Response.json({ revision: 1, savedAt: now, deadlineAt: now, serverNow: now });
  });
  for (const keeps of [true, false]) {
    passed.clear();
    const { room } = saver(async () => keeps);
    const leave = room.attach();
    room.edit("q1", { text: "saved, and kept or not" });
    expect(await room.flush(5_000)).toBe(true);
    leave();
    expect(passed.size).toBe(Number(keeps));
  }
});

test("a device that does not answer is no place that keeps", async () => {
  const { room } = saver(() => new Promise((resolve) => setTimeout(() => resolve(false), 3_000)));
  vi.useFakeTimers();
  vi.stubGlobal("fetch", async () => Promise.reject(new TypeError("Failed to fetch")));
  for (let second = 0; second < 20; second++) {
    room.edit("q1", { text: "word ".repeat(second) });
    await vi.advanceTimersByTimeAsync(400);
  }
  expect(room.copy.isWhole).toBe(false);
  expect(room.view().state.kind).toBe("unkept");
  room.close();
});
