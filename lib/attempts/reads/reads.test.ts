import { expect, test } from "vitest";
import { DomainError } from "#lib/platform/errors.ts";
import { asOneOfFewPolls, hadSurplus, inCallersTurn, takePage } from "./commands.ts";

/** Work that ends when it is told to. */
function held() {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => ended.then(() => "answered"), end: () => end() };
}

const outcome = (call: Promise<string>) =>
  call.catch((error: unknown) => (error instanceof DomainError ? error.code : String(error)));

test("of three hundred calls of one person few are at work, the surplus is told to wait; others go on", async () => {
  const { work, end } = held();
  let atWork = 0;
  const calls = Array.from({ length: 300 }, () =>
    outcome(
      inCallersTurn("one", () => {
        atWork += 1;
        return work();
      }),
    ),
  );
  expect(await inCallersTurn("other", async () => "answered")).toBe("answered");
  expect(atWork).toBe(4);
  expect([hadSurplus("one"), hadSurplus("other")]).toEqual([true, false]);
  end();
  const answers = await Promise.all(calls);
  expect(answers.filter((answer) => answer === "answered")).toHaveLength(20);
  expect(answers.filter((answer) => answer === "throttled")).toHaveLength(280);
});

test("four tabs that are reloaded, poll and follow two runs each meet no limit", async () => {
  const { work, end } = held();
  const tabs = [1, 2, 3, 4];
  const polls = [...tabs, ...tabs].map(() => outcome(asOneOfFewPolls("tabs", work)));
  const calls = [...tabs, ...tabs, ...tabs].map(() => outcome(inCallersTurn("tabs", work)));
  expect([...tabs, ...tabs, ...tabs].map(() => takePage("tabs"))).toEqual(Array(12).fill(0));
  end();
  expect(new Set(await Promise.all([...polls, ...calls]))).toEqual(new Set(["answered"]));
  expect(hadSurplus("tabs")).toBe(false);
});

test("pages in a loop are told when to come again", () => {
  const waits = Array.from({ length: 60 }, () => takePage("loop"));
  expect(waits.slice(0, 12)).toEqual(Array(12).fill(0));
  expect(waits.at(-1)).toBe(1);
  expect(hadSurplus("loop")).toBe(true);
});

test("a call that fails by itself is no surplus", async () => {
  await expect(inCallersTurn("failing", () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  expect(hadSurplus("failing")).toBe(false);
});
