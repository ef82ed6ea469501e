import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Language } from "../languages/types.ts";
import type { Runtime } from "./toolchains.ts";
import { Turns } from "./turns.ts";
import {
  type JobSpec,
  type LimitsInForce,
  type PairResult,
  type PreparedJob,
  type RunResult,
  type RunSpec,
  type Sandbox,
  SandboxFailure,
} from "./types.ts";
import { Engine, keepPythonImage } from "./webassembly/engine.ts";
import type { EngineJob, EngineName } from "./webassembly/job.ts";

const CLOSED = "the sandbox is closed";
const { resolve } = createRequire(import.meta.url);

/** What runs a language here, with the version of the package that brings it. */
const ENGINES: Record<EngineName, { name: string; version: string }> = {
  javascript: { name: "QuickJS", version: versionOf("quickjs-emscripten") },
  python: { name: "Pyodide", version: versionOf("pyodide") },
};

const LIMITS: LimitsInForce = {
  cpu: "the engine's process, looked at every 40 ms",
  memory: "growth of the engine's WebAssembly memory",
  processes: "the engine cannot start any",
  output: "a cap in the reader",
  network: "none in the engine; its process has the host's",
  degraded: true,
};

/**
 * Where no namespaces are to be had: JavaScript in QuickJS and Python in Pyodide, each program in a process of its own
 * that holds nothing of ours and may read nothing but the engine. A weaker wall than a box (SECURITY.md): for a laptop
 * and for a team that trusts who sits the test, not for strangers on a machine with other duties.
 */
export function openWebAssembly({ slots }: { slots: number }): WebAssemblySandbox {
  return new WebAssemblySandbox(slots);
}

class WebAssemblySandbox implements Sandbox {
  readonly driver = "webassembly";
  readonly version = Object.values(ENGINES)
    .map(({ name, version }) => `${name} ${version}`)
    .join(", ");
  readonly limits = LIMITS;
  readonly slots: number;
  readonly #turns: Turns;
  /** Loaded ahead of the next program: at most one per slot and engine that has been used. */
  readonly #ahead: Record<EngineName, Engine[]> = { javascript: [], python: [] };
  readonly #running = new Set<Engine>();
  readonly #onExit = () => this.#killAll();
  /** What Python starts from. */
  #image: string | null = null;
  #closed = false;

  constructor(slots: number) {
    this.slots = slots;
    this.#turns = new Turns(slots);
    process.once("exit", this.#onExit);
  }

  async findRuntime(language: Language, kept: string): Promise<Runtime | { why: string }> {
    if (!isEngine(language.id))
      return { why: "it needs bubblewrap; WebAssembly has engines for JavaScript and Python only" };
    const { name, version } = ENGINES[language.id];
    if (language.id === "python") this.#image = await keepPythonImage(kept, version);
    return {
      language,
      tool: { executable: language.id, version: `${name} ${version}`, flags: [] },
      mounts: [],
      compileMounts: [],
    };
  }

  async prepare(spec: JobSpec): Promise<PreparedJob> {
    if (this.#closed) throw new SandboxFailure(CLOSED);
    const files = spec.files.map(({ name, content }) => ({ name, content: Buffer.from(content) }));
    const owner = {};
    return { run: (run) => this.#run(owner, files, run), dispose: async () => {} };
  }

  async #run(owner: object, files: EngineJob["files"], run: RunSpec): Promise<RunResult> {
    const end = await this.#turns.take(run.priority ?? "batch", owner);
    const [name = "", ...argv] = run.argv;
    let engine: Engine | null = null;
    try {
      if (this.#closed) throw new SandboxFailure(CLOSED);
      if (!isEngine(name)) throw new SandboxFailure(`there is no engine ${JSON.stringify(name)}`);
      engine = this.#ahead[name].shift() ?? this.#make(name);
      this.#running.add(engine);
      const { memoryBytes } = run.limits;
      return await engine.run(
        { argv, files, stdin: run.stdin, memoryBytes },
        run.limits,
        run.result === true,
      );
    } finally {
      if (engine) {
        this.#running.delete(engine);
        engine.kill();
      }
      if (!this.#closed && isEngine(name) && this.#ahead[name].length < this.slots)
        this.#ahead[name].push(this.#make(name));
      end();
    }
  }

  #make(name: EngineName): Engine {
    return new Engine(name, name === "python" ? this.#image : null);
  }

  async runTogether(): Promise<PairResult> {
    throw new SandboxFailure("interactive problems need bubblewrap: WebAssembly runs one program at a time");
  }

  async close(): Promise<void> {
    process.off("exit", this.#onExit);
    this.#killAll();
  }

  #killAll(): void {
    this.#closed = true;
    for (const engine of [...this.#running, ...this.#ahead.javascript, ...this.#ahead.python]) engine.kill();
  }
}

function isEngine(id: string): id is EngineName {
  return Object.hasOwn(ENGINES, id);
}

function versionOf(npmPackage: string): string {
  return (JSON.parse(readFileSync(resolve(`${npmPackage}/package.json`), "utf8")) as { version: string })
    .version;
}
