import type { Language } from "../languages/types.ts";
import type { Runtime } from "./toolchains.ts";

/** Limits of one run, as data. Bytes and milliseconds throughout. */
export type Limits = {
  /** CPU time summed over every process of the box. */
  cpuMs: number;
  /** Real time, after which everything in the box is killed (sleepers, deadlocks). */
  wallMs: number;
  memoryBytes: number;
  /** Cap of standard output, of standard error, of the result, and of any one file. */
  outputBytes: number;
  /** Size of /tmp, whose pages count as memory. Default `SCRATCH_BYTES`; compilers need more. */
  scratchBytes?: number;
  processes: number;
  /** Stands in for `memoryBytes` where no cgroup holds memory; absent for runtimes it would break. */
  addressSpaceBytes?: number;
};

/** Scratch space of a program that asks for none in particular. */
export const SCRATCH_BYTES = 16 * 1024 * 1024;

/** One read-only piece of the host inside the box. */
export type Mount = { host: string; box: string };

export type JobFile = { name: string; content: Uint8Array | string; executable?: boolean };

/**
 * What a submission needs in its box: its own files (read-only under /w), and what of the host its runtime is made of, as
 * the driver itself named it in `findRuntime`; a driver that brings its own engines names nothing.
 */
export type JobSpec = { files: readonly JobFile[]; mounts: readonly Mount[] };

export type RunSpec = {
  argv: readonly string[];
  stdin: Uint8Array;
  limits: Limits;
  /**
   * Opens one more capped file as descriptor 3 of the program, apart from what it prints. As forgeable as standard
   * output: what stands in it is the program's word.
   */
  result?: true;
  /** A candidate waiting at Run goes before final grading. */
  priority?: "interactive" | "batch";
};

/** How a run ended, said by the trusted side alone; nothing in it comes from the program's own output. */
export type Ending = "exited" | "cpu_limit" | "wall_limit" | "memory_limit" | "output_limit";

export type RunResult = {
  ending: Ending;
  /** 0–255; 128 + n for signal n. Meaningful when `ending` is "exited". */
  exitCode: number;
  cpuMs: number;
  wallMs: number;
  /** Peak of the whole box in KiB; null where nothing on this machine can tell. */
  memoryKb: number | null;
  stdout: Uint8Array;
  /** Beginning of standard error only. */
  stderr: Uint8Array;
  /** What was written to descriptor 3; empty unless the run asked for it. */
  result: Uint8Array;
};

export type PreparedJob = {
  /** Runs once, in a fresh box. @throws SandboxFailure when the judge, not the program, failed. */
  run(spec: RunSpec): Promise<RunResult>;
  /** Removes what `prepare` laid down. Never throws. */
  dispose(): Promise<void>;
};

/** One side of a pair: its standard input is the other's output, and its output the other's input. */
export type Together = { job: PreparedJob; run: Omit<RunSpec, "stdin"> };

/** Neither side's `stdout` is kept: the other one read it. What `a` says is held to its output limit all the same. */
export type PairResult = {
  a: RunResult;
  b: RunResult;
  /** Which side ended first; the other may have failed only for that. */
  first: "a" | "b";
};

export type DriverName = "bubblewrap" | "webassembly";

/** The port every sandbox driver implements; `contract.ts` says in tests what each of them owes. */
export type Sandbox = {
  readonly driver: DriverName;
  readonly version: string;
  /** Which mechanism holds each limit, in words for the start-up table. */
  readonly limits: LimitsInForce;
  /** Runs that may go on at once. */
  readonly slots: number;
  /**
   * How this driver runs a language; `why` not, in words. `Runtime.tool.executable` is what stands first in the argument
   * lists that the language makes: a path in the box, or an engine's name that the driver knows, with as many of the
   * tool's flags as the language uses.
   * @param kept a folder for what is costly to make for a toolchain, kept from start to start.
   */
  findRuntime(language: Language, kept: string): Promise<Runtime | { why: string }>;
  prepare(spec: JobSpec): Promise<PreparedJob>;
  /**
   * Runs two prepared jobs at once, joined crosswise by pipes, each within its own limits, in fresh boxes of their own.
   * Takes one slot. @throws SandboxFailure when the judge, not a program, failed.
   */
  runTogether(a: Together, b: Together): Promise<PairResult>;
  /** Ends everything and removes what is left. */
  close(): Promise<void>;
};

export type LimitsInForce = {
  cpu: string;
  memory: string;
  processes: string;
  output: string;
  network: string;
  /** True when a limit holds per process only. */
  degraded: boolean;
};

/** The judge's own failure: retried, reported, never scored. */
export class SandboxFailure extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "SandboxFailure";
  }
}
