import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBubblewrap } from "./bubblewrap.ts";
import { findGroups } from "./testing.ts";

/** A judge in a process of its own: one program loops in it with a child, one box stands ready. */
const judgeWith = (options: string) => `
import { openBubblewrap } from ${JSON.stringify(join(import.meta.dirname, "bubblewrap.ts"))};
const sandbox = await openBubblewrap({ slots: 1, ${options} });
const job = await sandbox.prepare({ files: [], mounts: [] });
const limits = { cpuMs: 60000, wallMs: 60000, memoryBytes: 67108864, outputBytes: 65536, processes: 16 };
const argv = ["/usr/bin/sh", "-c", "(while :; do :; done) & while :; do :; done"];
job.run({ argv, stdin: new Uint8Array(), limits });
setTimeout(() => console.log("running"), 500);
`;

/** Everything alive below a process, while it lives itself. */
function below(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
  return children.map(Number).flatMap((child) => [child, ...below(child)]);
}

function lives(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

test.each([
  ["with what this machine offers", ""],
  ["without cgroups", "cgroups: { kind: 'none', reason: 'switched off for the test' }"],
])(
  "a judge that is killed leaves no process, and the next one clears up after it: %s",
  async (_, options) => {
    const judge = spawn(process.execPath, ["--input-type=module-typescript", "-e", judgeWith(options)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = judge.pid ?? 0;
    await new Promise((resolve) => judge.stdout.once("data", resolve));
    const family = below(pid);
    // Two doormen; in one lane bwrap, the box's shell, the program and its child; in the other a box that waits.
    expect(family.length).toBeGreaterThanOrEqual(7);
    const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`assay-judge-${pid}.`));
    expect(left().length).toBe(1);

    judge.kill("SIGKILL");
    await expect.poll(() => family.filter(lives), { timeout: 5_000 }).toEqual([]);

    const next = await openBubblewrap({ slots: 1 });
    await next.close();
    expect(left()).toEqual([]);
    expect(findGroups(pid)).toEqual([]);
  },
);

test("a box whose shell falls silent is tried once more; then it is the program's doing", async () => {
  const sandbox = await openBubblewrap({ slots: 1 });
  const mark = `marked ${process.pid}`;
  const argv = ["/usr/bin/sh", "-c", `read word; while :; do :; done # ${mark}`];
  const limits = {
    cpuMs: 20_000,
    wallMs: 40_000,
    memoryBytes: 64 << 20,
    outputBytes: 65_536,
    processes: 16,
  };
  const job = await sandbox.prepare({ files: [], mounts: [] });
  const stdin = Buffer.from("line\n");
  const result = job.run({ argv, stdin, limits });
  const silenced = new Set<number>();
  while (silenced.size < 2) {
    await expect.poll(() => shellOf(mark, silenced), { timeout: 10_000 }).not.toBe(0);
    const pid = shellOf(mark, silenced);
    silenced.add(pid);
    process.kill(pid, "SIGKILL");
  }
  const { ending, exitCode } = await result;
  expect({ ending, exitCode }).toEqual({ ending: "exited", exitCode: 137 });
  await sandbox.close();
});

test("a judge that is closed while it makes boxes leaves none of them", async () => {
  for (let round = 0; round < 5; round++) {
    const sandbox = await openBubblewrap({ slots: 2, cgroups: { kind: "none", reason: "switched off" } });
    const job = await sandbox.prepare({ files: [], mounts: [] });
    const limits = {
      cpuMs: 5_000,
      wallMs: 5_000,
      memoryBytes: 64 << 20,
      outputBytes: 65_536,
      processes: 16,
    };
    await job.run({ argv: ["/usr/bin/sh", "-c", ":"], stdin: new Uint8Array(), limits });
    await sandbox.close();
  }
  await expect.poll(waitingShells, { timeout: 5_000 }).toEqual([]);
});

/** The box's shell that runs the program with this word in its arguments; 0: none, or one of those known. */
function shellOf(mark: string, known: ReadonlySet<number>): number {
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    try {
      const [, program] = readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0-c\0");
      const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1]);
      if (program?.includes(mark) && !known.has(parent)) return parent;
    } catch {
      // It ended while we looked.
    }
  }
  return 0;
}

/** Shells of boxes that lost those who made them. */
function waitingShells(): string[] {
  return readdirSync("/proc").filter((name) => {
    try {
      const status = readFileSync(`/proc/${name}/status`, "utf8");
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1]);
      return /^PPid:\s+1$/m.test(status) && /^Name:\s+sh$/m.test(status) && uid >= 60_710 && uid < 60_800;
    } catch {
      return false;
    }
  });
}
