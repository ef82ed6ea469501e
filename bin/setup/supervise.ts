import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PlainFailure, say } from "./progress.ts";
import { ROOT } from "./schema-engine.ts";

/** A crashed child comes back at once, then ever later: a broken one must not burn the machine. */
const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 30_000;
/** A child that lived this long was well: its next crash starts from the first backoff. */
const HEALTHY_AFTER_MS = 60_000;
/** How long a child may drain before it is killed. */
const DRAIN_MS = 25_000;

export interface ChildSpec {
  name: string;
  args: string[];
  env: Record<string, string | undefined>;
  /** Where its output goes: the console, or nowhere. */
  output: "inherit" | "ignore";
}

interface Ledger {
  supervisor: number;
  url: string;
  databaseUrl: string;
  children: Record<string, number>;
}

/** The ledger of what runs, on disk: what lets the next start clean up after a kill -9. */
export class Supervisor {
  readonly #path: string;
  readonly #ledger: Ledger;
  readonly #children = new Map<string, ChildProcess>();
  #stopping = false;

  constructor(dataDir: string, url: string) {
    this.#path = join(dataDir, "running.json");
    this.#ledger = { supervisor: process.pid, url, databaseUrl: "", children: {} };
  }

  /**
   * Ends what a killed predecessor left behind.
   * @throws PlainFailure when a predecessor is alive: two portals never share a data folder.
   */
  async takeOver(): Promise<void> {
    const before = readLedger(this.#path);
    if (before) {
      if (before.supervisor !== process.pid && isOurs(before.supervisor)) {
        throw new PlainFailure(
          `Assay already runs at ${before.url} (process ${before.supervisor}). Stop it first, or set ASSAY_DATA_DIR.`,
        );
      }
      for (const [name, pid] of Object.entries(before.children)) await endLeftover(name, pid);
    }
    this.#write();
  }

  setDatabase(databaseUrl: string): void {
    this.#ledger.databaseUrl = databaseUrl;
    this.#write();
  }

  /** Starts a child and keeps it running until `stop`. */
  keep(spec: ChildSpec, backoff = FIRST_BACKOFF_MS): void {
    const child = spawn(
      process.execPath,
      ["--import", join(ROOT, "bin", "setup", "follow-parent.mjs"), ...spec.args],
      {
        cwd: ROOT,
        env: { ...process.env, ...spec.env },
        stdio: ["ignore", spec.output, spec.output, "ipc"],
        // A group of its own: Ctrl+C reaches the supervisor alone, which then ends its children in order.
        detached: true,
      },
    );
    const since = Date.now();
    this.#children.set(spec.name, child);
    if (child.pid) this.#ledger.children[spec.name] = child.pid;
    this.#write();
    child.once("error", (error) => say(`${spec.name} could not be started: ${error.message}`));
    child.once("exit", (code, signal) => {
      if (this.#stopping) return;
      const wait = Date.now() - since > HEALTHY_AFTER_MS ? FIRST_BACKOFF_MS : backoff;
      say(`${spec.name} ended (${signal ?? `code ${code}`}); starting it again in ${wait / 1000} s`);
      setTimeout(() => {
        if (!this.#stopping) this.keep(spec, Math.min(wait * 2, LONGEST_BACKOFF_MS));
      }, wait);
    });
  }

  /** Ends the children in the order given, each with time to drain. */
  async stop(order: string[]): Promise<void> {
    this.#stopping = true;
    await Promise.all(order.map((name) => this.#end(name)));
    rmSync(this.#path, { force: true });
  }

  async #end(name: string): Promise<void> {
    const child = this.#children.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), DRAIN_MS);
    await ended;
    clearTimeout(timer);
  }

  #write(): void {
    writeFileSync(this.#path, JSON.stringify(this.#ledger), { mode: 0o600 });
  }
}

function readLedger(path: string): Ledger | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Ledger;
  } catch {
    return undefined; // Cut off in mid-write by a power cut: it told of nothing that still runs.
  }
}

/** The database of a portal that runs from this data folder, for a worker or script beside it. */
export function runningDatabaseUrl(dataDir: string): string | undefined {
  const ledger = readLedger(join(dataDir, "running.json"));
  return ledger && isOurs(ledger.supervisor) && ledger.databaseUrl ? ledger.databaseUrl : undefined;
}

/** Process ids are used again: only one whose command line lies in this folder is ours. */
function isOurs(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  const shown = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  return shown.status === 0 && shown.stdout.includes(ROOT);
}

async function endLeftover(name: string, pid: number): Promise<void> {
  if (!isOurs(pid)) return;
  say(`Ending ${name} (process ${pid}), left over from a run that was killed`);
  process.kill(pid, "SIGTERM");
  for (let waited = 0; waited < 5_000 && isOurs(pid); waited += 100) await sleep(100);
  if (isOurs(pid)) process.kill(pid, "SIGKILL");
}
