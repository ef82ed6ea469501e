import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export const ROOT = join(import.meta.dirname, "..");
const NODE = join(ROOT, "node_modules", ".bin", "node");
const POLL_MS = 50;

export interface Child {
  /** Standard output and error so far. */
  output: () => string;
  isRunning: () => boolean;
  /** SIGTERM, then SIGKILL when it has not ended after `graceMs`. */
  stop: (graceMs?: number) => Promise<void>;
}

/** Runs one of our scripts under the pinned Node. Its output also goes to `logPath`. */
export function startChild(
  script: string,
  args: string[],
  env: Record<string, string>,
  logPath: string,
): Child {
  mkdirSync(dirname(logPath), { recursive: true });
  const log = createWriteStream(logPath, { flags: "a" });
  const child: ChildProcess = spawn(NODE, [join(ROOT, script), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString("utf8");
      log.write(chunk);
    });
  }
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const stop = async (graceMs = 30_000) => {
    if (isRunning()) child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), graceMs);
    await ended;
    clearTimeout(timer);
    log.end();
  };
  return { output: () => output, isRunning, stop };
}

/**
 * Waits until a started script is ready.
 * @throws Error with its last lines when it ends or takes longer than `timeoutMs`.
 */
export async function waitUntilReady(
  child: Child,
  isReady: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs: number,
): Promise<void> {
  for (const since = Date.now(); Date.now() - since < timeoutMs; await sleep(POLL_MS)) {
    if (!child.isRunning()) throw new Error(`${what} ended at start:\n${child.output().slice(-4_000)}`);
    if (await isReady()) return;
  }
  throw new Error(`${what} was not ready after ${timeoutMs / 1000} s:\n${child.output().slice(-4_000)}`);
}

/** A port of loopback that nothing uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (!address || typeof address === "string") throw new Error("the system gave no free port");
  return address.port;
}
