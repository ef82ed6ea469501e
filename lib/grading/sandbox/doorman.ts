import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync } from "node:fs";
import type { Duplex, Readable, Writable } from "node:stream";
import { CLEAN_ENV } from "./runtimes.ts";

export type DoormanTools = { prlimit: string; setpriv: string; sh: string };

/** As /proc/self/fdinfo shows it. */
const O_CLOEXEC = 0o2000000;
/** Descriptors below are the doorman's. */
const FIRST_OTHER = 5;
/** What a failing shell says last is what explains it. */
const COMPLAINTS_KEPT = 2000;

export type DoormanListeners = {
  /** A line of the doorman's own. */
  line: (line: string) => void;
  /** A line of the shell in the box. */
  boxLine: (line: string) => void;
  gone: (why: string) => void;
};

/**
 * The small shell of a lane: under the lane's uid, with the limits that never change, it makes one box after the other,
 * so that none of that costs anything per test. It speaks on descriptor 3, in lines; descriptor 4 leads to the shell in
 * the box and back. Both are sockets, which /proc opens to nobody.
 */
export class Doorman {
  readonly #process: ChildProcess;
  readonly #listeners: DoormanListeners;
  #complaints = "";

  constructor(tools: DoormanTools, uid: number | null, listeners: DoormanListeners) {
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
      { stdio: ["pipe", "ignore", "pipe", "pipe", "pipe", ...covers], env: CLEAN_ENV, cwd: "/" },
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

  sayToBox(line: string): void {
    (this.#process.stdio[4] as Duplex).write(line);
  }

  kill(): void {
    this.#process.kill("SIGKILL");
    // A box that was just being made may miss the death of those who made it; the end of the host's word it hears.
    (this.#process.stdio[4] as Duplex).destroy();
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
    readLines(stdio[3] as Readable, this.#listeners.line);
    readLines(stdio[4] as Readable, this.#listeners.boxLine);
    // That it is gone shows as its exit; a pipe's error says nothing more.
    for (const stream of [stdin, stdio[3], stdio[4]]) stream?.on("error", () => {});
    const gone = (why: string) => this.#listeners.gone(`${why} ${this.#complaints}`.trim());
    this.#process.on("error", (error) => gone(error.message));
    this.#process.on("exit", (code, signal) => gone(`exit ${code ?? signal}`));
  }
}

/** A line longer than this is nobody's we know. */
const LINE_KEPT = 500;

function readLines(stream: Readable, take: (line: string) => void): void {
  let rest = "";
  stream.on("data", (chunk: Buffer) => {
    const lines = (rest + chunk.toString("latin1")).split("\n");
    rest = lines.pop()?.slice(-LINE_KEPT) ?? "";
    for (const line of lines) take(line);
  });
}

/**
 * From descriptor 5 on: would a child inherit it? Node closes only its own on exec; what this process was itself
 * started with (a pipe of a supervisor, a log file) would else stand open in every box.
 */
function inheritable(): boolean[] {
  const leaks: boolean[] = [];
  for (const name of readdirSync("/proc/self/fdinfo")) {
    const flags = /^flags:\s*([0-7]+)/m.exec(readQuietly(`/proc/self/fdinfo/${name}`))?.[1];
    const closes = (Number.parseInt(flags ?? "", 8) & O_CLOEXEC) !== 0;
    if (flags && !closes && Number(name) >= FIRST_OTHER) leaks[Number(name) - FIRST_OTHER] = true;
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
