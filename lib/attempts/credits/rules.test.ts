import { expect, test } from "vitest";
import { JUDGE_GRACE_SECONDS, judgeWait, MAX_JUDGE_WAIT_SECONDS } from "./rules.ts";

const createdAt = new Date("2026-03-14T12:00:00.000Z");
const after = (seconds: number) => new Date(createdAt.getTime() + seconds * 1000);
const waiting = { createdAt, startedAt: null, finishedAt: null, failed: false };

test("a run that begins within the grace costs nothing", () => {
  const run = { ...waiting, startedAt: after(JUDGE_GRACE_SECONDS), finishedAt: after(60) };
  expect(judgeWait(run, after(60))).toBeNull();
});

test("a run that waited longer is given back from the press to the beginning", () => {
  const run = { ...waiting, startedAt: after(45), finishedAt: after(50) };
  expect(judgeWait(run, after(50))).toEqual({ fromAt: createdAt, toAt: after(45) });
});

test("a run that still waits is given back up to now, and no more than the limit", () => {
  expect(judgeWait(waiting, after(9))).toBeNull();
  expect(judgeWait(waiting, after(61))).toEqual({ fromAt: createdAt, toAt: after(61) });
  expect(judgeWait(waiting, after(9_000))?.toAt).toEqual(after(MAX_JUDGE_WAIT_SECONDS));
});

test("a run that the judge failed at is given back as a whole, however quick it was", () => {
  const run = { ...waiting, startedAt: after(1), finishedAt: after(7), failed: true };
  expect(judgeWait(run, after(7))).toEqual({ fromAt: createdAt, toAt: after(7) });
});
