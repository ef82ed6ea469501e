import { mkdirSync, writeFileSync } from "node:fs";
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

type Controller = "memory" | "pids" | "cpuacct" | "freezer";
const LIMITING = ["memory", "pids", "cpuacct"] as const;

/** Named hierarchies, one per controller; groups are made below the one this process is in. */
export function openCgroupV1(own: string, root: string): CgroupDriver | CgroupAbsence {
  const parents = new Map<Controller, string>();
  for (const controller of [...LIMITING, "freezer"] as const) {
    const parent = usableParent(own, root, controller);
    if (parent) parents.set(controller, parent);
  }
  if (!LIMITING.some((controller) => parents.has(controller))) {
    return {
      kind: "none",
      reason: "cgroups are not writable here (run as root, or under systemd with Delegate=yes)",
    };
  }
  return {
    kind: "cgroup v1",
    memory: parents.has("memory"),
    processes: parents.has("pids"),
    cpu: parents.has("cpuacct"),
    openLane: (name) => openLane(parents, name),
  };
}

function usableParent(own: string, root: string, controller: Controller): string | null {
  for (const line of own.split("\n")) {
    const [, names = "", path = "/"] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (!names.split(",").includes(controller)) continue;
    const below = path === "/" ? "" : path;
    for (const parent of [
      `${root}/${names}${below}`,
      `${root}/${controller}${below}`,
      `${root}/${controller}`,
    ]) {
      if (canMakeGroup(parent)) return parent;
    }
  }
  return null;
}

function canMakeGroup(parent: string): boolean {
  const probe = `${parent}/${groupName("probe")}`;
  try {
    sweepStale(parent);
    mkdirSync(probe);
    return readPids(`${probe}/cgroup.procs`).length === 0;
  } catch {
    return false;
  } finally {
    removeGroup(probe);
  }
}

function openLane(parents: Map<Controller, string>, name: string): LaneCgroup {
  const groups = new Map(
    [...parents].map(([controller, parent]) => [controller, `${parent}/${groupName(name)}`]),
  );
  for (const group of groups.values()) mkdirSync(group, { recursive: true });
  const memory = groups.get("memory");
  const processes = groups.get("pids");
  const cpu = groups.get("cpuacct");
  const any = memory ?? processes ?? cpu ?? "";
  const freezer = groups.get("freezer");
  const pids = () => readPids(`${any}/cgroup.procs`);
  let armed = { memoryBytes: 0, processes: 0 };
  let base = { cpuNs: 0, oomKills: 0, memory: 0 };
  return {
    join(pid) {
      for (const group of groups.values()) writeFileSync(`${group}/cgroup.procs`, String(pid));
    },
    arm(limits) {
      if (memory && limits.memoryBytes !== armed.memoryBytes) setMemory(memory, limits.memoryBytes);
      if (processes && limits.processes !== armed.processes)
        writeFileSync(`${processes}/pids.max`, String(limits.processes));
      armed = { ...limits };
      if (memory) writeFileSync(`${memory}/memory.max_usage_in_bytes`, "0");
      base = {
        cpuNs: cpu ? (readNumber(`${cpu}/cpuacct.usage`) ?? 0) : 0,
        oomKills: memory ? (readKeyed(`${memory}/memory.oom_control`, "oom_kill") ?? 0) : 0,
        memory: memory ? (readNumber(`${memory}/memory.usage_in_bytes`) ?? 0) : 0,
      };
    },
    cpuMs() {
      const usage = cpu ? readNumber(`${cpu}/cpuacct.usage`) : null;
      return usage === null ? null : (usage - base.cpuNs) / 1e6;
    },
    peakBytes() {
      const peak = memory ? readNumber(`${memory}/memory.max_usage_in_bytes`) : null;
      // What the lane held before (file cache of earlier runs, the doorman) is not this program's.
      return peak === null ? null : Math.max(0, peak - base.memory);
    },
    outOfMemory() {
      return (
        memory !== undefined && (readKeyed(`${memory}/memory.oom_control`, "oom_kill") ?? 0) > base.oomKills
      );
    },
    pids,
    kill() {
      // Held still it cannot fork faster than it is killed; the kills arrive when it thaws.
      if (freezer) writeIfThere(`${freezer}/freezer.state`, "FROZEN");
      killAll(pids);
      if (freezer) writeIfThere(`${freezer}/freezer.state`, "THAWED");
    },
    remove() {
      for (const group of groups.values()) removeGroup(group);
    },
  };
}

function setMemory(group: string, bytes: number): void {
  const plain = `${group}/memory.limit_in_bytes`;
  const withSwap = `${group}/memory.memsw.limit_in_bytes`;
  // The kernel wants memory ≤ memory + swap at every moment, so growing and shrinking go in opposite orders.
  for (const path of [withSwap, plain, withSwap]) {
    try {
      writeFileSync(path, String(bytes));
    } catch (error) {
      if (path === plain) throw error;
    }
  }
}
