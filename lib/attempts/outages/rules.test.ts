import { expect, test } from "vitest";
import { addFault, faultSpans, lostTo, MAX_FAULT_SECONDS, shareId } from "./rules.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 14, 12) + seconds * 1000);
const span = (from: number, to: number) => ({ fromAt: at(from), toAt: at(to) });

test("an outage takes from an attempt what of it lay after the start, and nothing after the deadline", () => {
  const attempt = { startedAt: at(0), deadlineAt: at(100) };
  expect(lostTo(attempt, span(10, 40))).toEqual(span(10, 40));
  expect(lostTo(attempt, span(-20, 40))).toEqual(span(0, 40));
  expect(lostTo(attempt, span(-20, 0))).toBeNull();
  expect(lostTo(attempt, span(100, 140))).toBeNull();
  // Two seconds were left when it began, so two are left when it ends.
  expect(lostTo(attempt, span(98, 140))).toEqual(span(98, 140));
});

test("an attempt's share in an outage has one id, an id of its own", () => {
  expect(shareId("a", "b")).toBe(shareId("a", "b"));
  expect(new Set([shareId("a", "b"), shareId("a", "c"), shareId("c", "b")]).size).toBe(3);
  expect(shareId("a", "b")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test("a row of failed saves is given back up to the good one; silence between failures is not", () => {
  const row = [0, 5, 15, 25].reduce(
    (spans, second) => addFault(spans, at(second)),
    [] as ReturnType<typeof addFault>,
  );
  expect(faultSpans(row, at(35), 0)).toEqual([span(0, 35)]);
  expect(faultSpans(row, at(400), 0)).toEqual([span(0, 25)]);
  const apart = addFault(addFault([], at(0)), at(3_600));
  expect(faultSpans(apart, at(3_601), 0)).toEqual([span(3_600, 3_601)]);
});

test("failed saves give back so much in one attempt and no more", () => {
  const long = [span(0, 5_000)];
  expect(faultSpans(long, at(6_000), 0)).toEqual([span(0, MAX_FAULT_SECONDS)]);
  expect(faultSpans(long, at(6_000), MAX_FAULT_SECONDS - 10)).toEqual([span(0, 10)]);
  expect(faultSpans(long, at(6_000), MAX_FAULT_SECONDS)).toEqual([]);
});
