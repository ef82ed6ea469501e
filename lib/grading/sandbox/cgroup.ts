import { readFileSync } from "node:fs";
import type { CgroupAbsence, CgroupDriver } from "./cgroup-files.ts";
import { openCgroupV1 } from "./cgroup-v1.ts";
import { openCgroupV2 } from "./cgroup-v2.ts";

/** Finds what this process may use; tried by really making a group, never by guessing from uids. */
export function openCgroups(
  procCgroup = "/proc/self/cgroup",
  root = "/sys/fs/cgroup",
): CgroupDriver | CgroupAbsence {
  let own: string;
  try {
    own = readFileSync(procCgroup, "utf8");
  } catch {
    return { kind: "none", reason: "this machine has no cgroups" };
  }
  const v2 = openCgroupV2(own, root);
  if (v2.kind !== "none" && v2.memory) return v2;
  const v1 = openCgroupV1(own, root);
  if (v1.kind !== "none") return v1;
  // Without controllers it still counts CPU time, and kills at one word.
  if (v2.kind !== "none") return v2;
  // Whichever hierarchy this machine really uses explains itself.
  return /:memory:|[:,]memory[,:]/.test(own) ? v1 : v2;
}
