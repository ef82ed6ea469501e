import { expect, test } from "vitest";
import { PaceByKey } from "./pace.ts";

test("so many may come at once, then one for each step of the window; each key for itself", () => {
  const pace = new PaceByKey({ capacity: 3, windowSeconds: 30 });
  expect([1, 2, 3, 4].map(() => pace.take("a", 1, 1_000))).toEqual([0, 0, 0, 10]);
  expect(pace.take("b", 1, 1_000)).toBe(0);
  expect(pace.take("a", 1, 10_500)).toBe(1);
  expect(pace.take("a", 1, 11_000)).toBe(0);
  expect([1, 2, 3, 4].map(() => pace.take("a", 1, 90_000))).toEqual([0, 0, 0, 10]);
  expect([2, 2, 1].map((weight) => pace.take("c", weight, 90_000))).toEqual([0, 10, 0]);
});
