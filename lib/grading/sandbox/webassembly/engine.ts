import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CLEAN_ENV } from "../runtimes.ts";
import { type Ending, type Limits, type RunResult, SandboxFailure } from "../types.ts";
import { type EngineJob, type EngineName, packJob } from "./job.ts";

/** Loading Python takes a second and a half on an idle machine. */
const READY_MS = 120_000;
const WATCH_MS = 40;
/** Asking `ps` is a process of its own. */
const WATCH_BY_PS_MS = 250;
const STDERR_KEPT = 64 * 1024;
/** CPU seconds after which the kernel ends an engine that nobody watches any more. */
const ORPHAN_CPU_SECONDS = 180;
/** The engine's own heap, beside the WebAssembly memory that the program fills. */
const ENGINE_HEAP_MIB = 256;
const MAKE_IMAGE = "-";
/** The image is 31 MB. */
const IMAGE_BYTES = 256 * 1024 * 1024;
const execute = promisify(execFile);
const HAS_PROC = existsSync("/proc/self/stat");
const TICKS_PER_SECOND = 100;

const here = import.meta.dirname;
const packageOf = (name: string) => resolve(dirname(fileURLToPath(import.meta.resolve(name))));

/** What an engine's process may read: its own code and nothing else of the host. */
const READABLE: Record<EngineName, () => string[]> = {
  python: () => [packageOf("pyodide")],
  javascript: () => [
    resolve(packageOf("quickjs-emscripten"), ".."),
    resolve(packageOf("quickjs-emscripten"), "../../quickjs-emscripten-core"),
    resolve(packageOf("quickjs-emscripten"), "../../@jitl"),
  ],
};

function commandOf(name: EngineName, image: string | null): string[] {
  const readable = [here, ...READABLE[name](), resolve(here, "../../../../package.json")];
  return [
    "--permission",
    ...[...readable, ...(image === null || image === MAKE_IMAGE ? [] : [image])].map(
      (path) => `--allow-fs-read=${path}`,
    ),
    "--no-warnings",
    "--disallow-code-generation-from-strings",
    `--max-old-space-size=${ENGINE_HEAP_MIB}`,
    resolve(here, `${name}.ts`),
    ...(image === null ? [] : [image]),
  ];
}

/**
 * Loads Python once and keeps the image of its memory: every program's engine starts from it in a tenth of the time.
 * @param folder where it is kept from start to start, by the versions it was made with.
 */
export async function keepPythonImage(folder: string, version: string): Promise<string> {
  const path = `${folder}/pyodide-${version}-node-${process.version}.image`;
  if (existsSync(path)) return path;
  const { stdout } = await execute(process.execPath, commandOf("python", MAKE_IMAGE), {
    env: CLEAN_ENV,
    encoding: "buffer",
    maxBuffer: IMAGE_BYTES,
    timeout: READY_MS,
  });
  mkdirSync(folder, { recursive: true });
  // Two workers may make it at once: the last one whole wins.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, stdout);
  renameSync(draft, path);
  return path;
}

/** One process with an engine in it. It is made ahead, runs one program, and is gone. */
export class Engine {
  readonly #process: ChildProcess;
  readonly #ready: Promise<void>;
  #closed = false;

  /** @param image memory image that the engine starts from; only Python has one. */
  constructor(name: EngineName, image: string | null) {
    const node = commandOf(name, image);
    // The shell sets a last limit that holds even when nobody is left to watch.
    const shell = `ulimit -c 0; ulimit -t ${ORPHAN_CPU_SECONDS}; exec "$@"`;
    this.#process = spawn("/bin/sh", ["-c", shell, "engine", process.execPath, ...node], {
      stdio: ["pipe", "pipe", "pipe", "pipe", "pipe"],
      env: CLEAN_ENV,
      cwd: "/",
    });
    this.#process.stdin?.on("error", () => {});
    this.#ready = this.#waitUntilReady();
    // Whoever takes it hears of it; until then nobody has to.
    this.#ready.catch(() => {});
  }

  #waitUntilReady(): Promise<void> {
    return new Promise((done, refuse) => {
      const late = setTimeout(() => this.kill(), READY_MS);
      const settle = (finish: () => void) => {
        clearTimeout(late);
        finish();
      };
      this.#process.once("error", (error) => settle(() => refuse(new SandboxFailure(error.message))));
      this.#process.once("exit", (code, signal) =>
        settle(() => refuse(new SandboxFailure(`the engine ended before it was ready: ${code ?? signal}`))),
      );
      (this.#process.stdio[4] as Readable).once("data", () => settle(done));
    });
  }

  kill(): void {
    this.#closed = true;
    this.#process.kill("SIGKILL");
  }

  /** @throws SandboxFailure when the engine failed, or was closed. */
  async run(job: EngineJob, limits: Limits, wantsResult: boolean): Promise<RunResult> {
    await this.#ready;
    const before = await cpuMsOf(this.#process.pid);
    const started = performance.now();
    let ending: Ending = "exited";
    let cpuMs = 0;
    const stop = (why: Ending) => {
      if (ending === "exited") ending = why;
      this.#process.kill("SIGKILL");
    };
    const stdout = collect(this.#process.stdout, limits.outputBytes, () => stop("output_limit"));
    const stderr = collect(
      this.#process.stderr,
      STDERR_KEPT,
      () => {},
      limits.outputBytes,
      () => stop("output_limit"),
    );
    const result = collect(this.#process.stdio[3] as Readable, limits.outputBytes, () =>
      stop("output_limit"),
    );
    const watch = setInterval(
      async () => {
        const used = await cpuMsOf(this.#process.pid);
        if (used !== null && before !== null) cpuMs = Math.max(cpuMs, used - before);
        if (cpuMs > limits.cpuMs) stop("cpu_limit");
        else if (performance.now() - started > limits.wallMs) stop("wall_limit");
      },
      HAS_PROC ? WATCH_MS : WATCH_BY_PS_MS,
    );
    const ended = new Promise<number>((done) => {
      this.#process.once("close", (code, signal) => done(code ?? 128 + (signal === "SIGKILL" ? 9 : 1)));
    });
    (this.#process.stdin as Writable).end(packJob(job));
    const exitCode = await ended;
    clearInterval(watch);
    if (this.#closed) throw new SandboxFailure("the sandbox is closed");
    const wallMs = performance.now() - started;
    return {
      ending,
      exitCode,
      // Shorter than one look: it cannot have used more than the time that passed.
      cpuMs: cpuMs === 0 ? Math.min(wallMs, limits.cpuMs) : cpuMs,
      wallMs,
      memoryKb: null,
      stdout: stdout(),
      stderr: stderr(),
      result: wantsResult ? result() : new Uint8Array(),
    };
  }
}

/** Keeps the beginning of a stream; past `most` bytes in all, `flooded` is called. */
function collect(
  stream: Readable | null,
  kept: number,
  full: () => void,
  most = kept,
  flooded: () => void = full,
): () => Uint8Array {
  const pieces: Buffer[] = [];
  let size = 0;
  let seen = 0;
  stream?.on("data", (piece: Buffer) => {
    seen += piece.length;
    if (size < kept) pieces.push(piece.subarray(0, kept - size));
    size = Math.min(kept, size + piece.length);
    if (seen > most) flooded();
  });
  return () => Buffer.concat(pieces);
}

/** CPU time of a process in milliseconds; null when it is gone. */
async function cpuMsOf(pid: number | undefined): Promise<number | null> {
  if (pid === undefined) return null;
  if (!HAS_PROC) return cpuMsByPs(pid);
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
      .replace(/^.*\) /, "")
      .split(" ");
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND;
  } catch {
    return null;
  }
}

function cpuMsByPs(pid: number): Promise<number | null> {
  return new Promise((done) => {
    execFile("/bin/ps", ["-o", "time=", "-p", String(pid)], { env: CLEAN_ENV }, (error, stdout) => {
      const parts = stdout.trim().split(/[:-]/).map(Number);
      done(error || parts.some(Number.isNaN) ? null : parts.reduce((sum, part) => sum * 60 + part, 0) * 1000);
    });
  });
}
