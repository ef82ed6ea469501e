import { type ChildProcess, spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openCgroups } from "./cgroup.ts";
import type { CgroupAbsence, CgroupDriver } from "./cgroup-files.ts";
import { openCgroupV1 } from "./cgroup-v1.ts";
import { openCgroupV2 } from "./cgroup-v2.ts";

const own = readFileSync("/proc/self/cgroup", "utf8");
const REAL: [string, CgroupDriver | CgroupAbsence][] = [
  ["cgroup v1 of this machine", openCgroupV1(own, "/sys/fs/cgroup")],
  ["cgroup v2 of this machine", openCgroupV2(own, "/sys/fs/cgroup")],
  ["the cgroup v2 beside v1", openCgroupV2("0::/\n", "/sys/fs/cgroup/unified")],
];
const usable = REAL.flatMap(([name, driver]) => (driver.kind === "none" ? [] : [{ name, driver }]));

function ended(child: ChildProcess): Promise<string | number | null> {
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
}

describe.each(usable)("$name", ({ driver }) => {
  test("a process joins with its children, is counted, and all are killed at once", async () => {
    const lane = driver.openLane("test");
    const child = spawn("sh", ["-c", "read line; (while :; do :; done) & (while :; do :; done)"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    lane.join(child.pid ?? 0);
    lane.arm({ memoryBytes: 64 << 20, processes: 16 });
    child.stdin.write("\n");
    await expect.poll(() => lane.pids().length, { timeout: 5_000 }).toBeGreaterThan(2);
    if (driver.cpu) await expect.poll(() => lane.cpuMs(), { timeout: 5_000 }).toBeGreaterThan(20);
    if (driver.memory) expect(lane.peakBytes()).toBeGreaterThan(0);
    expect(lane.outOfMemory()).toBe(false);
    const end = ended(child);
    lane.kill();
    expect(await end).toBe("SIGKILL");
    await expect.poll(() => lane.pids()).toEqual([]);
    lane.remove();
  });

  test("what is armed again starts from nothing", async () => {
    const lane = driver.openLane("test");
    const child = spawn("sh", [
      "-c",
      "read a; i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done; echo; read b",
    ]);
    lane.join(child.pid ?? 0);
    lane.arm({ memoryBytes: 64 << 20, processes: 16 });
    const worked = new Promise((resolve) => child.stdout.once("data", resolve));
    child.stdin.write("\n");
    await worked;
    const before = lane.cpuMs() ?? 0;
    lane.arm({ memoryBytes: 64 << 20, processes: 16 });
    expect(lane.cpuMs() ?? 0).toBeLessThanOrEqual(before / 2);
    const end = ended(child);
    lane.kill();
    await end;
    await expect.poll(() => lane.pids()).toEqual([]);
    lane.remove();
  });
});

describe("cgroup v2 with its controllers, in a faked tree", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "assay-cgroup-"));
    mkdirSync(`${root}/us`);
    put("us", {
      "cgroup.controllers": "cpu io memory pids",
      "cgroup.subtree_control": "",
      "cpu.stat": "usage_usec 5",
    });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (group: string, files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(`${root}/${group}/${name}`, text);
  };
  const open = () => openCgroupV2("0::/us\n", root);

  test("asks for the controllers it needs, and says what is in force", () => {
    expect(open()).toMatchObject({ kind: "cgroup v2", memory: false, processes: false, cpu: true });
    expect(readFileSync(`${root}/us/cgroup.subtree_control`, "utf8")).toBe("+memory +pids +cpu");
    put("us", { "cgroup.subtree_control": "cpu memory pids" });
    expect(open()).toMatchObject({ kind: "cgroup v2", memory: true, processes: true, cpu: true });
  });

  test("sets limits, and counts from there", () => {
    put("us", { "cgroup.subtree_control": "cpu memory pids" });
    const driver = open();
    if (driver.kind === "none") throw new Error(driver.reason);
    const lane = driver.openLane("7");
    const group = `us/${readdirSync(`${root}/us`).find((name) => name.endsWith("-7"))}`;
    put(group, {
      "memory.max": "max",
      "pids.max": "max",
      "memory.current": "1000",
      "memory.peak": "5000",
      "memory.events": "low 0\noom 3\noom_kill 2\n",
      "cpu.stat": "usage_usec 40000\nuser_usec 1\n",
      "cgroup.procs": "",
    });
    lane.arm({ memoryBytes: 64 << 20, processes: 9 });
    expect(readFileSync(`${root}/${group}/memory.max`, "utf8")).toBe(String(64 << 20));
    expect(readFileSync(`${root}/${group}/pids.max`, "utf8")).toContain("9");
    expect([lane.cpuMs(), lane.outOfMemory()]).toEqual([0, false]);
    // A mark that an earlier run left says nothing of this one.
    expect(lane.peakBytes()).toBeNull();
    put(group, {
      "memory.peak": "9000",
      "memory.events": "oom_kill 3\n",
      "cpu.stat": "usage_usec 90000\n",
    });
    expect([lane.cpuMs(), lane.outOfMemory(), lane.peakBytes()]).toEqual([50, true, 8000]);
  });

  test("a group whose judge is gone is removed at the next start, a living one's is not", () => {
    mkdirSync(`${root}/us/assay-4194304.1-old-0`);
    mkdirSync(`${root}/us/assay-1.1-same-pid-other-start-0`);
    mkdirSync(`${root}/us/assay-host`);
    const driver = open();
    if (driver.kind !== "none") driver.openLane("alive");
    expect(open().kind).toBe("cgroup v2");
    const left = readdirSync(`${root}/us`).filter((name) => name.startsWith("assay-"));
    expect(left).toEqual(["assay-host", expect.stringMatching(/-alive$/)].sort());
  });
});

test("where there are no cgroups at all, it says why", () => {
  const none = openCgroups(join(tmpdir(), "no-such-file"), tmpdir());
  expect(none).toEqual({ kind: "none", reason: "this machine has no cgroups" });
  expect(openCgroupV2("5:memory:/\n", "/sys/fs/cgroup")).toMatchObject({ kind: "none" });
  expect(existsSync(join(tmpdir(), "no-such-file"))).toBe(false);
});
