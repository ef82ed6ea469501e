import { describe, expect, test } from "vitest";
import {
  FAILED_RUNS,
  failureSpan,
  JUDGE_GRACE_SECONDS,
  judgeWait,
  MAX_JUDGE_WAIT_SECONDS,
  MAX_JUDGE_WAIT_SHARE,
  withinShare,
} from "./rules.ts";

const createdAt = new Date("2026-03-14T12:00:00.000Z");
const after = (seconds: number) => new Date(createdAt.getTime() + seconds * 1000);
const waiting = { createdAt, startedAt: null };

test("a run that begins within the grace costs nothing", () => {
  const run = { ...waiting, startedAt: after(JUDGE_GRACE_SECONDS) };
  expect(judgeWait(run, after(60))).toBeNull();
});

test("a run that waited longer is given back from the press to the beginning", () => {
  const run = { ...waiting, startedAt: after(45) };
  expect(judgeWait(run, after(50))).toEqual({ fromAt: createdAt, toAt: after(45) });
});

test("a run that still waits is given back up to now, and no more than the limit", () => {
  expect(judgeWait(waiting, after(9))).toBeNull();
  expect(judgeWait(waiting, after(61))).toEqual({ fromAt: createdAt, toAt: after(61) });
  expect(judgeWait(waiting, after(9_000))?.toAt).toEqual(after(MAX_JUDGE_WAIT_SECONDS));
});

test("behind one's own run one waits for oneself", () => {
  const run = { ...waiting, startedAt: after(45) };
  expect(judgeWait({ ...run, ownUntil: after(40) }, after(50))).toBeNull();
  expect(judgeWait({ ...run, ownUntil: after(20) }, after(50))).toEqual({
    fromAt: after(20),
    toAt: after(45),
  });
});

test("waits add up to a quarter of the time at most, and what overlaps counts once", () => {
  const bound = 400 * MAX_JUDGE_WAIT_SHARE;
  const wait = (from: number, to: number) => ({ fromAt: after(from), toAt: after(to) });
  expect(withinShare(wait(0, 60), [], 400)).toEqual(wait(0, 60));
  expect(withinShare(wait(0, 300), [], 400)).toEqual(wait(0, bound));
  expect(withinShare(wait(200, 260), [wait(0, 80)], 400)).toEqual(wait(200, 220));
  // Twenty seconds are left: they begin where the other wait ends.
  expect(withinShare(wait(50, 150), [wait(0, 80)], 400)).toEqual(wait(50, 100));
  expect(withinShare(wait(20, 70), [wait(0, 80)], 400)).toEqual(wait(20, 70));
  expect(withinShare(wait(200, 260), [wait(0, 60), wait(50, 100)], 400)).toBeNull();
});

describe("a run that the judge failed at", () => {
  const HOUR = 3_600;
  const failed = { createdAt, finishedAt: after(7) };
  const other = { sameQuestion: true, sameSource: false, seconds: 10 };

  test("is given back as a whole, and never more than its bound", () => {
    expect(failureSpan(failed, [], HOUR, after(7))).toEqual({ fromAt: createdAt, toAt: after(7) });
    const slow = { createdAt, finishedAt: after(250) };
    expect(failureSpan(slow, [], HOUR, after(250))?.toAt).toEqual(after(FAILED_RUNS.maxSeconds));
  });

  test("is worth nothing the second time with the same source, and nothing after two of one question", () => {
    expect(failureSpan(failed, [{ ...other, sameSource: true }], HOUR, after(7))).toBeNull();
    expect(failureSpan(failed, [other], HOUR, after(7))).not.toBeNull();
    expect(failureSpan(failed, [other, other], HOUR, after(7))).toBeNull();
    const elsewhere = { ...other, sameQuestion: false };
    expect(failureSpan(failed, [elsewhere, elsewhere], HOUR, after(7))).not.toBeNull();
  });

  test("adds up to a tenth of the time at most, whatever is sent", () => {
    const spent = [{ sameQuestion: false, sameSource: false, seconds: HOUR / 10 - 3 }];
    expect(failureSpan(failed, spent, HOUR, after(7))?.toAt).toEqual(after(3));
    expect(failureSpan(failed, [{ ...other, seconds: HOUR / 10 }], HOUR, after(7))).toBeNull();
  });
});
