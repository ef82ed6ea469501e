import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import type { Writable } from "node:stream";
import { CLEAN_ENV } from "./runtimes.ts";

export type DoormanTools = { prlimit: string; setpriv: string; sh: string };

/** As /proc/self/fdinfo shows it. */
const O_CLOEXEC = 0o2000000;
/** What a failing shell says last is what explains it. */
const COMPLAINTS_KEPT = 2000;

/**
 * The small shell of a slot: under the slot's uid, with the limits that never change, it starts one box after the
 * other, so that none of that costs anything per test. It speaks on descriptor 3, in lines.
 */
export class Doorman {
  readonly #process: ChildProcess;
  readonly #listeners: { line: (line: string) => void; gone: (why: string) => void };
  #complaints = "";

  constructor(
    tools: DoormanTools,
    uid: number | null,
    listeners: { line: (line: string) => void; gone: (why: string) => void },
  ) {
    this.#listeners = listeners;
    const identity = uid === null ? [] : [`--reuid=${uid}`, `--regid=${uid}`, "--clear-groups"];
    const nothing = openSync("/dev/null", "r");
    const covers = inheritable().map((leaks) => (leaks ? nothing : ("ignore" as const)));
    this.#process = spawn(
      tools.prlimit,
      // pdeathsig: when this process is killed, the doorman dies with it, and the box with the doorman.
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
    this.#listen();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  say(line: string): void {
    (this.#process.stdin as Writable).write(line);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
  }

  /** Resolves when it is gone. */
  ended(): Promise<void> {
    const { exitCode, signalCode } = this.#process;
    if (exitCode !== null || signalCode !== null || this.pid === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#process.once("exit", () => resolve()));
  }

  #listen(): void {
    const { stderr, stdin, stdio } = this.#process;
    stderr?.on("data", (chunk: Buffer) => {
      this.#complaints = (this.#complaints + chunk.toString("latin1")).slice(-COMPLAINTS_KEPT);
    });
    let rest = "";
    stdio[3]?.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString("latin1")).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) this.#listeners.line(line);
    });
    // That it is gone shows as its exit; the pipe's error says nothing more.
    stdin?.on("error", () => {});
    const gone = (why: string) => this.#listeners.gone(`${why} ${this.#complaints}`.trim());
    this.#process.on("error", (error) => gone(error.message));
    this.#process.on("exit", (code, signal) => gone(`exit ${code ?? signal}`));
  }
}

/**
 * From descriptor 4 on: would a child inherit it? Node closes only its own on exec; what this process was itself
 * started with (a pipe of a supervisor, a log file) would else stand open in every box.
 */
function inheritable(): boolean[] {
  const leaks: boolean[] = [];
  for (const name of readdirSync("/proc/self/fdinfo")) {
    const flags = /^flags:\s*([0-7]+)/m.exec(readQuietly(`/proc/self/fdinfo/${name}`))?.[1];
    const closes = (Number.parseInt(flags ?? "", 8) & O_CLOEXEC) !== 0;
    if (flags && !closes && Number(name) >= 4) leaks[Number(name) - 4] = true;
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
