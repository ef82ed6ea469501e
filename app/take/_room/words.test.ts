import { expect, test } from "vitest";
import { before } from "#app/_words/en/before.ts";
import { wordsOf } from "#app/_words/message.ts";
import { timePlan } from "#lib/attempts/rules.ts";
import { asksWords, planWords, untilWords } from "./words.ts";

const t = wordsOf(before, "en");

test("the time is told with what it is made of", () => {
  expect(planWords(timePlan(40, 1.5), t)).toBe("60\u00a0min (40 + 50\u00a0%)");
  expect(planWords(timePlan(90, 1), t)).toBe("90\u00a0min");
});

test("how long there is to start", () => {
  const from = new Date("2026-03-18T12:00:00Z");
  const after = (hours: number) => new Date(from.getTime() + hours * 3_600_000);
  expect([80, 47, 3, 1.5, 0.5].map((hours) => untilWords(from, after(hours), t))).toEqual([
    "in 3 days",
    "in 47 hours",
    "in 3 hours",
    "in 1 hour",
    "in less than an hour",
  ]);
});

test("what is asked, without naming what is not", () => {
  expect(asksWords({ sql: 0, code: 2, choice: 1, short: 0, text: 0, file: 0 }, t)).toBe(
    "2 coding questions and 1 choice question",
  );
});
