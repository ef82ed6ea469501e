import { expect, test } from "vitest";
import type { Span } from "../rules.ts";
import { addFault, FAULT_RETRY_SECONDS, faultSpans, lostTo, MAX_FAULT_SECONDS, shareId } from "./rules.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 14, 12) + seconds * 1000);
const span = (from: number, to: number) => ({ fromAt: at(from), toAt: at(to) });

const rowsOf = (...faults: Span[]) => faults.reduce<Span[]>(addFault, []);

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
  const row = rowsOf(span(0, 0), span(5, 5), span(15, 15), span(25, 25));
  expect(faultSpans(row, at(35), 0)).toEqual([span(0, 35)]);
  expect(faultSpans(row, at(400), 0)).toEqual([span(0, 25 + FAULT_RETRY_SECONDS)]);
  const apart = rowsOf(span(0, 0), span(3_600, 3_600));
  expect(faultSpans(apart, at(3_601), 0)).toEqual([span(0, FAULT_RETRY_SECONDS), span(3_600, 3_601)]);
});

test("several saves that fail at the same moment are one failure, as long as the candidate could not save", () => {
  const together = rowsOf(span(0, 8), span(0, 8), span(0.5, 8.5), span(0, 2));
  expect(faultSpans(together, at(20), 0)).toEqual([span(0, 20)]);
  expect(faultSpans(together, at(400), 0)).toEqual([span(0, 8.5 + FAULT_RETRY_SECONDS)]);
  // One that reached us later and was saved: from then on they could.
  expect(faultSpans(together, at(3), 0)).toEqual([span(0, 3)]);
  expect(faultSpans(together, at(-1), 0)).toEqual([]);
});

test("failures that nobody follows up do not pile up", () => {
  const many = Array.from({ length: 500 }, (_, index) => span(index * 60, index * 60));
  const rows = rowsOf(...many);
  expect(rows.length * FAULT_RETRY_SECONDS).toBe(MAX_FAULT_SECONDS);
  const given = faultSpans(rows, at(500 * 60), 0);
  expect(given.reduce((sum, { fromAt, toAt }) => sum + toAt.getTime() - fromAt.getTime(), 0)).toBe(600_000);
});

test("failed saves give back so much in one attempt and no more", () => {
  const long = [span(0, 5_000)];
  expect(faultSpans(long, at(6_000), 0)).toEqual([span(0, MAX_FAULT_SECONDS)]);
  expect(faultSpans(long, at(6_000), MAX_FAULT_SECONDS - 10)).toEqual([span(0, 10)]);
  expect(faultSpans(long, at(6_000), MAX_FAULT_SECONDS)).toEqual([]);
});
