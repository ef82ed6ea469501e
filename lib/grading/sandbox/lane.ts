import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { boxArguments, DISMISS_LINE, goLine, makeLine, readyLine } from "./box-command.ts";
import { killQuietly } from "./cgroup-files.ts";
import { Doorman } from "./doorman.ts";
import { LaneFiles } from "./lane-files.ts";
import type { LaneKind, LaneOptions } from "./lane-options.ts";
import { resultOf, STATUS_KEPT, ticksOf } from "./outcome.ts";
import { type Ending, type RunResult, type RunSpec, SandboxFailure } from "./types.ts";
import { watchLimits } from "./watch.ts";

/** A box that does not stand after this, or is not gone this long after its end, takes its doorman with it. */
const GRACE_MS = 5000;
/** Process places on top of the program's own: doorman, its fork, bwrap, the box's shell. */
const OWN_PROCESSES = 4;
/** Memory that the doorman and bwrap themselves use inside the lane's group. */
const OWN_BYTES = 2 * 1024 * 1024;

type Running = {
  spec: RunSpec;
  started: bigint;
  killedFor: Ending | null;
  times: string | null;
  unwatch: () => void;
  resolve: (result: RunResult) => void;
  reject: (why: SandboxFailure) => void;
};

/**
 * Where one box at a time stands: made ahead, with everything around the program in place, it waits for a run, serves
 * that one, and ends. `empty → making → ready → running → ending → empty`.
 */
export class Lane {
  state: "empty" | "making" | "ready" | "running" | "ending" | "closed" = "empty";
  kind: LaneKind | null = null;
  /** Why the last box could not be made; the pool takes it from here. */
  failure: SandboxFailure | null = null;
  readonly #options: LaneOptions;
  #files: LaneFiles;
  #doorman: Doorman | null = null;
  #name = "";
  #running: Running | null = null;
  #grace: NodeJS.Timeout | undefined;
  /** The doorman's `times`, before this box and after. */
  #ticks = { before: 0, after: 0 };

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#files = new LaneFiles(options.directory, options.uid);
  }

  /** Makes a box of this kind in the empty lane. Afterwards it is ready, or there is a `failure`. */
  make(kind: LaneKind): void {
    this.state = "making";
    this.kind = kind;
    try {
      const doorman = this.#doorman ?? this.#hire();
      const { ground, filter } = this.#options;
      this.#files.clear();
      // Unguessable: what an earlier box left in the channel is nobody's word any more.
      this.#name = randomBytes(12).toString("hex");
      const files = { ...this.#files.paths, ...kind.pipes };
      const box = boxArguments(ground, kind, this.#files.w);
      this.#giveGrace();
      doorman.say(makeLine(box, this.#name, files, filter, kind.pipes?.outputFirst === true));
      doorman.sayToBox(readyLine(this.#name));
    } catch (error) {
      // Where the caller of a run hears of it: no caller of this method could do anything.
      this.#discard(new SandboxFailure((error as Error).message, { cause: error }));
    }
  }

  /** Ends the ready box unused. */
  dismiss(): void {
    this.state = "ending";
    this.#giveGrace();
    this.#doorman?.sayToBox(DISMISS_LINE);
  }

  /** Runs the program in the ready box. @param folder the job's files. @throws SandboxFailure, never for the program. */
  async run(spec: RunSpec, folder: string): Promise<RunResult> {
    const { cgroup, has } = this.#options;
    const { limits } = spec;
    this.state = "running";
    try {
      this.#files.fill(spec.stdin, folder);
      cgroup?.arm({
        memoryBytes: limits.memoryBytes + OWN_BYTES,
        processes: limits.processes + OWN_PROCESSES,
      });
      const line = goLine(this.#name, spec.argv, limits, {
        result: spec.result === true,
        countProcesses: !has.processes,
        capAddressSpace: !has.memory,
        times: !has.cpu,
      });
      return await new Promise((resolve, reject) => {
        const unwatch = watchLimits(limits, cgroup, (why) => this.#kill(why));
        const started = process.hrtime.bigint();
        this.#running = { spec, started, killedFor: null, times: null, unwatch, resolve, reject };
        this.#doorman?.sayToBox(line);
      });
    } catch (error) {
      if (error instanceof SandboxFailure) throw error;
      this.#discard();
      throw new SandboxFailure((error as Error).message, { cause: error });
    }
  }

  #hire(): Doorman {
    const { tools, uid, cgroup } = this.#options;
    this.#ticks = { before: 0, after: 0 };
    const doorman = new Doorman(tools, uid, {
      line: (line) => this.#onLine(line),
      boxLine: (line) => this.#onBoxLine(line),
      gone: (why) => {
        if (this.#doorman === doorman) this.#onGone(`the lane's doorman ended: ${why}`);
      },
    });
    this.#doorman = doorman;
    // Joined once, while it has nothing to do yet; every box is born in the group.
    if (doorman.pid !== undefined) cgroup?.join(doorman.pid);
    return doorman;
  }

  #onBoxLine(line: string): void {
    const [word, name, code] = line.split(" ");
    if (this.state === "making" && word === "r" && name === this.#name) {
      clearTimeout(this.#grace);
      this.state = "ready";
      this.#options.changed();
    } else if (this.#running && word === "x" && name === this.#name) {
      this.#giveGrace();
      this.#finish(Number(code));
    } else if (this.#running) this.#running.times = line;
  }

  #onLine(line: string): void {
    const [word, name, code] = line.split(" ");
    if (word !== "e") {
      this.#ticks.after = ticksOf(line);
      return;
    }
    if (name !== this.#name) return;
    clearTimeout(this.#grace);
    if (this.#running) this.#finish(Number(code), "the box ended without a word");
    else if (this.state === "making") this.failure = this.#unmade(`exit ${code}`);
    this.#ticks.before = this.#ticks.after;
    this.#empty();
  }

  /** Nothing may live on in the lane. By construction nothing does; this is the proof, at the price of one read. */
  #empty(): void {
    const strays = (this.#options.cgroup?.pids() ?? []).some((pid) => pid !== this.#doorman?.pid);
    if (strays) this.#discard();
    else {
      this.state = "empty";
      this.#options.changed();
    }
  }

  /** bwrap's own words stand where the program's errors would. */
  #unmade(why: string): SandboxFailure {
    const said = this.#files.read("stderr", 500).toString("utf8").trim();
    return new SandboxFailure(`the box did not start: ${said || why}`);
  }

  #onGone(why: string): void {
    this.#discard(new SandboxFailure(why));
  }

  #finish(code: number, unsaid?: string): void {
    const running = this.#running;
    if (!running) return;
    this.#running = null;
    running.unwatch();
    this.state = "ending";
    const { cgroup, has } = this.#options;
    const { limits } = running.spec;
    const outOfMemory = cgroup?.outOfMemory() ?? false;
    if (unsaid && !running.killedFor && !outOfMemory) {
      running.reject(new SandboxFailure(`${unsaid}: exit ${code}`));
      return;
    }
    const ticks = running.times === null ? this.#ticks.after - this.#ticks.before : ticksOf(running.times);
    running.resolve(
      resultOf(limits, this.#files, {
        code,
        killedFor: running.killedFor,
        outOfMemory,
        cpuMs: (has.cpu ? cgroup?.cpuMs() : null) ?? ticks,
        wallMs: Number(process.hrtime.bigint() - running.started) / 1e6,
        peakBytes: cgroup?.peakBytes() ?? null,
      }),
    );
  }

  /** Ends pid 1 of the box, and with it, by the kernel's word, everything inside. */
  #kill(why: Ending): void {
    const running = this.#running;
    if (!running || running.killedFor) return;
    running.killedFor = why;
    this.#giveGrace();
    const status = this.#files.read("status", STATUS_KEPT).toString("latin1");
    const first = Number(/"child-pid": (\d+)/.exec(status)?.[1] ?? 0);
    const own = this.#options.cgroup?.pids();
    if (first && (!own || own.includes(first))) killQuietly(first);
    else this.#discard();
  }

  #giveGrace(): void {
    clearTimeout(this.#grace);
    this.#grace = setTimeout(() => this.#discard(new SandboxFailure("the box hangs")), GRACE_MS);
  }

  /**
   * Throws the doorman away with whatever it stands for. What a running program brought about by its own doing (it was
   * being stopped; its memory, which may belong to no process, took the doorman along) is its result, no failure.
   */
  #discard(why = new SandboxFailure("the box was thrown away")): void {
    clearTimeout(this.#grace);
    const doorman = this.#doorman;
    this.#doorman = null;
    doorman?.kill();
    this.#options.cgroup?.kill();
    if (this.state === "closed") return;
    if (this.#running) this.#finish(128 + 9, why.message);
    else if (this.state === "making") this.failure = why;
    this.state = "ending";
    void this.#renew(doorman);
  }

  /** New files: what still dies for a moment writes into the old ones. */
  async #renew(doorman: Doorman | null): Promise<void> {
    await doorman?.ended();
    await this.#vacated();
    if (this.state !== "ending") return;
    this.#files.remove();
    this.#files = new LaneFiles(this.#options.directory, this.#options.uid);
    this.state = "empty";
    this.#options.changed();
  }

  /** A killed box takes a moment to leave its group, and a group with processes cannot be removed. */
  async #vacated(): Promise<void> {
    const until = performance.now() + GRACE_MS;
    while ((this.#options.cgroup?.pids() ?? []).length > 0 && performance.now() < until) await sleep(5);
  }

  async close(): Promise<void> {
    const ended = this.#doorman?.ended();
    this.remove();
    await ended;
    await this.#vacated();
    this.#options.cgroup?.remove();
  }

  /** The part of closing that also works while the process exits. */
  remove(): void {
    this.#running?.unwatch();
    this.#running?.reject(new SandboxFailure("the sandbox is closed"));
    this.#running = null;
    this.state = "closed";
    this.#discard();
    this.#files.remove();
    this.#options.cgroup?.remove();
  }
}
