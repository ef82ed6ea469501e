import { expect, test } from "vitest";
import { type Priority, Turns } from "./turns.ts";

/** Runs them all on `slots`, each taking one step. @returns the order in which they began. */
async function order(slots: number, asked: [Priority, string][]): Promise<string[]> {
  const turns = new Turns(slots);
  const begun: string[] = [];
  await Promise.all(
    asked.map(async ([priority, owner]) => {
      const end = await turns.take(priority, owner);
      begun.push(owner);
      await new Promise(setImmediate);
      end();
    }),
  );
  return begun;
}

test("owners take turns, however many tests one of them has", async () => {
  const asked = [..."aaaaaabbc"].map((owner) => ["batch", owner] as [Priority, string]);
  expect((await order(1, asked)).join("")).toBe("aabcabaaa");
});

test("who waits at Run goes before grading", async () => {
  const asked: [Priority, string][] = [
    ["batch", "grading"],
    ["batch", "grading"],
    ["interactive", "run"],
    ["interactive", "run"],
  ];
  expect(await order(1, asked)).toEqual(["grading", "run", "run", "grading"]);
});

test("no more run at once than there are slots, and an ended turn ends once", async () => {
  const turns = new Turns(2);
  const [first] = await Promise.all([turns.take("batch", 1), turns.take("batch", 2)]);
  let third = false;
  let fourth = false;
  const waiting = turns.take("batch", 3).then((end) => {
    third = true;
    return end;
  });
  void turns.take("batch", 4).then(() => {
    fourth = true;
  });
  first();
  first();
  await waiting;
  await new Promise(setImmediate);
  expect({ third, fourth }).toEqual({ third: true, fourth: false });
});

test("the tests of a press on Run follow its check at once, though a grading waits", async () => {
  const turns = new Turns(1);
  const begun: string[] = [];
  const take = async (priority: Priority, name: string) => {
    const end = await turns.take(priority, name);
    begun.push(name);
    return end;
  };
  const check = await take("interactive", "check");
  const grading = take("batch", "grading");
  check();
  (await take("interactive", "its test"))();
  (await grading)();
  expect(begun).toEqual(["check", "its test", "grading"]);
});
