import { afterEach, expect, test, vi } from "vitest";
import { Saver } from "./saver.ts";

afterEach(() => vi.unstubAllGlobals());

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

function saver() {
  const none = () => undefined;
  return new Saver({
    attemptId: "attempt",
    answers: { q1: null, q2: null, q3: null },
    store: { read: async () => [], write: none },
    onClock: none,
    onClosed: none,
    onSignedOut: none,
    onRecorded: none,
    onReplaced: none,
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
