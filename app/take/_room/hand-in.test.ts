import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { handIn } from "./hand-in.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
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
const tooEarly = { code: "too_early", detail: "There is more time. Go on." };

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

async function end(byClock = true) {
  const ended = handIn({ attemptId: "attempt", byClock, flush: async () => true, onPhase: () => undefined });
  await vi.runAllTimersAsync();
  return ended;
}

const BY_CLOCK = 'POST submit {"byClock":true}';

test("when its clock ends the room hands in with one call", async () => {
  const asked = serverWith([[200, handedIn]]);
  expect(await end()).toEqual({ done: true });
  expect(asked).toEqual([BY_CLOCK]);
});

test("where an outage gave time back the room goes on with it, however the first calls after it fare", async () => {
  const time = clockAt(5 * 60, 20 * 60);
  const asked = serverWith([
    null,
    [503, { code: "unavailable", detail: "" }],
    [425, tooEarly],
    [429, { code: "throttled", detail: "" }],
    [425, tooEarly],
    [200, time],
  ]);
  expect(await end()).toEqual({ clock: time });
  expect(asked).toEqual([BY_CLOCK, BY_CLOCK, BY_CLOCK, "GET clock", BY_CLOCK, "GET clock"]);
});

test("a press is told as one, and a refusal ends it", async () => {
  const refused = { code: "unauthenticated", detail: "Your session has ended." };
  const asked = serverWith([[401, refused]]);
  expect(await end(false)).toEqual({ refusal: refused });
  expect(asked).toEqual(['POST submit {"byClock":false}']);
});
