import { expect, test } from "vitest";
import { alternate, quantile, summarise } from "./statistics.ts";

test("quantiles lie between neighbours, whatever the order", () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10], 0.95)).toBe(10);
  expect(quantile([1, 2, 3, 4, 5], 1)).toBe(5);
  expect(quantile([], 0.5)).toBeNaN();
});

test("equal durations have no spread", () => {
  expect(summarise([7, 7, 7])).toEqual({ count: 3, median: 7, p95: 7, spread: 0 });
});

test("pairs alternate in who begins, and none is begun when the time is up", async () => {
  const order: string[] = [];
  const work = (name: string) => async () => order.push(name);
  await alternate(3, 1_000, work("a"), work("b"));
  expect(order.join("")).toBe("abbaab");
  expect((await alternate(3, 0, work("a"), work("b"))).measured).toEqual([]);
});
