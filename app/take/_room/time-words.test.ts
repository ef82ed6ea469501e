import { expect, test } from "vitest";
import { creditNews } from "./credit-news.ts";
import { givenSeconds } from "./time-words.ts";

const wait = { kind: "judge_wait" as const, fromAt: "2026-03-14T12:00:00.000Z", seconds: 20 };
const outage = { kind: "outage" as const, fromAt: "2026-03-14T12:05:00.000Z", seconds: 45 };

test("what was given back is told once", () => {
  const first = creditNews([], [wait]);
  expect(first.news).toEqual([wait]);
  const second = creditNews(first.told, [wait, outage]);
  expect(second.news).toEqual([outage]);
  expect(creditNews(second.told, [wait, outage]).news).toEqual([]);
  expect(givenSeconds([wait, outage])).toBe(65);
});

test("a wait that goes on is told again once it has grown by half a minute, by what it grew", () => {
  const { told } = creditNews([], [wait]);
  const little = creditNews(told, [{ ...wait, seconds: 40 }]);
  expect(little.news).toEqual([]);
  expect(creditNews(little.told, [{ ...wait, seconds: 60 }]).news).toEqual([{ ...wait, seconds: 40 }]);
});
