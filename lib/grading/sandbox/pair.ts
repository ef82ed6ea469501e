import { execFile, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import type { Lane } from "./lane.ts";
import type { LaneKind } from "./lane-options.ts";
import type { Pool } from "./pool.ts";
import { CLEAN_ENV } from "./runtimes.ts";
import { type RunResult, SandboxFailure } from "./types.ts";
import { openFolder } from "./work-folder.ts";

export type Pair<T> = { a: T; b: T };

/**
 * Named pipes, crossed; a's words pass a meter on their way (`meter`). To open one waits until its other end is opened
 * too, so the two sides open theirs in opposite orders. Any lane's user may open them, and no box has their path.
 * @param folder made for them.
 */
export async function makePipes(folder: string): Promise<Pair<NonNullable<LaneKind["pipes"]>> & Pipes> {
  openFolder(folder);
  const [toA, fromA, toB] = [`${folder}/to-a`, `${folder}/from-a`, `${folder}/to-b`];
  await promisify(execFile)("mkfifo", ["-m", "666", toA, fromA, toB], { env: CLEAN_ENV });
  return {
    a: { stdin: toA, stdout: fromA, outputFirst: false },
    b: { stdin: toB, stdout: toA, outputFirst: true },
    meter: (most) => meter(fromA, toB, most),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
type Pipes = { meter: (most: number) => Meter; remove: () => Promise<void> };

type Meter = {
  /** Whether more than the most was said, once the talk is over. @throws SandboxFailure when the meter itself failed. */
  flooded: () => Promise<boolean>;
  /** For a talk that came to nothing; afterwards: does nothing. */
  stop: () => void;
};

/**
 * Passes on what a says at once, and no more than one byte past the most: a pipe knows no file size limit. By tools whose
 * reads may be short and are written as they came, so that no byte of a talk passes through this process; dd would count
 * a short read as a whole block.
 */
function meter(from: string, to: string, most: number): Meter {
  const script = 'stdbuf -o0 head -c "$1" <"$2" | tee "$3" | wc -c';
  const child = spawn("/bin/sh", ["-c", script, "meter", String(most + 1), from, to], {
    stdio: ["ignore", "pipe", "ignore"],
    env: { ...CLEAN_ENV, LC_ALL: "C" },
    // A group of its own, so that all of it can be stopped.
    detached: true,
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("latin1")).slice(-1_000);
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const bytes = /(\d+)\s*$/.exec(said.trim().split("\n").at(-1) ?? "")?.[1];
      if (signal !== null) resolve(false);
      else if (code === 0 && bytes !== undefined) resolve(Number(bytes) > most);
      else reject(new SandboxFailure(`the meter of a talk failed with exit code ${code}`));
    });
  });
  ended.catch(() => {});
  const stop = () => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has just ended.
    }
  };
  return { flooded: () => ended, stop };
}

/** As the box's own file size limit would have ended it. */
export function overTalked(result: RunResult, flooded: boolean): RunResult {
  return flooded && result.ending !== "memory_limit" ? { ...result, ending: "output_limit" } : result;
}

/** A lane for each side. Where one cannot be had, the other's box, which waits for it, is let go. */
export async function takeBoth(pool: Pool, kinds: Pair<LaneKind>): Promise<[Lane, Lane]> {
  const [a, b] = await Promise.allSettled([pool.take(kinds.a), pool.take(kinds.b)]);
  if (a.status === "fulfilled" && b.status === "fulfilled") return [a.value, b.value];
  for (const side of [a, b]) if (side.status === "fulfilled") side.value.dismiss();
  throw a.status === "rejected" ? a.reason : (b as PromiseRejectedResult).reason;
}
