import { constants, readdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { isOwnerAlive, OWNER } from "./owner.ts";

/** One lane's accounting: processes join once, their children are born in it. Reads are microseconds. */
export type LaneCgroup = {
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
  /** Kills everything in it, and what that forks meanwhile. */
  kill(): void;
  remove(): void;
};

export type CgroupDriver = {
  kind: "cgroup v1" | "cgroup v2";
  memory: boolean;
  processes: boolean;
  cpu: boolean;
  openLane(name: string): LaneCgroup;
};

/** Why there are no cgroups, in a sentence with what to do. */
export type CgroupAbsence = { kind: "none"; reason: string };

/** What a lane's group is called: with whose it is, so that a later start knows what nobody owns any more. */
export function groupName(lane: string): string {
  return `assay-${OWNER}-${lane}`;
}

/** Removes groups that a killed judge left behind, with what may still live in them. */
export function sweepStale(parent: string): void {
  let names: string[];
  try {
    names = readdirSync(parent);
  } catch {
    return;
  }
  for (const name of names) {
    const owner = /^assay-([^-]+)-/.exec(name)?.[1];
    if (!owner || isOwnerAlive(owner)) continue;
    for (const pid of readPids(`${parent}/${name}/cgroup.procs`)) killQuietly(pid);
    removeGroup(`${parent}/${name}`);
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

export function killQuietly(pid: number): void {
  if (pid <= 1) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}

/** @returns whether there is such a file, and it took the value. */
export function writeIfThere(path: string, value: string): boolean {
  try {
    writeFileSync(path, value, { flag: constants.O_WRONLY as unknown as string });
    return true;
  } catch {
    return false;
  }
}

/** A fork bomb outruns a list of pids, unless a freezer holds it still. */
const ROUNDS = 20;

/** Kills what is in a group, round by round, until a look finds nothing that was not there before. */
export function killAll(pids: () => number[]): void {
  const seen = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const fresh = pids().filter((pid) => !seen.has(pid));
    if (fresh.length === 0) return;
    for (const pid of fresh) {
      seen.add(pid);
      killQuietly(pid);
    }
  }
}
