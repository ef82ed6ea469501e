import { expect, test } from "vitest";
import { clockNow } from "./kept-room.ts";

const MINUTE_MS = 60_000;
const word = { deadlineAt: "2026-03-14T13:00:00.000Z", serverNow: "2026-03-14T12:00:00.000Z" };

test("the clock of a kept page goes on from the server's last word, by however much the device's clock is wrong", () => {
  for (const wrong of [-10 * MINUTE_MS, 0, 10 * MINUTE_MS, 365 * 24 * 60 * MINUTE_MS]) {
    const at = Date.parse(word.serverNow) + wrong;
    expect(clockNow({ ...word, at }, at + 7 * MINUTE_MS)).toEqual({
      deadlineAt: word.deadlineAt,
      serverNow: "2026-03-14T12:07:00.000Z",
      guess: true,
    });
  }
});

test("a device's clock that was put back gives no time away below the last word", () => {
  const at = Date.parse(word.serverNow);
  expect(clockNow({ ...word, at }, at - 5 * MINUTE_MS).serverNow).toBe(word.serverNow);
});
