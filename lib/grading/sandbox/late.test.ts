import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { afterWhatIsHeard } from "./late.ts";

test("what ended in time is heard before its own timer, however late this process looks", async () => {
  const program = spawn("/bin/sh", ["-c", "read line; echo ended"]);
  const first = new Promise<string>((resolve) => {
    const callOff = afterWhatIsHeard(300, () => resolve("timer"));
    program.stdout.once("data", () => {
      callOff();
      resolve("end");
    });
  });
  program.stdin.write("go\n");
  const until = performance.now() + 1000;
  while (performance.now() < until);
  expect(await first).toBe("end");
});

test("what does not end meets its timer", async () => {
  await new Promise<void>((resolve) => afterWhatIsHeard(5, resolve));
  let fired = false;
  afterWhatIsHeard(5, () => {
    fired = true;
  })();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(fired).toBe(false);
});
