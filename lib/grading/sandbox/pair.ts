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

/** What the meter passes on at once: as much as a pipe holds. */
const METER_BYTES = 64 * 1024;

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
 * Passes on what a says at once, and no more than one byte past the most: a pipe knows no file size limit. By dd, whose
 * reads may be short and are written as they came, so that no byte of a talk passes through this process.
 */
function meter(from: string, to: string, most: number): Meter {
  const size = [`bs=${METER_BYTES}`, `count=${most + 1}`, "iflag=count_bytes", "conv=nocreat,notrunc"];
  const child = spawn("dd", [`if=${from}`, `of=${to}`, ...size], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...CLEAN_ENV, LC_ALL: "C" },
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString("latin1")).slice(-1_000);
  });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      const bytes = /^(\d+) bytes? /m.exec(said)?.[1];
      // The listener left before the talker did: what was said until then was not too much.
      if (signal !== null || /Broken pipe/.test(said)) resolve(false);
      else if (code === 0 && bytes !== undefined) resolve(Number(bytes) > most);
      else reject(new SandboxFailure(`the meter of a talk failed: ${said}`));
    });
  });
  ended.catch(() => {});
  return { flooded: () => ended, stop: () => void child.kill("SIGKILL") };
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
