import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handIn } from "./hand-in.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", () => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const NOON = Date.parse("2026-03-14T12:00:00.000Z");
const iso = (secondsAfterNoon: number) => new Date(NOON + secondsAfterNoon * 1000).toISOString();

const handedIn = { submittedAt: iso(1), receipt: { id: "receipt" } };
const clockAt = (now: number, deadline = 0) => ({
  state: "in_progress",
  serverNow: iso(now),
  deadlineAt: iso(deadline),
});

/** The server's answers, one after the other: a status and a body; of `null` no answer at all. */
function serverWith(answers: ([number, object] | null)[]) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push([init.method, path.split("/").at(-1), init.body].filter(Boolean).join(" "));
    const answer = answers.shift();
    if (!answer) throw new TypeError("no connection");
    return Response.json(answer[1], { status: answer[0] });
  });
  return asked;
}

type Request = Parameters<typeof handIn>[0];

async function end(request: Partial<Request> = {}) {
  const ended = handIn({
    attemptId: "attempt",
    byClock: true,
    flush: async () => true,
    writesElsewhere: () => false,
    onPhase: () => undefined,
    ...request,
  });
  await vi.runAllTimersAsync();
  return ended;
}

const BY_CLOCK = 'POST submit {"byClock":true}';

test("when its clock ends the room hands in at once", async () => {
  const asked = serverWith([
    [200, clockAt(0)],
    [200, handedIn],
  ]);
  expect(await end()).toEqual({ done: true });
  expect(asked).toEqual(["GET clock", BY_CLOCK]);
});

test("where an outage gave time back the room goes on with it, however the first calls after it fare", async () => {
  const time = clockAt(5 * 60, 20 * 60);
  const asked = serverWith([
    null,
    [429, { code: "throttled", detail: "" }],
    [503, { code: "unavailable", detail: "" }],
    [200, clockAt(5 * 60)],
    [425, { code: "too_early", detail: "There is more time. Go on." }],
    [200, time],
  ]);
  expect(await end()).toEqual({ clock: time });
  expect(asked).toEqual([...Array(4).fill("GET clock"), BY_CLOCK, "GET clock"]);
});

test("a press is told as one, and a refusal ends it", async () => {
  const refused = { code: "unauthenticated", detail: "Your session has ended." };
  const asked = serverWith([[401, refused]]);
  expect(await end({ byClock: false })).toEqual({ refusal: refused });
  expect(asked).toEqual(['POST submit {"byClock":false}']);
});

test("a tab that only reads waits for the one that writes, and hands in itself only when the grace is over", async () => {
  const asked = serverWith([
    [200, clockAt(0)],
    [200, clockAt(3)],
    [200, { ...clockAt(4), state: "submitted" }],
  ]);
  expect(await end({ writesElsewhere: () => true })).toEqual({ done: true });
  expect(asked).toEqual(["GET clock", "GET clock", "GET clock"]);

  const later = serverWith([
    [200, clockAt(28)],
    [200, clockAt(31)],
    [200, handedIn],
  ]);
  expect(await end({ writesElsewhere: () => true })).toEqual({ done: true });
  expect(later).toEqual(["GET clock", "GET clock", BY_CLOCK]);
});

test("what is still unsent at the end has the whole grace, and is handed in as soon as it is saved", async () => {
  const settled = [false, false, true];
  const asked = serverWith([
    [200, clockAt(12)],
    [200, clockAt(27)],
    [200, clockAt(29)],
    [200, handedIn],
  ]);
  expect(await end({ flush: async () => settled.shift() ?? true })).toEqual({ done: true });
  expect(asked).toEqual(["GET clock", "GET clock", "GET clock", BY_CLOCK]);
});
