import { expect, test } from "vitest";
import { emptyHours, HOURS, hoursCsv, latencyFinding, startOfHours } from "./rules.ts";

const START = startOfHours(new Date("2026-03-14T12:40:00Z"));

test("24 full hours are shown, the running one last", () => {
  expect(START.toISOString()).toBe("2026-03-13T13:00:00.000Z");
  expect(emptyHours(START).at(-1)?.start.toISOString()).toBe("2026-03-14T12:00:00.000Z");
});

test("the sentence over the chart of times says how long the slowest hour took", () => {
  const hours = emptyHours(START);
  expect(latencyFinding(hours, 800)).toContain("No look-up was put");
  const [empty] = hours;
  if (empty) {
    hours[0] = {
      ...empty,
      confirmed: 7,
      unconfirmed: 2,
      denied: 1,
      timeouts: 2,
      timed: 9,
      p50: 84,
      p95: 790,
    };
  }
  expect(latencyFinding(hours, 800)).toMatch(/^9 look-ups .* 790 ms or less.* 2 look-ups ran out of time/);
});

test("the numbers behind them are one line an hour, an hour without a time left empty", () => {
  const lines = hoursCsv(emptyHours(START)).trimEnd().split("\r\n");
  expect(lines).toHaveLength(HOURS + 1);
  expect(lines[1]).toBe("2026-03-13T13:00:00.000Z,0,0,0,0,0,,");
});
