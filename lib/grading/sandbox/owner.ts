import { readFileSync } from "node:fs";

/**
 * Whose the folders and groups of this process are: its pid, and when it started, because pids come again (in a
 * container the worker may have the same one at every start).
 */
export const OWNER = `${process.pid}.${startOf(process.pid) ?? 0}`;

/** True while the process lives that left this mark. */
export function isOwnerAlive(owner: string): boolean {
  const [pid, start] = owner.split(".");
  return startOf(Number(pid)) === (start ?? "");
}

/** Clock ticks since boot, by the 22nd field; null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
