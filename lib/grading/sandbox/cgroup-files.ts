import { readdirSync, readFileSync, rmdirSync } from "node:fs";

/** One slot's accounting: processes join once, their children are born in it. Reads are microseconds. */
export type SlotCgroup = {
  join(pid: number): void;
  /** Sets the limits and forgets the last run's peak. */
  arm(limits: { memoryBytes: number; processes: number }): void;
  /** CPU used since `arm`, in milliseconds; null where no cpu controller answers. */
  cpuMs(): number | null;
  /** Peak memory since `arm` in bytes; null where the kernel does not tell. */
  peakBytes(): number | null;
  /** True when the kernel killed something here for memory since `arm`. */
  outOfMemory(): boolean;
  /** Processes in it now, as this process numbers them. */
  pids(): number[];
  remove(): void;
};

export type CgroupDriver = {
  kind: "cgroup v1" | "cgroup v2";
  memory: boolean;
  processes: boolean;
  cpu: boolean;
  openSlot(name: string): SlotCgroup;
};

/** Why there are no cgroups, in a sentence with what to do. */
export type CgroupAbsence = { kind: "none"; reason: string };

/** Removes groups that a killed judge left behind: the name carries the pid of its owner. */
export function sweepStale(parent: string): void {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return;
  }
  for (const name of names) {
    const pid = /^assay-(\d+)-/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) removeGroup(`${parent}/${name}`);
  }
}

export function removeGroup(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Busy or already gone: the next start's sweep tries again.
  }
}

export function readNumber(path: string): number | null {
  try {
    const value = Number.parseInt(readFileSync(path, "utf8"), 10);
    return Number.isFinite(value) ? value : null;
  } catch {
    return null;
  }
}

/** The value of `key N` in a flat keyed file such as memory.events. */
export function readKeyed(path: string, key: string): number | null {
  try {
    const found = new RegExp(`^${key} (\\d+)$`, "m").exec(readFileSync(path, "utf8"))?.[1];
    return found === undefined ? null : Number(found);
  } catch {
    return null;
  }
}

export function readPids(path: string): number[] {
  try {
    return readFileSync(path, "utf8").split("\n").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
