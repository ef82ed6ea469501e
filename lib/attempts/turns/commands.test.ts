import { expect, test } from "vitest";
import { inTurn, type Turn } from "./commands.ts";

/** Saves of one person at once, each of which ends when it is told to. */
function burst(count: number) {
  const ends: (() => void)[] = [];
  const turns: Turn[] = [];
  const saves = Array.from({ length: count }, () =>
    inTurn("one", (turn) => {
      turns.push(turn);
      return new Promise<string>((resolve) => ends.push(() => resolve("saved")));
    }),
  );
  return { saves: Promise.allSettled(saves), ends, turns };
}

test("of one person's burst two are at work, some wait, the rest is refused at once; others are not held up", async () => {
  const { saves, ends, turns } = burst(80);
  expect(turns).toHaveLength(2);
  expect(await inTurn("another", async ({ alone }) => alone)).toBe(true);
  for (let done = 0; done < 62; done++) {
    ends[done]?.();
    await new Promise(setImmediate);
    expect(turns.length).toBe(Math.min(62, done + 3));
  }
  const settled = await saves;
  expect(settled.filter((one) => one.status === "fulfilled")).toHaveLength(62);
  const refused = settled.find((one) => one.status === "rejected");
  expect(refused?.reason).toMatchObject({ code: "throttled", retryAfterSeconds: 1 });
  expect(turns.some((turn) => turn.alone)).toBe(false);
});

test("a save after the burst is alone again, and one that fails gives its place up", async () => {
  await expect(inTurn("one", async () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await inTurn("one", async ({ alone }) => alone)).toBe(true);
});
