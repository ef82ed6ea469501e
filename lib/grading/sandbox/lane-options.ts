import type { BoxFiles, BoxGround, BoxKind } from "./box-command.ts";
import type { LaneCgroup } from "./cgroup-files.ts";
import type { DoormanTools } from "./doorman.ts";

export type LaneOptions = {
  directory: string;
  /** The lane's own uid when we are root; null: everything runs as this user. */
  uid: number | null;
  cgroup: LaneCgroup | null;
  /** Which limits the cgroup holds; the rest falls back to rlimits. */
  has: { memory: boolean; processes: boolean; cpu: boolean };
  ground: BoxGround;
  filter: string;
  tools: DoormanTools;
  /** Something may be done now that could not be before. */
  changed: () => void;
};

/** What a box is made for. `pipes` stand in for its input and output: it is one of a pair. */
export type LaneKind = BoxKind & {
  key: string;
  pipes?: Pick<BoxFiles, "stdin" | "stdout"> & { outputFirst: boolean };
};
