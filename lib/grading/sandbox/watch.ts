import { availableParallelism } from "node:os";
import { afterWhatIsHeard } from "./late.ts";
import type { Ending, Limits } from "./types.ts";

/** The longest between two looks at what a box has used. */
const LOOK_MS = 50;
/** The shortest: a program at its limit is looked at this often. */
const SHORTEST_MS = 5;
const CORES = availableParallelism();

/**
 * Calls `kill` when a limit of a running box is reached. CPU time can grow by no more than the machine's cores do, so a
 * short program is never looked at, and one near its limit is stopped within milliseconds.
 * @returns the function that ends the watch.
 */
export function watchLimits(
  limits: Limits,
  used: { cpuMs: () => number; outOfMemory: () => boolean },
  kill: (why: Ending) => void,
): () => void {
  const offWall = afterWhatIsHeard(limits.wallMs, () => kill("wall_limit"));
  let next: NodeJS.Timeout | undefined;
  const lookAfter = (leftMs: number) => {
    next = setTimeout(look, Math.max(SHORTEST_MS, Math.min(LOOK_MS, leftMs / CORES)));
  };
  const look = () => {
    if (used.outOfMemory()) return kill("memory_limit");
    const left = limits.cpuMs - used.cpuMs();
    if (left < 0) return kill("cpu_limit");
    lookAfter(left);
  };
  lookAfter(limits.cpuMs);
  return () => {
    offWall();
    clearTimeout(next);
  };
}
