import { expect, test } from "vitest";
import { readyLine } from "./box-command.ts";
import { Doorman } from "./doorman.ts";
import { findTool } from "./runtimes.ts";

function tool(name: string): string {
  const path = findTool(name);
  if (!path) throw new Error(`${name} is missing`);
  return path;
}

test("what a box was saying when it ended does not spoil the word of the next one", async () => {
  const lines: string[] = [];
  const heard: string[] = [];
  const tools = { prlimit: tool("prlimit"), setpriv: tool("setpriv"), sh: tool("sh") };
  const doorman = new Doorman(tools, null, {
    line: (line) => lines.push(line),
    boxLine: (line) => heard.push(line),
    gone: () => {},
  });
  doorman.say('printf "x first 0 and then" >&4; echo ended >&3\n');
  await expect.poll(() => lines, { timeout: 5_000 }).toEqual(["ended"]);
  doorman.say(`(exec ${tools.sh}) <&4 &\n`);
  doorman.sayToBox(readyLine("second"));
  await expect.poll(() => heard, { timeout: 5_000 }).toContain("r second");
  doorman.kill();
  await doorman.ended();
});
