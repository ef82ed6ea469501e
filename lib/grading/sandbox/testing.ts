import { type Dirent, existsSync, readdirSync, readFileSync } from "node:fs";

/* What the contract suite sees of the host, from outside the boxes. */

type Process = { pid: number; parent: number; command: string };

function processes(): Process[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const [, command = "", state = "", parent = "0"] =
        /^\d+ \((.*)\) (\S) (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, "utf8")) ?? [];
      return state === "Z" ? [] : [{ pid: Number(name), parent: Number(parent), command }];
    } catch {
      return [];
    }
  });
}

export function doormen(): number[] {
  return processes()
    .filter(({ parent, command }) => parent === process.pid && /^(sh|dash|bash)$/.test(command))
    .map(({ pid }) => pid);
}

/**
 * Live processes below a doorman, but for boxes that wait for a run: bwrap, and in it a shell without children. Between two
 * runs there may be none.
 */
export function strays(): string[] {
  const all = processes();
  const below = (pid: number) => all.filter(({ parent }) => parent === pid);
  return doormen().flatMap((doorman) =>
    below(doorman).flatMap((box) => {
      const inside = below(box.pid);
      const waits = inside.every(({ pid, command }) => command === "sh" && below(pid).length === 0);
      return box.command === "bwrap" && waits ? [] : [`${box.pid} ${box.command}`];
    }),
  );
}

export function findGroups(judge = process.pid): string[] {
  const found: string[] = [];
  const walk = (path: string, depth: number) => {
    for (const entry of listQuietly(path)) {
      if (!entry.isDirectory()) continue;
      if (entry.name.startsWith(`assay-${judge}.`)) found.push(`${path}/${entry.name}`);
      else if (depth > 0) walk(`${path}/${entry.name}`, depth - 1);
    }
  };
  if (existsSync("/sys/fs/cgroup")) walk("/sys/fs/cgroup", 3);
  return found;
}

/** Other judges' groups come and go while we look. */
function listQuietly(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
