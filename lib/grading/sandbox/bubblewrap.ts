import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { type BoxGround, boxArguments } from "./box-command.ts";
import { openCgroups } from "./cgroup.ts";
import type { CgroupAbsence, CgroupDriver } from "./cgroup-files.ts";
import { findGround, findTool, isOpenToOthers, toolVersion } from "./runtimes.ts";
import { assembleFilter, filterArch } from "./seccomp.ts";
import { Slot } from "./slot.ts";
import {
  type JobSpec,
  type LimitsInForce,
  type PreparedJob,
  type RunResult,
  type RunSpec,
  type Sandbox,
  SandboxFailure,
} from "./types.ts";

/** Slot uids: between the ranges that Debian and systemd hand out, so no account has them. */
const FIRST_SLOT_UID = 60_710;

export type BubblewrapOptions = {
  /** Boxes that may run at once. */
  slots: number;
  /** For tests of the degraded mode. */
  cgroups?: CgroupDriver | CgroupAbsence;
};

/** @throws SandboxFailure naming the missing tool and the command that brings it. */
export async function openBubblewrap(options: BubblewrapOptions): Promise<BubblewrapSandbox> {
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
  const work = makeWorkDirectory();
  const filter = `${work}/deny.bpf`;
  writeFileSync(filter, assembleFilter(arch), { mode: 0o444 });
  return new BubblewrapSandbox({
    ...options,
    cgroups: options.cgroups ?? openCgroups(),
    version,
    ground,
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

export class BubblewrapSandbox implements Sandbox {
  readonly driver = "bubblewrap";
  readonly version: string;
  readonly limits: LimitsInForce;
  /** A folder open to the slots' uids, for runtimes that stand behind closed doors. */
  readonly lent: string;
  readonly #ground: BoxGround;
  readonly #work: string;
  readonly #slots: Slot[];
  readonly #idle: Slot[];
  readonly #waiting: { interactive: ((slot: Slot) => void)[]; batch: ((slot: Slot) => void)[] } = {
    interactive: [],
    batch: [],
  };
  readonly #onExit = () => this.#removeAll();
  #jobs = 0;
  #closed = false;

  constructor(options: Required<BubblewrapOptions> & Found) {
    const { cgroups, ground, tools, work, filter } = options;
    this.version = options.version;
    const has = cgroups.kind === "none" ? { memory: false, processes: false, cpu: false } : cgroups;
    this.#ground = ground;
    this.#work = work;
    this.lent = `${work}/lent`;
    this.limits = describeLimits(cgroups);
    for (const folder of ["jobs", "slots", "lent"]) openFolder(`${work}/${folder}`);
    this.#slots = Array.from({ length: options.slots }, (_, index) => {
      return new Slot({
        directory: `${work}/slots/${index}`,
        uid: isRoot() ? FIRST_SLOT_UID + index : null,
        // The work folder's random part keeps two sandboxes of one process apart.
        cgroup:
          cgroups.kind === "none" ? null : cgroups.openSlot(`${basename(work).split("-").at(-1)}-${index}`),
        has,
        filter,
        tools,
      });
    });
    this.#idle = [...this.#slots];
    process.once("exit", this.#onExit);
  }

  async prepare(spec: JobSpec): Promise<PreparedJob> {
    if (this.#closed) throw new SandboxFailure("the sandbox is closed");
    const directory = `${this.#work}/jobs/${++this.#jobs}`;
    openFolder(directory);
    chmodSync(directory, 0o755);
    for (const file of spec.files) {
      if (!/^[A-Za-z0-9_][\w.-]*$/.test(file.name))
        throw new SandboxFailure(`bad file name ${JSON.stringify(file.name)}`);
      writeFileSync(`${directory}/${file.name}`, file.content, { mode: file.executable ? 0o555 : 0o444 });
    }
    const box = boxArguments(this.#ground, directory, spec.mounts);
    return {
      run: (run) => this.#runInSlot(box, run),
      dispose: () => rm(directory, { recursive: true, force: true }).catch(() => {}),
    };
  }

  async #runInSlot(box: string, run: RunSpec): Promise<RunResult> {
    const slot = await this.#take(run.priority ?? "batch");
    try {
      return await slot.run({ box, ...run });
    } catch (error) {
      throw error instanceof SandboxFailure
        ? error
        : new SandboxFailure((error as Error).message, { cause: error });
    } finally {
      this.#give(slot);
    }
  }

  #take(priority: "interactive" | "batch"): Promise<Slot> {
    const slot = this.#idle.pop();
    if (slot) return Promise.resolve(slot);
    return new Promise((resolve) => this.#waiting[priority].push(resolve));
  }

  #give(slot: Slot): void {
    const next = this.#waiting.interactive.shift() ?? this.#waiting.batch.shift();
    if (next) next(slot);
    else this.#idle.push(slot);
  }

  async close(): Promise<void> {
    this.#closed = true;
    process.off("exit", this.#onExit);
    await Promise.all(this.#slots.map((slot) => slot.close()));
    await rm(this.#work, { recursive: true, force: true });
  }

  #removeAll(): void {
    this.#closed = true;
    for (const slot of this.#slots) slot.remove();
    rmSync(this.#work, { recursive: true, force: true });
  }
}

function describeLimits(cgroups: CgroupDriver | CgroupAbsence): LimitsInForce {
  const always = { output: "kernel file size limit", network: "none in the box" };
  if (cgroups.kind === "none") {
    return {
      ...always,
      cpu: "per process (rlimit), and the wall clock",
      memory: `per process (address space or heap flag): ${cgroups.reason}`,
      processes: "per box (rlimit)",
      degraded: true,
    };
  }
  return {
    ...always,
    cpu: cgroups.cpu ? `whole box (${cgroups.kind})` : "per process (rlimit), and the wall clock",
    memory: cgroups.memory ? `whole box (${cgroups.kind})` : "per process (address space or heap flag)",
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

function makeWorkDirectory(): string {
  const base = isRoot() && !isOpenToOthers(tmpdir()) ? "/tmp" : tmpdir();
  for (const name of readdirSync(base)) {
    const owner = /^assay-judge-(\d+)-/.exec(name)?.[1];
    if (!owner || isRunning(Number(owner))) continue;
    try {
      rmSync(`${base}/${name}`, { recursive: true, force: true });
    } catch {
      // Another user's: theirs to clear.
    }
  }
  const work = mkdtempSync(`${base}/assay-judge-${process.pid}-`);
  chmodSync(work, 0o711);
  return work;
}

function openFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
