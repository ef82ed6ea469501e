import { expect, test } from "vitest";
import { Slots, SlotsByKey } from "./slots.ts";

/** A piece of work that ends when it is told to. */
function held() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => done, end };
}

const busy = () => new Error("busy");

test("two work, one waits and takes the first free place, the fourth is refused at once", async () => {
  const slots = new Slots({ atWork: 2, waiting: 1 }, busy);
  const [first, second] = [held(), held()];
  const running = [slots.run(first.work), slots.run(second.work)];
  let hasBegun = false;
  const third = slots.run(async () => {
    hasBegun = true;
  });
  await expect(slots.run(async () => {})).rejects.toThrow("busy");
  expect(hasBegun).toBe(false);
  first.end();
  await third;
  expect(hasBegun).toBe(true);
  second.end();
  await Promise.all(running);
  expect(slots.isIdle).toBe(true);
});

test("work that fails gives its place up, and each key has places of its own", async () => {
  const slots = new SlotsByKey({ atWork: 1 }, busy);
  await expect(slots.run("a", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  const one = held();
  const running = slots.run("a", one.work);
  await expect(slots.run("a", async () => 1)).rejects.toThrow("busy");
  expect(await slots.run("b", async () => 2)).toBe(2);
  one.end();
  await running;
  expect(await slots.run("a", async () => 3)).toBe(3);
});
