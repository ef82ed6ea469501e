import { killQuietly } from "./cgroup-files.ts";
import type { LaneFiles } from "./lane-files.ts";
import type { LaneOptions } from "./lane-options.ts";
import { resultOf, STATUS_KEPT, ticksOf } from "./outcome.ts";
import { cpuOfTree, memoryOfTree } from "./process-tree.ts";
import { type Ending, type RunResult, type RunSpec, SandboxFailure } from "./types.ts";
import { watchLimits } from "./watch.ts";

type Ground = Pick<LaneOptions, "cgroup" | "has"> & {
  files: LaneFiles;
  /** A limit was reached: end the box. */
  overrun: (why: Ending) => void;
  /** This run was tried before, and its box fell silent. */
  again: boolean;
};

/**
 * The box ended and its shell had not said how the program did. Who but the program, the shell's only company, makes it
 * silent? Perhaps a machine that is out of memory: such a run is tried once more before its silence is its own doing.
 */
export class SilentBox extends SandboxFailure {}
/** As of a program that was killed: what a silent box's end says is nobody's exit code. */
const SILENT_CODE = 128 + 9;

/** A run whose box fell silent gets a second try, and no third; `run` hears which it is. */
export async function heard<Result>(run: (again: boolean) => Promise<Result>): Promise<Result> {
  try {
    return await run(false);
  } catch (error) {
    if (!(error instanceof SilentBox)) throw error;
    return run(true);
  }
}

/** One run in a lane's box, from go to its end: its clocks, its limits, its result. */
export class LaneRun {
  readonly result: Promise<RunResult>;
  readonly #ground: Ground;
  readonly #spec: RunSpec;
  readonly #started = process.hrtime.bigint();
  readonly #unwatch: () => void;
  #settle: { resolve: (result: RunResult) => void; reject: (why: SandboxFailure) => void } | null = null;
  #killedFor: Ending | null = null;
  /** The most that was seen of it, where no cgroup counts. */
  #seenCpuMs = 0;
  /** Pid 1 of the box as this machine numbers it; 0 until it is asked for. */
  #first = 0;

  constructor(spec: RunSpec, ground: Ground) {
    this.#spec = spec;
    this.#ground = ground;
    this.result = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    this.#unwatch = watchLimits(
      spec.limits,
      { cpuMs: () => this.#cpuMs(), outOfMemory: () => this.#outOfMemory() },
      ground.overrun,
    );
  }

  /** The box's shell says its `times` where no cgroup counts. */
  hear(line: string): void {
    this.#seenCpuMs = Math.max(this.#seenCpuMs, ticksOf(line));
  }

  /**
   * Ends pid 1 of the box, and with it, by the kernel's word, everything inside.
   * @returns false when it cannot be found: the lane must throw the whole box away.
   */
  kill(why: Ending): boolean {
    if (this.#killedFor) return true;
    // The last look: what a killed box has used is in nobody's count any more.
    this.#cpuMs();
    this.#killedFor = why;
    const first = this.#findFirst();
    const own = this.#ground.cgroup?.pids();
    if (!first || (own && !own.includes(first))) return false;
    killQuietly(first);
    return true;
  }

  /**
   * The run is over. What it brought about by its own doing (it was being stopped; its memory, which may belong to no
   * process, took the doorman along; its box fell silent twice) is its result, and no failure.
   * @param unsaid why no exit code was said, when none was.
   */
  finish(code: number, unsaid?: SandboxFailure): void {
    this.#unwatch();
    const { cgroup, files, again } = this.#ground;
    const outOfMemory = cgroup?.outOfMemory() ?? false;
    const itsDoing = again && unsaid instanceof SilentBox;
    if (unsaid && !itsDoing && !this.#killedFor && !outOfMemory) {
      this.#settle?.reject(unsaid);
      return;
    }
    this.#settle?.resolve(
      resultOf(this.#spec.limits, files, {
        code: itsDoing ? SILENT_CODE : code,
        killedFor: this.#killedFor,
        outOfMemory,
        cpuMs: this.#ground.has.cpu ? (cgroup?.cpuMs() ?? 0) : this.#seenCpuMs,
        wallMs: Number(process.hrtime.bigint() - this.#started) / 1e6,
        peakBytes: cgroup?.peakBytes() ?? null,
      }),
    );
  }

  abandon(why: SandboxFailure): void {
    this.#unwatch();
    this.#settle?.reject(why);
  }

  /** CPU time of the running program and all it started. */
  #cpuMs(): number {
    const { cgroup, has } = this.#ground;
    if (has.cpu) return cgroup?.cpuMs() ?? 0;
    this.#seenCpuMs = Math.max(this.#seenCpuMs, cpuOfTree(this.#findFirst()) ?? 0);
    return this.#seenCpuMs;
  }

  #outOfMemory(): boolean {
    const { cgroup, has } = this.#ground;
    if (has.memory) return cgroup?.outOfMemory() ?? false;
    // The box's shell may be run but not read, so nobody but root knows of its memory: it has next to none.
    return memoryOfTree(this.#findFirst()) > this.#spec.limits.memoryBytes;
  }

  #findFirst(): number {
    if (this.#first === 0) {
      const status = this.#ground.files.read("status", STATUS_KEPT).toString("latin1");
      this.#first = Number(/"child-pid": (\d+)/.exec(status)?.[1] ?? 0);
    }
    return this.#first;
  }
}
