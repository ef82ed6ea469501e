import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  chownSync,
  closeSync,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import type { Writable } from "node:stream";
import { type RunFiles, runLine } from "./box-command.ts";
import type { SlotCgroup } from "./cgroup.ts";
import { CLEAN_ENV } from "./runtimes.ts";
import { type Ending, type Limits, type RunResult, SandboxFailure } from "./types.ts";

export type SlotOptions = {
  directory: string;
  /** The slot's own uid when we are root; null: everything runs as this user. */
  uid: number | null;
  cgroup: SlotCgroup | null;
  /** Which limits the cgroup holds; the rest falls back to rlimits. */
  has: { memory: boolean; processes: boolean; cpu: boolean };
  filter: string;
  tools: { prlimit: string; setpriv: string; sh: string };
};

export type SlotRun = {
  box: string;
  argv: readonly string[];
  stdin: Uint8Array;
  limits: Limits;
};

/** How often CPU time and memory kills are looked at while a box runs. */
const WATCH_MS = 50;
/** As /proc/self/fdinfo shows it. */
const O_CLOEXEC = 0o2000000;
/** A killed box is gone in a millisecond; past this the slot is thrown away. */
const KILL_GRACE_MS = 3000;
/** Standard error kept: enough for a traceback. */
const STDERR_KEPT = 64 * 1024;
/** Process slots on top of the program's own: doorman, its fork, bwrap, the box's shell. */
const OWN_PROCESSES = 4;
/** Memory the doorman and bwrap themselves use inside the slot's group. */
const OWN_BYTES = 2 * 1024 * 1024;

/**
 * One place where boxes run, one at a time. A small shell (the doorman) sits in the slot's cgroup under the
 * slot's uid and starts each box, so that uid, cgroup and constant limits cost nothing per test.
 * Standard streams are plain files: no reader to stall, no EPIPE, and the kernel itself caps the output.
 */
export class Slot {
  readonly #options: SlotOptions;
  readonly #files: RunFiles;
  readonly #fds: { stdin: number; stdout: number; stderr: number; status: number };
  #doorman: ChildProcess | null = null;
  #lines: ((line: string) => void) | null = null;
  #broken: ((why: SandboxFailure) => void) | null = null;
  #closed = false;
  #childTicks = 0;

  constructor(options: SlotOptions) {
    this.#options = options;
    const { directory, uid } = options;
    mkdirSync(directory, { recursive: true });
    chmodSync(directory, 0o711);
    const open = (name: string, mode: number) => {
      const fd = openSync(`${directory}/${name}`, "w+", mode);
      // Owned by us, so that the program behind the descriptor cannot change the file's mode.
      if (uid !== null) chownSync(`${directory}/${name}`, 0, uid);
      fchmodSync(fd, mode);
      return fd;
    };
    this.#fds = {
      stdin: open("stdin", 0o440),
      stdout: open("stdout", 0o620),
      stderr: open("stderr", 0o620),
      status: open("status", 0o620),
    };
    this.#files = {
      stdin: `${directory}/stdin`,
      stdout: `${directory}/stdout`,
      stderr: `${directory}/stderr`,
      status: `${directory}/status`,
      filter: options.filter,
    };
  }

  async run(run: SlotRun): Promise<RunResult> {
    const doorman = this.#doorman ?? this.#start();
    const { cgroup, has } = this.#options;
    this.#layStreams(run.stdin);
    cgroup?.arm({
      memoryBytes: run.limits.memoryBytes + OWN_BYTES,
      processes: run.limits.processes + OWN_PROCESSES,
    });
    const line = runLine(run.box, run.argv, this.#files, run.limits, {
      countProcesses: !has.processes,
      capAddressSpace: !has.memory,
      tellTimes: !has.cpu,
    });
    const watched = await this.#watch(doorman.stdin as Writable, line, run.limits);
    return this.#collect(run.limits, watched);
  }

  #layStreams(stdin: Uint8Array): void {
    const { stdin: fd, ...rest } = this.#fds;
    if (this.#options.uid === null) {
      // Same uid: the last program may have changed modes through its own descriptors.
      for (const one of Object.values(this.#fds)) fchmodSync(one, 0o600);
    }
    ftruncateSync(fd, 0);
    for (let at = 0; at < stdin.length; ) at += writeSync(fd, stdin, at, stdin.length - at, at);
    for (const one of Object.values(rest)) ftruncateSync(one, 0);
  }

  #start(): ChildProcess {
    if (this.#closed) throw new SandboxFailure("the sandbox is closed");
    const { tools, uid, cgroup } = this.#options;
    const identity = uid === null ? [] : [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
    const nothing = openSync("/dev/null", "r");
    const covers = inheritable().map((leaks) => (leaks ? nothing : ("ignore" as const)));
    const doorman: ChildProcess = spawn(
      tools.prlimit,
      // The constants of every run. pdeathsig: when this process is killed, the doorman and its box die with it.
      [
        "--core=0",
        "--nofile=128",
        "--",
        tools.setpriv,
        ...identity,
        "--no-new-privs",
        "--pdeathsig",
        "KILL",
        tools.sh,
      ],
      { stdio: ["pipe", "ignore", "pipe", "pipe", ...covers], env: CLEAN_ENV, cwd: "/" },
    );
    closeSync(nothing);
    this.#doorman = doorman;
    this.#childTicks = 0;
    let complaints = "";
    doorman.stderr?.on("data", (chunk) => {
      complaints = (complaints + chunk).slice(-2000);
    });
    let rest = "";
    doorman.stdio[3]?.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#lines?.(line);
    });
    // A doorman that is gone shows as its exit; the pipe's error says nothing more.
    doorman.stdin?.on("error", () => {});
    const gone = (why: string) => {
      if (this.#doorman === doorman) this.#doorman = null;
      this.#broken?.(new SandboxFailure(`the slot's doorman ended: ${why} ${complaints}`.trim()));
    };
    doorman.on("error", (error) => gone(error.message));
    doorman.on("exit", (code, signal) => gone(`exit ${code ?? signal}`));
    if (doorman.pid !== undefined) cgroup?.join(doorman.pid);
    return doorman;
  }

  #watch(stdin: Writable, line: string, limits: Limits): Promise<Watched> {
    const { cgroup } = this.#options;
    return new Promise((resolve, reject) => {
      const started = process.hrtime.bigint();
      const state: Watched = { code: 0, killedFor: null, wallMs: 0, ticksMs: 0 };
      let outer = 0;
      const times: string[] = [];
      let grace: NodeJS.Timeout | undefined;
      const kill = (why: Ending) => {
        if (state.killedFor) return;
        state.killedFor = why;
        this.#killBox(outer);
        grace = setTimeout(() => this.#discard(), KILL_GRACE_MS);
      };
      const wall = setTimeout(() => kill("wall_limit"), limits.wallMs);
      const watch = setInterval(() => {
        if (cgroup?.outOfMemory()) kill("memory_limit");
        else if ((cgroup?.cpuMs() ?? 0) > limits.cpuMs) kill("cpu_limit");
      }, WATCH_MS);
      const done = () => {
        clearTimeout(wall);
        clearInterval(watch);
        clearTimeout(grace);
        this.#lines = null;
        this.#broken = null;
      };
      this.#broken = (why) => {
        done();
        reject(why);
      };
      this.#lines = (text) => {
        if (text.startsWith("p ")) outer = Number(text.slice(2));
        else if (text.startsWith("x ")) {
          state.wallMs = Number(process.hrtime.bigint() - started) / 1e6;
          state.code = Number(text.slice(2));
          state.ticksMs = this.#ticks(times);
          done();
          resolve(state);
        } else times.push(text);
      };
      stdin.write(line);
    });
  }

  /** CPU time by the shell's own `times`: only processes that were waited for, in ticks of 10 ms. */
  #ticks(times: readonly string[]): number {
    const total = [...(times.at(-1) ?? "").matchAll(/(\d+)m([\d.]+)s/g)].reduce(
      (sum, match) => sum + Number(match[1]) * 60_000 + Number(match[2]) * 1000,
      0,
    );
    const spent = total - this.#childTicks;
    this.#childTicks = total;
    return spent;
  }

  /** Ends pid 1 of the box, and with it, by the kernel's word, everything inside. */
  #killBox(outer: number): void {
    const inner = /"child-pid": (\d+)/.exec(this.#read(this.#fds.status, 4096).toString("latin1"))?.[1];
    for (const pid of [inner ? Number(inner) : 0, inner ? 0 : outer]) if (pid > 1) killQuietly(pid);
  }

  #collect(limits: Limits, watched: Watched): RunResult {
    const { cgroup, has } = this.#options;
    const outOfMemory = cgroup?.outOfMemory() ?? false;
    const cpuMs = (has.cpu ? cgroup?.cpuMs() : null) ?? watched.ticksMs;
    const peak = cgroup?.peakBytes() ?? null;
    const stderr = this.#read(this.#fds.stderr, STDERR_KEPT);
    const status = this.#read(this.#fds.status, 4096).toString("latin1");
    if (!watched.killedFor && !outOfMemory && !status.includes('"exit-code"')) {
      throw new SandboxFailure(
        `the box did not start: ${stderr.toString("utf8", 0, 500).trim() || `exit ${watched.code}`}`,
      );
    }
    this.#sweep();
    const flooded = [this.#fds.stdout, this.#fds.stderr].some(
      (fd) => fstatSync(fd).size > limits.outputBytes,
    );
    return {
      ending: this.#ending(limits, watched, { outOfMemory, cpuMs, flooded }),
      exitCode: watched.code,
      cpuMs,
      wallMs: watched.wallMs,
      memoryKb: peak === null ? null : Math.round(peak / 1024),
      stdout: this.#read(this.#fds.stdout, limits.outputBytes),
      stderr,
    };
  }

  #ending(
    limits: Limits,
    watched: Watched,
    seen: { outOfMemory: boolean; cpuMs: number; flooded: boolean },
  ): Ending {
    if (seen.outOfMemory) return "memory_limit";
    if (watched.killedFor && watched.killedFor !== "memory_limit") return watched.killedFor;
    if (seen.cpuMs > limits.cpuMs) return "cpu_limit";
    if (seen.flooded) return "output_limit";
    return "exited";
  }

  /** Nothing may live on in the slot. By construction nothing does; this is the proof, at the price of one read. */
  #sweep(): void {
    const { cgroup } = this.#options;
    const strays = (cgroup?.pids() ?? []).filter((pid) => pid !== this.#doorman?.pid);
    for (const pid of strays) killQuietly(pid);
    if (strays.length > 0) this.#discard();
  }

  #read(fd: number, cap: number): Buffer {
    const size = Math.min(fstatSync(fd).size, cap);
    const buffer = Buffer.allocUnsafe(size);
    let at = 0;
    while (at < size) {
      const got = readSync(fd, buffer, at, size - at, at);
      if (got === 0) break;
      at += got;
    }
    return buffer.subarray(0, at);
  }

  #discard(): void {
    const doorman = this.#doorman;
    this.#doorman = null;
    for (const pid of this.#options.cgroup?.pids() ?? []) killQuietly(pid);
    doorman?.kill("SIGKILL");
  }

  async close(): Promise<void> {
    this.#closed = true;
    const doorman = this.#doorman;
    if (doorman && doorman.exitCode === null && doorman.signalCode === null) {
      const ended = new Promise((resolve) => doorman.once("exit", resolve));
      this.#discard();
      await ended;
    }
    this.remove();
  }

  /** The part of closing that also works while the process exits. */
  remove(): void {
    this.#closed = true;
    this.#discard();
    for (const fd of Object.values(this.#fds)) {
      try {
        closeSync(fd);
      } catch {
        // Already closed by an earlier call.
      }
    }
    rmSync(this.#options.directory, { recursive: true, force: true });
    this.#options.cgroup?.remove();
  }
}

type Watched = { code: number; killedFor: Ending | null; wallMs: number; ticksMs: number };

/**
 * From descriptor 4 on: would a child inherit it? Node closes only its own on exec; what this process was itself
 * started with (a pipe of a supervisor, a log file) would else stand open in every box.
 */
function inheritable(): boolean[] {
  const leaks: boolean[] = [];
  for (const name of readdirSync("/proc/self/fdinfo")) {
    const flags = /^flags:\s*([0-7]+)/m.exec(readQuietly(`/proc/self/fdinfo/${name}`))?.[1];
    if (flags && (Number.parseInt(flags, 8) & O_CLOEXEC) === 0 && Number(name) >= 4)
      leaks[Number(name) - 4] = true;
  }
  return Array.from(leaks, (leak) => leak === true);
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself.
  }
}
