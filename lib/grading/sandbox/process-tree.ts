import { readdirSync, readFileSync } from "node:fs";

/** What the kernel counts in, on every machine that Node runs on. */
const MS_A_TICK = 10;

/**
 * CPU time of a process and of all below it, in milliseconds: what ended and was waited for is in its parent's count. For
 * machines where no cgroup adds it up; null when the process is gone or the kernel names no children.
 */
export function cpuOfTree(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // utime, stime, and those of the children that were waited for: fields 14 to 17.
    const own = stat
      .slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks) * MS_A_TICK, 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").split(" ").filter(Boolean);
    return children.reduce((sum, child) => sum + (cpuOfTree(Number(child)) ?? 0), own);
  } catch {
    return null;
  }
}

/**
 * Memory that a process and all below it hold, in bytes: what several share is counted once. For machines where no cgroup
 * adds it up; what belongs to no process (files in /tmp, buffers of the kernel) is not in it.
 */
export function memoryOfTree(pid: number): number {
  const shares = readQuietly(`/proc/${pid}/smaps_rollup`).matchAll(/^Pss_(?:Anon|Shmem): +(\d+) kB$/gm);
  const own = [...shares].reduce((sum, [, kib]) => sum + Number(kib) * 1024, 0);
  return childrenOf(pid).reduce((sum, child) => sum + memoryOfTree(child), own);
}

/** Whichever of its threads started them. */
function childrenOf(pid: number): number[] {
  return threadsOf(pid).flatMap((thread) =>
    readQuietly(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** Empty when it is gone, or closed to us. */
function readQuietly(path: string): string {
  try {
    return readFileSync(path, "latin1");
  } catch {
    return "";
  }
}
