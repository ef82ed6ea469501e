import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { basename } from "node:path";
import type { Language } from "../languages/types.ts";
import type { BoxGround } from "./box-command.ts";
import { openCgroups } from "./cgroup.ts";
import type { CgroupAbsence, CgroupDriver } from "./cgroup-files.ts";
import { Lane } from "./lane.ts";
import type { LaneKind } from "./lane-options.ts";
import { heard } from "./lane-run.ts";
import { makePipes, overTalked, type Pair, takeBoth } from "./pair.ts";
import { Pool } from "./pool.ts";
import { findGround, findTool, toolVersion } from "./runtimes.ts";
import { assembleFilter, filterArch } from "./seccomp.ts";
import { findRuntime, type Runtime } from "./toolchains.ts";
import { Turns } from "./turns.ts";
import {
  type JobSpec,
  type LimitsInForce,
  type Mount,
  type PairResult,
  type PreparedJob,
  type RunResult,
  type RunSpec,
  type Sandbox,
  SandboxFailure,
  SCRATCH_BYTES,
  type Together,
} from "./types.ts";
import { isRoot, lockShell, makeWorkFolder, openFolder } from "./work-folder.ts";

/** Lane uids: between the ranges that Debian and systemd hand out, so no account has them. */
export const FIRST_LANE_UID = 60_710;
/** One box is being made, or is ending, beside each that runs. */
const LANES_A_SLOT = 2;

export type BubblewrapOptions = {
  /** Boxes that may run at once. */
  slots: number;
  /** For tests of the degraded mode. */
  cgroups?: CgroupDriver | CgroupAbsence;
};

/** @throws SandboxFailure naming the missing tool and the command that brings it. */
export async function openBubblewrap(options: BubblewrapOptions): Promise<Sandbox> {
  const arch = filterArch(process.arch);
  if (!arch) throw new SandboxFailure(`there is no seccomp filter for ${process.arch}`);
  const bwrap = requireTool("bwrap", "bubblewrap");
  const tools = {
    prlimit: requireTool("prlimit", "util-linux"),
    setpriv: requireTool("setpriv", "util-linux"),
    sh: requireTool("sh", "dash"),
  };
  const ground = await findGround(bwrap);
  const version = await toolVersion(bwrap);
  const work = makeWorkFolder();
  const filter = `${work}/deny.bpf`;
  writeFileSync(filter, assembleFilter(arch), { mode: 0o444 });
  const mounts = ground.mounts.map((mount) =>
    mount.box === "/usr/bin/sh" ? { ...mount, host: lockShell(mount.host, work) } : mount,
  );
  return new BubblewrapSandbox({
    ...options,
    cgroups: options.cgroups ?? openCgroups(),
    version,
    ground: { ...ground, mounts },
    tools,
    work,
    filter,
  });
}

type Found = {
  version: string;
  ground: BoxGround;
  tools: { prlimit: string; setpriv: string; sh: string };
  work: string;
  filter: string;
};

/** What was laid down for a prepared job: its folder on the host, and what its boxes are made of. */
type Job = { folder: string; mounts: readonly Mount[] };

class BubblewrapSandbox implements Sandbox {
  readonly driver = "bubblewrap";
  readonly version: string;
  readonly limits: LimitsInForce;
  readonly slots: number;
  readonly #work: string;
  readonly #lanes: Lane[];
  readonly #pool: Pool;
  readonly #turns: Turns;
  readonly #jobs = new WeakMap<PreparedJob, Job>();
  readonly #onExit = () => this.#removeAll();
  #made = 0;
  #closed = false;

  constructor(options: Required<BubblewrapOptions> & Found) {
    const { cgroups, work } = options;
    this.version = options.version;
    this.slots = options.slots;
    this.#work = work;
    this.limits = describeLimits(cgroups);
    for (const folder of ["jobs", "lanes", "lent"]) openFolder(`${work}/${folder}`);
    this.#lanes = Array.from({ length: options.slots * LANES_A_SLOT }, (_, index) =>
      this.#openLane(options, index),
    );
    this.#pool = new Pool(this.#lanes);
    this.#turns = new Turns(options.slots);
    process.once("exit", this.#onExit);
  }

  #openLane({ cgroups, ...found }: Required<BubblewrapOptions> & Found, index: number): Lane {
    const isNone = cgroups.kind === "none";
    return new Lane({
      ...found,
      directory: `${found.work}/lanes/${index}`,
      uid: isRoot() ? FIRST_LANE_UID + index : null,
      // The work folder's random part keeps two sandboxes of one process apart.
      cgroup: isNone ? null : cgroups.openLane(`${basename(found.work).split("-").at(-1)}-${index}`),
      has: isNone ? { memory: false, processes: false, cpu: false } : cgroups,
      changed: () => this.#pool.match(),
    });
  }

  findRuntime(language: Language, kept: string): Promise<Runtime | { why: string }> {
    return findRuntime(language, { lent: `${this.#work}/lent`, kept, forOthers: isRoot() });
  }

  async prepare(spec: JobSpec): Promise<PreparedJob> {
    if (this.#closed) throw new SandboxFailure("the sandbox is closed");
    const folder = `${this.#work}/jobs/${++this.#made}`;
    openFolder(folder);
    chmodSync(folder, 0o700);
    for (const file of spec.files) {
      if (!/^[A-Za-z0-9_][\w.-]*$/.test(file.name))
        throw new SandboxFailure(`bad file name ${JSON.stringify(file.name)}`);
      writeFileSync(`${folder}/${file.name}`, file.content, { mode: file.executable ? 0o555 : 0o444 });
    }
    const job: PreparedJob = {
      run: (run) => heard((again) => this.#run(job, run, again)),
      dispose: () => rm(folder, { recursive: true, force: true }).catch(() => {}),
    };
    this.#jobs.set(job, { folder, mounts: spec.mounts });
    return job;
  }

  #jobOf(prepared: PreparedJob): Job {
    const job = this.#jobs.get(prepared);
    if (!job) throw new SandboxFailure("the job was prepared in another sandbox");
    return job;
  }

  #kindOf({ mounts }: Job, { limits }: Pick<RunSpec, "limits">): LaneKind {
    return this.#pool.kindOf({ mounts, scratchBytes: limits.scratchBytes ?? SCRATCH_BYTES });
  }

  async #run(prepared: PreparedJob, run: RunSpec, again: boolean): Promise<RunResult> {
    const job = this.#jobOf(prepared);
    const kind = this.#kindOf(job, run);
    this.#pool.expect(kind, 1);
    const end = await this.#turns.take(run.priority ?? "batch", job);
    this.#pool.expect(kind, -1);
    try {
      const lane = await this.#pool.take(kind);
      return await lane.run(run, job.folder, again);
    } finally {
      end();
    }
  }

  /** The two share one turn, and there are two lanes to every turn: a pair never waits for its other half. */
  runTogether(a: Together, b: Together): Promise<PairResult> {
    return heard((again) => this.#runPair(a, b, again));
  }

  async #runPair(a: Together, b: Together, again: boolean): Promise<PairResult> {
    const jobs: Pair<Job> = { a: this.#jobOf(a.job), b: this.#jobOf(b.job) };
    const end = await this.#turns.take(a.run.priority ?? "batch", jobs.a);
    let pipes: Awaited<ReturnType<typeof makePipes>> | undefined;
    let meter: ReturnType<NonNullable<typeof pipes>["meter"]> | undefined;
    try {
      pipes = await makePipes(`${this.#work}/jobs/${++this.#made}`);
      meter = pipes.meter(a.run.limits.outputBytes);
      const [laneA, laneB] = await takeBoth(this.#pool, {
        a: { ...this.#kindOf(jobs.a, a.run), pipes: pipes.a },
        b: { ...this.#kindOf(jobs.b, b.run), pipes: pipes.b },
      });
      const ended: ("a" | "b")[] = [];
      const stdin = new Uint8Array();
      const [resultA, resultB] = await Promise.all([
        laneA.run({ ...a.run, stdin }, jobs.a.folder, again).finally(() => ended.push("a")),
        laneB.run({ ...b.run, stdin }, jobs.b.folder, again).finally(() => ended.push("b")),
      ]);
      return { a: overTalked(resultA, await meter.flooded()), b: resultB, first: ended[0] ?? "a" };
    } finally {
      meter?.stop();
      await pipes?.remove();
      end();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    process.off("exit", this.#onExit);
    this.#pool.close();
    await Promise.all(this.#lanes.map((lane) => lane.close()));
    await rm(this.#work, { recursive: true, force: true });
  }

  #removeAll(): void {
    this.#closed = true;
    this.#pool.close();
    for (const lane of this.#lanes) lane.remove();
    rmSync(this.#work, { recursive: true, force: true });
  }
}

const SAMPLED_MEMORY = "per process (address space or heap flag), and its processes' sum, looked at";

function describeLimits(cgroups: CgroupDriver | CgroupAbsence): LimitsInForce {
  const always = { output: "kernel file size limit", network: "none in the box" };
  if (cgroups.kind === "none") {
    return {
      ...always,
      cpu: "whole box (its processes' clocks, looked at)",
      memory: `${SAMPLED_MEMORY}: ${cgroups.reason}`,
      processes: "per box (rlimit)",
      degraded: true,
    };
  }
  return {
    ...always,
    cpu: cgroups.cpu ? `whole box (${cgroups.kind})` : "whole box (its processes' clocks, looked at)",
    memory: cgroups.memory ? `whole box (${cgroups.kind})` : SAMPLED_MEMORY,
    processes: cgroups.processes ? `whole box (${cgroups.kind})` : "per box (rlimit)",
    degraded: !(cgroups.cpu && cgroups.memory && cgroups.processes),
  };
}

function requireTool(name: string, packageName: string): string {
  const path = findTool(name);
  if (!path)
    throw new SandboxFailure(
      `${name} is missing: apt install ${packageName} (or your system's package of that name)`,
    );
  return path;
}
