import { afterEach, expect, test, vi } from "vitest";
import type { LocalAnswer, LocalStore } from "./local-store.ts";
import { Saver } from "./saver.ts";
import type { SaverOptions } from "./saver-options.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A server that refuses the first question for good, fails once at the second, and takes the third. */
function server() {
  const asked: string[] = [];
  let failures = 1;
  const answer = async (path: string) => {
    const id = path.split("/").at(-1) ?? "";
    asked.push(id);
    if (id === "q1") return Response.json({ code: "invalid", detail: "Too large." }, { status: 422 });
    if (id === "q2" && failures-- > 0) return Response.json({ code: "unavailable" }, { status: 503 });
    const now = new Date().toISOString();
    return Response.json({
      revision: 1 + Number(id === "q2"),
      savedAt: now,
      deadlineAt: now,
      serverNow: now,
    });
  };
  vi.stubGlobal("fetch", answer);
  return asked;
}

const keeping: LocalStore = { read: async () => [], write: async () => true };

const none = () => undefined;

function saver(onReplaced: SaverOptions["onReplaced"] = none, store = keeping, onGone = none) {
  return new Saver({
    attemptId: "attempt",
    answers: { q1: null, q2: null, q3: null },
    store,
    onClock: none,
    onClosed: none,
    onSignedOut: none,
    onGone,
    onRecorded: none,
    onReplaced,
  });
}

test("before a hand-in every question is sent: neither a refused one nor one that fails stops the others", async () => {
  const asked = server();
  const room = saver();
  room.edit("q1", { text: "x".repeat(100_001) });
  room.edit("q2", { text: "two" });
  room.edit("q3", { text: "the essay" });
  expect(await room.flush(10_000)).toBe(true);
  expect(new Set(asked)).toEqual(new Set(["q1", "q2", "q3"]));
  expect(room.view()).toEqual({
    unsaved: 1,
    state: { kind: "refused", ordinal: 1, reason: { kind: "text" } },
  });
  room.close();
});

test("an attempt that is this person's no more is asked about anew, and its words stay on the device", async () => {
  vi.stubGlobal("fetch", async () =>
    Response.json({ code: "not_found", detail: "No such question." }, { status: 404 }),
  );
  let gone = 0;
  const room = saver(none, keeping, () => {
    gone += 1;
  });
  room.edit("q1", { text: "to nobody" });
  await room.flush(1_000);
  expect(gone).toBe(1);
  expect(room.view().unsaved).toBe(1);
  room.close();
});

test("on a kept page what this device knows to be committed is gone on from, and another's newer work takes its place", async () => {
  const sent: number[] = [];
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    const { revision } = JSON.parse(String(init.body)) as { revision: number };
    sent.push(revision);
    const now = new Date().toISOString();
    return Response.json({ revision, savedAt: now, deadlineAt: now, serverNow: now });
  });
  const shown: Record<string, unknown> = {};
  const room = saver((itemId, content) => {
    shown[itemId] = content;
  });
  const local = { attemptId: "attempt", drafts: {}, revision: 5, unsaved: false };
  room.wentOffline();
  room.renew("q1", { content: { text: "ours" }, revision: 5 }, true);
  room.restore({ ...local, itemId: "q2", content: { text: "unsent" }, unsaved: true }, 1);
  expect(shown).toEqual({ q1: { text: "ours" } });
  expect(room.view().state.kind).toBe("offline");

  // The server is back: another device went on with the first, and with the second, which has unsent work here.
  const savedAt = "2026-03-14T12:00:00.000Z";
  room.renew("q1", { content: { text: "theirs" }, revision: 6, savedAt }, false);
  room.renew("q2", { content: { text: "theirs" }, revision: 9, savedAt }, false);
  room.renew("q3", { content: { text: "late" }, revision: 0, savedAt }, false);
  expect(shown).toEqual({ q1: { text: "theirs" } });
  expect(room.contentOf("q2")).toEqual({ text: "unsent" });
  room.cameOnline();
  room.edit("q1", { text: "theirs and ours" });
  expect(await room.flush(5_000)).toBe(true);
  expect(sent.sort(), "by what each knew, so that the server sees whose is newer").toEqual([6, 7]);
  room.close();
});

/** The server's side of one answer: a save of older work is a conflict. */
class StoredAnswer {
  revision = 0;
  writer: string | undefined;
  content: unknown = null;
  save({ revision, base, writer, content }: Record<string, unknown>) {
    const isNext =
      Number(revision) > this.revision && (this.revision <= Number(base) || this.writer === writer);
    if (isNext) Object.assign(this, { revision, writer, content });
    const now = new Date().toISOString();
    const answer = { revision: this.revision, savedAt: now, deadlineAt: now, serverNow: now };
    return isNext ? answer : { ...answer, conflict: true, own: this.writer === writer || undefined };
  }
}

/** @param way what becomes of each answer on its way back; the last one goes for all that follow. */
function serve(stored: StoredAnswer, ...way: ((answer: Response) => Response | Promise<Response>)[]) {
  vi.stubGlobal("fetch", async (_path: string, init: RequestInit) => {
    if (init.method === "GET") {
      const answer = {
        revision: stored.revision,
        content: stored.content,
        savedAt: new Date().toISOString(),
      };
      return Response.json({ questions: [{ id: "q1", answer }] });
    }
    const answer = Response.json(stored.save(JSON.parse(String(init.body))));
    const pass = way.length > 1 ? way.shift() : way[0];
    return pass ? pass(answer) : answer;
  });
}

test("what was typed offline does not take the place of what another device saved meanwhile, however often it was sent", async () => {
  const stored = new StoredAnswer();
  const lost = () => Promise.reject(new TypeError("Failed to fetch"));
  const kept: LocalAnswer[] = [];
  const asides: unknown[] = [];
  const store = {
    ...keeping,
    write: async (local: LocalAnswer) => {
      kept.push(local);
      return true;
    },
  };
  const room = saver((_id, _theirs, ours) => asides.push(ours?.content), store);
  vi.stubGlobal("fetch", lost);
  for (const text of ["one", "one two", "one two three"]) {
    room.edit("q1", { text });
    await room.flush(1_000);
  }
  stored.save({ revision: 1, base: 0, writer: "phone", content: { text: "From the phone." } });
  serve(stored);
  room.cameOnline();
  expect(await room.flush(5_000)).toBe(true);
  expect(stored).toMatchObject({ revision: 1, content: { text: "From the phone." } });
  expect(room.contentOf("q1")).toEqual({ text: "From the phone." });
  expect(asides).toEqual([{ text: "one two three" }]);
  expect(kept.find(({ itemId }) => itemId.startsWith("q1#aside"))).toMatchObject({ unsaved: true });
  await expect.poll(() => kept.at(-1)).toMatchObject({ itemId: "q1", base: 1, unsaved: false });
  room.edit("q1", { text: "From the phone, read here." });
  expect(await room.flush(5_000)).toBe(true);
  expect(stored.content).toEqual({ text: "From the phone, read here." });
  // Once more, while the first still stands aside.
  vi.stubGlobal("fetch", lost);
  room.edit("q1", { text: "Offline again." });
  await room.flush(1_000);
  const { revision } = stored;
  stored.save({ revision: revision + 1, base: revision, writer: "phone", content: { text: "Phone again." } });
  serve(stored);
  room.cameOnline();
  expect(await room.flush(5_000)).toBe(true);
  const places = new Map(kept.map((row) => [row.itemId, row.content]));
  places.delete("q1");
  expect([...places.values()]).toEqual([{ text: "one two three" }, { text: "Offline again." }]);
  room.close();
});

test("an answer that breaks off, is somebody else's or means nothing is told as not saved, and what was typed is sent again", async () => {
  const page = () =>
    new Response("<html>Sign in to the network</html>", { headers: { "Content-Type": "text/html" } });
  const cut = () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"revi'));
        controller.error(new TypeError("network error"));
      },
    });
    return new Response(body);
  };
  const foreign = () => Response.json({ hello: "there" });
  const refused = () => new Response("<html>Forbidden</html>", { status: 403 });
  vi.useFakeTimers();
  for (const odd of [page, cut, foreign, refused]) {
    const stored = new StoredAnswer();
    const room = saver();
    const states: string[] = [];
    room.subscribe(() => states.push(room.view().state.kind));
    serve(stored, odd, (answer) => answer);
    room.edit("q1", { text: "one" });
    const flushed = room.flush(5_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await flushed, odd.name).toBe(true);
    expect(states, odd.name).toContain("failed");
    expect(stored.revision, "the first was stored, the second is its own next one").toBe(2);
    expect(room.view().unsaved).toBe(0);
    room.close();
  }
});

test("work that this device does not keep is told as such until it is kept, or saved", async () => {
  let isFull = true;
  const store = { ...keeping, write: async () => !isFull };
  const room = saver(undefined, store);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  room.edit("q1", { text: "one" });
  await room.flush(1_000);
  expect(room.view().state).toEqual({ kind: "unkept" });
  isFull = false;
  room.edit("q1", { text: "one two" });
  await expect.poll(() => room.view().state.kind).toBe("offline");
  isFull = true;
  room.edit("q1", { text: "one two three" });
  await expect.poll(() => room.view().state.kind).toBe("unkept");
  serve(new StoredAnswer());
  expect(await room.flush(5_000)).toBe(true);
  expect(room.view().unsaved).toBe(0);
  room.close();
});

test("a browser's clock that is put back by hours holds no save up", async () => {
  vi.useFakeTimers();
  const stored = new StoredAnswer();
  serve(stored);
  const room = saver();
  room.edit("q1", { text: "one" });
  vi.setSystemTime(Date.now() - 2 * 3_600_000);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(stored.content).toEqual({ text: "one" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  room.edit("q1", { text: "two" });
  await vi.advanceTimersByTimeAsync(1_500);
  vi.setSystemTime(Date.now() - 2 * 3_600_000);
  serve(stored);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(stored.content).toEqual({ text: "two" });
  room.close();
});
