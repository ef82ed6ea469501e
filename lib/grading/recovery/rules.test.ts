import { expect, test } from "vitest";
import { afterCrash, MAX_CRASHES, type Stray, strayOf } from "./rules.ts";

const held: Stray = { state: "running", job: "active", takenSeconds: 60, present: true };

test.each<[string, Partial<Stray>, ReturnType<typeof strayOf>]>([
  ["a live worker has it", {}, null],
  ["it waits on the queue", { state: "queued", job: "created", takenSeconds: null, present: false }, null],
  ["a failed try waits for its next", { job: "retry", takenSeconds: null, present: false }, null],
  ["there is no job of it", { job: null, takenSeconds: null }, "no_job"],
  ["its worker is gone", { present: false }, "dead_worker"],
  ["its worker has just taken it, the one before is gone", { present: false, takenSeconds: 0.2 }, null],
  ["it was taken and never claimed", { state: "queued", present: false }, "dead_worker"],
  ["it was taken a moment ago", { state: "queued", present: false, takenSeconds: 1 }, null],
])("a submission is stray or not: %s", (_case, facts, expected) => {
  expect(strayOf({ ...held, ...facts })).toBe(expected);
});

test("what workers keep dying over is given up; a job that was lost is not held against anybody", () => {
  expect(afterCrash(MAX_CRASHES - 1, "dead_worker")).toBe("queue_again");
  expect(afterCrash(MAX_CRASHES, "dead_worker")).toBe("give_up");
  expect(afterCrash(MAX_CRASHES, "no_job")).toBe("queue_again");
});
