import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync, writeSync } from "node:fs";
import {
  type CgroupAbsence,
  type CgroupDriver,
  groupName,
  killAll,
  type LaneCgroup,
  readKeyed,
  readNumber,
  readPids,
  removeGroup,
  sweepStale,
  writeIfThere,
} from "./cgroup-files.ts";

const WANTED = ["memory", "pids", "cpu"] as const;
/** Where the processes of our own group go: v2 lets only leaves hold processes. */
const HOST_LEAF = "assay.host";

/** The unified hierarchy. Groups are made below this process's own, or below its parent once it was moved to a leaf. */
export function openCgroupV2(own: string, root: string): CgroupDriver | CgroupAbsence {
  const path = /^0::(.*)$/m.exec(own)?.[1];
  if (path === undefined) return { kind: "none", reason: "this machine has no cgroup v2" };
  const base = `${root}${path.replace(new RegExp(`/${HOST_LEAF}$`), "").replace(/^\/$/, "")}`;
  // Counted in every group, with no controller at all; where it is not, this is no cgroup v2.
  if (readKeyed(`${base}/cpu.stat`, "usage_usec") === null)
    return { kind: "none", reason: "this machine has no cgroup v2" };
  const wanted = WANTED.filter((controller) => readWords(`${base}/cgroup.controllers`).includes(controller));
  try {
    enable(base, wanted);
    sweepStale(base);
    const probe = `${base}/${groupName("probe")}`;
    mkdirSync(probe, { recursive: true });
    removeGroup(probe);
  } catch {
    return {
      kind: "none",
      reason:
        "cgroup v2 is not delegated here: run as root, or `systemd-run --user --scope -p Delegate=yes npm start`",
    };
  }
  const on = readWords(`${base}/cgroup.subtree_control`);
  return {
    kind: "cgroup v2",
    memory: on.includes("memory"),
    processes: on.includes("pids"),
    cpu: true,
    openLane: (name) => openLane(`${base}/${groupName(name)}`),
  };
}

function enable(base: string, controllers: readonly string[]): void {
  const on = readWords(`${base}/cgroup.subtree_control`);
  const missing = controllers.filter((controller) => !on.includes(controller));
  if (missing.length === 0) return;
  const order = missing.map((controller) => `+${controller}`).join(" ");
  try {
    writeFileSync(`${base}/cgroup.subtree_control`, order);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
    moveToLeaf(base);
    writeFileSync(`${base}/cgroup.subtree_control`, order);
  }
}

function moveToLeaf(base: string): void {
  mkdirSync(`${base}/${HOST_LEAF}`, { recursive: true });
  for (const pid of readPids(`${base}/cgroup.procs`)) {
    try {
      writeFileSync(`${base}/${HOST_LEAF}/cgroup.procs`, String(pid));
    } catch {
      // Gone meanwhile; if it is not, enabling the controllers fails and says so.
    }
  }
}

function openLane(group: string): LaneCgroup {
  mkdirSync(group, { recursive: true });
  // An older kernel lacks some of these files: their limits are then not in force, and nothing claims they are.
  writeIfThere(`${group}/memory.swap.max`, "0");
  const pids = () => readPids(`${group}/cgroup.procs`);
  const peak = openPeak(group);
  let base = { cpuUs: 0, oomKills: 0, memory: 0, lifetimePeak: 0 };
  return {
    join: (pid) => writeFileSync(`${group}/cgroup.procs`, String(pid)),
    arm(limits) {
      writeIfThere(`${group}/memory.max`, String(limits.memoryBytes));
      writeIfThere(`${group}/pids.max`, String(limits.processes));
      peak.reset();
      base = {
        cpuUs: readKeyed(`${group}/cpu.stat`, "usage_usec") ?? 0,
        oomKills: readKeyed(`${group}/memory.events`, "oom_kill") ?? 0,
        memory: readNumber(`${group}/memory.current`) ?? 0,
        lifetimePeak: peak.read() ?? 0,
      };
    },
    cpuMs() {
      const usage = readKeyed(`${group}/cpu.stat`, "usage_usec");
      return usage === null ? null : (usage - base.cpuUs) / 1000;
    },
    peakBytes() {
      const now = peak.read();
      if (now === null) return null;
      // Without a reset (before Linux 6.12) the mark tells only when this run raised it.
      if (!peak.resettable && now <= base.lifetimePeak) return null;
      return Math.max(0, now - base.memory);
    },
    outOfMemory: () => (readKeyed(`${group}/memory.events`, "oom_kill") ?? 0) > base.oomKills,
    pids,
    kill() {
      if (writeIfThere(`${group}/cgroup.kill`, "1")) return;
      // Before Linux 5.14: hold it still, then one by one; a frozen process dies all the same.
      writeIfThere(`${group}/cgroup.freeze`, "1");
      killAll(pids);
      writeIfThere(`${group}/cgroup.freeze`, "0");
    },
    remove() {
      peak.close();
      removeGroup(group);
    },
  };
}

type Peak = { resettable: boolean; reset(): void; read(): number | null; close(): void };

/** Since Linux 6.12 a write to memory.peak resets it, for readers of that same descriptor. */
function openPeak(group: string): Peak {
  let fd: number;
  try {
    fd = openSync(`${group}/memory.peak`, "r+");
    writeSync(fd, "reset");
  } catch {
    return { resettable: false, reset() {}, read: () => readNumber(`${group}/memory.peak`), close() {} };
  }
  const buffer = Buffer.alloc(32);
  return {
    resettable: true,
    reset: () => void writeSync(fd, "reset"),
    read: () => Number.parseInt(buffer.toString("latin1", 0, readSync(fd, buffer, 0, 32, 0)), 10),
    close: () => closeSync(fd),
  };
}

function readWords(path: string): string[] {
  try {
    return readFileSync(path, "utf8").trim().split(/\s+/).filter(Boolean);
  } catch {
    return [];
  }
}
