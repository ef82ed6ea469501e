import { setTimeout as sleep } from "node:timers/promises";
import { runLine } from "./box-command.ts";
import type { SlotCgroup } from "./cgroup-files.ts";
import { Doorman, type DoormanTools } from "./doorman.ts";
import { SlotFiles } from "./slot-files.ts";
import { type Ending, type Limits, type RunResult, SandboxFailure } from "./types.ts";

export type SlotOptions = {
  directory: string;
  /** The slot's own uid when we are root; null: everything runs as this user. */
  uid: number | null;
  cgroup: SlotCgroup | null;
  /** Which limits the cgroup holds; the rest falls back to rlimits. */
  has: { memory: boolean; processes: boolean; cpu: boolean };
  filter: string;
  tools: DoormanTools;
};

export type SlotRun = {
  box: string;
  argv: readonly string[];
  stdin: Uint8Array;
  limits: Limits;
  result?: true;
};

/** How often CPU time and memory kills are looked at while a box runs. */
const WATCH_MS = 50;
/** A killed box is gone in a millisecond; past this the slot is thrown away. */
const KILL_GRACE_MS = 3000;
/** Standard error kept: enough for a traceback. */
const STDERR_KEPT = 64 * 1024;
/** bwrap's report is a few hundred bytes. */
const STATUS_KEPT = 4096;
/** Process places on top of the program's own: doorman, its fork, bwrap, the box's shell. */
const OWN_PROCESSES = 4;
/** Memory that the doorman and bwrap themselves use inside the slot's group. */
const OWN_BYTES = 2 * 1024 * 1024;

type Watched = { code: number; killedFor: Ending | null; wallMs: number; ticksMs: number };

/** One place where boxes run, one at a time. */
export class Slot {
  readonly #options: SlotOptions;
  readonly #files: SlotFiles;
  #doorman: Doorman | null = null;
  #onLine: ((line: string) => void) | null = null;
  #onGone: ((why: SandboxFailure) => void) | null = null;
  #closed = false;
  /** CPU time that the doorman's `times` had reached at the end of the last run. */
  #ticksBefore = 0;

  constructor(options: SlotOptions) {
    this.#options = options;
    this.#files = new SlotFiles(options.directory, options.uid);
  }

  /** @throws SandboxFailure when the judge failed, not the program. */
  async run(run: SlotRun): Promise<RunResult> {
    const doorman = this.#doorman ?? this.#start();
    const { cgroup, has, filter } = this.#options;
    this.#files.lay(run.stdin);
    cgroup?.arm({
      memoryBytes: run.limits.memoryBytes + OWN_BYTES,
      processes: run.limits.processes + OWN_PROCESSES,
    });
    const inForce = {
      countProcesses: !has.processes,
      capAddressSpace: !has.memory,
      tellTimes: !has.cpu,
    };
    const files = { ...this.#files.paths, filter };
    const line = runLine(run.box, run.argv, files, run.limits, inForce, run.result === true);
    return this.#collect(run.limits, await this.#watch(doorman, line, run.limits));
  }

  #start(): Doorman {
    if (this.#closed) throw new SandboxFailure("the sandbox is closed");
    const { tools, uid, cgroup } = this.#options;
    this.#ticksBefore = 0;
    const doorman = new Doorman(tools, uid, {
      line: (line) => this.#onLine?.(line),
      gone: (why) => {
        if (this.#doorman === doorman) this.#doorman = null;
        this.#onGone?.(new SandboxFailure(`the slot's doorman ended: ${why}`));
      },
    });
    this.#doorman = doorman;
    // Joined once, while it has nothing to do yet; every box is born in the group.
    if (doorman.pid !== undefined) cgroup?.join(doorman.pid);
    return doorman;
  }

  #watch(doorman: Doorman, line: string, limits: Limits): Promise<Watched> {
    const { cgroup } = this.#options;
    return new Promise((resolve, reject) => {
      const started = process.hrtime.bigint();
      const times: string[] = [];
      let killedFor: Ending | null = null;
      let outer = 0;
      let grace: NodeJS.Timeout | undefined;
      const kill = (why: Ending) => {
        if (killedFor) return;
        killedFor = why;
        this.#killBox(outer);
        grace = setTimeout(() => this.#discard(), KILL_GRACE_MS);
      };
      const wall = setTimeout(() => kill("wall_limit"), limits.wallMs);
      const watch = setInterval(() => {
        if (cgroup?.outOfMemory()) kill("memory_limit");
        else if ((cgroup?.cpuMs() ?? 0) > limits.cpuMs) kill("cpu_limit");
      }, WATCH_MS);
      const settle = () => {
        clearTimeout(wall);
        clearInterval(watch);
        clearTimeout(grace);
        this.#onLine = null;
        this.#onGone = null;
      };
      this.#onGone = (why) => {
        settle();
        reject(why);
      };
      this.#onLine = (text) => {
        if (text.startsWith("p ")) outer = Number(text.slice(2));
        else if (!text.startsWith("x ")) times.push(text);
        else {
          const wallMs = Number(process.hrtime.bigint() - started) / 1e6;
          settle();
          resolve({ code: Number(text.slice(2)), killedFor, wallMs, ticksMs: this.#ticks(times) });
        }
      };
      doorman.say(line);
    });
  }

  /** CPU time by the shell's own `times`: only processes that were waited for, in ticks of 10 ms. */
  #ticks(times: readonly string[]): number {
    const total = [...(times.at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, match) => sum + Number(match[1]) * 60_000 + Number(match[2]) * 1000,
      0,
    );
    const spent = total - this.#ticksBefore;
    this.#ticksBefore = total;
    return spent;
  }

  /** Ends pid 1 of the box, and with it, by the kernel's word, everything inside. */
  #killBox(outer: number): void {
    const status = this.#files.read("status", STATUS_KEPT).toString("latin1");
    const inner = Number(/"child-pid": (\d+)/.exec(status)?.[1] ?? 0);
    killQuietly(inner || outer);
  }

  #collect(limits: Limits, watched: Watched): RunResult {
    const { cgroup, has } = this.#options;
    const files = this.#files;
    const outOfMemory = cgroup?.outOfMemory() ?? false;
    const cpuMs = (has.cpu ? cgroup?.cpuMs() : null) ?? watched.ticksMs;
    const peak = cgroup?.peakBytes() ?? null;
    const stderr = files.read("stderr", STDERR_KEPT);
    // bwrap reports the exit code of what it started; without a report nothing of the candidate's ever ran.
    const ran = files.read("status", STATUS_KEPT).includes('"exit-code"');
    if (!ran && !watched.killedFor && !outOfMemory) {
      const said = stderr.toString("utf8", 0, 500).trim();
      throw new SandboxFailure(`the box did not start: ${said || `exit ${watched.code}`}`);
    }
    this.#sweep();
    const flooded = (["stdout", "stderr", "result"] as const).some(
      (stream) => files.size(stream) > limits.outputBytes,
    );
    return {
      ending: endingOf(limits, watched, { outOfMemory, cpuMs, flooded }),
      exitCode: watched.code,
      cpuMs,
      wallMs: watched.wallMs,
      memoryKb: peak === null ? null : Math.round(peak / 1024),
      stdout: files.read("stdout", limits.outputBytes),
      stderr,
      result: files.read("result", limits.outputBytes),
    };
  }

  /** Nothing may live on in the slot. By construction nothing does; this is the proof, at the price of one read. */
  #sweep(): void {
    const { cgroup } = this.#options;
    const strays = (cgroup?.pids() ?? []).filter((pid) => pid !== this.#doorman?.pid);
    for (const pid of strays) killQuietly(pid);
    if (strays.length > 0) this.#discard();
  }

  #discard(): void {
    const doorman = this.#doorman;
    this.#doorman = null;
    for (const pid of this.#options.cgroup?.pids() ?? []) killQuietly(pid);
    doorman?.kill();
  }

  async close(): Promise<void> {
    this.#closed = true;
    const ended = this.#doorman?.ended();
    this.#discard();
    await ended;
    await this.#emptied();
    this.remove();
  }

  /** A killed box takes a moment to leave its group, and a group with processes cannot be removed. */
  async #emptied(): Promise<void> {
    const until = performance.now() + KILL_GRACE_MS;
    while ((this.#options.cgroup?.pids() ?? []).length > 0 && performance.now() < until) await sleep(5);
  }

  /** The part of closing that also works while the process exits. */
  remove(): void {
    this.#closed = true;
    this.#discard();
    this.#files.remove();
    this.#options.cgroup?.remove();
  }
}

function endingOf(
  limits: Limits,
  { killedFor }: Watched,
  seen: { outOfMemory: boolean; cpuMs: number; flooded: boolean },
): Ending {
  if (seen.outOfMemory) return "memory_limit";
  if (killedFor) return killedFor;
  if (seen.cpuMs > limits.cpuMs) return "cpu_limit";
  return seen.flooded ? "output_limit" : "exited";
}

function killQuietly(pid: number): void {
  if (pid <= 1) return;
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
