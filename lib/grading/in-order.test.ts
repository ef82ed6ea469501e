import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

/** Works for as many turns of the event loop as the item says. */
function worker() {
  const log = { now: 0, most: 0, begun: [] as number[] };
  const work = async (turns: number) => {
    log.begun.push(turns);
    log.most = Math.max(log.most, ++log.now);
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    log.now--;
    return turns;
  };
  return { log, work };
}

test("results come in the order of the items, and no more are worked at than allowed", async () => {
  const { log, work } = worker();
  const items = [9, 1, 5, 1, 1, 7, 1, 1];
  const taken: [number, number][] = [];
  await inOrder(items, 3, work, async (result, index) => taken.push([index, result]) > 0);
  expect(taken).toEqual([...items.entries()]);
  expect(log.most).toBe(3);
});

test("one slow item holds none of the others up", async () => {
  const { log, work } = worker();
  let begunAtFirst = 0;
  await inOrder([20, 1, 1, 1, 1, 1], 2, work, async (_, index) => {
    if (index === 0) begunAtFirst = log.begun.length;
    return true;
  });
  expect(begunAtFirst).toBe(6);
});

test("what was begun is over when it stops, and what comes after is not told", async () => {
  const { log, work } = worker();
  const taken: number[] = [];
  await inOrder([1, 5, 30, 1, 1, 1], 2, work, async (_, index) => {
    taken.push(index);
    return index < 1;
  });
  expect(taken).toEqual([0, 1]);
  expect(log.now).toBe(0);
  expect(log.begun.length).toBeLessThan(6);
});

test("a failure stops it and reaches the caller once nothing is going on", async () => {
  const { log, work } = worker();
  const failing = inOrder([1, 30, 1, 1], 2, work, async () => Promise.reject(new Error("enough")));
  await expect(failing).rejects.toThrow("enough");
  expect(log.now).toBe(0);
  expect(log.begun.length).toBeLessThan(4);
});
