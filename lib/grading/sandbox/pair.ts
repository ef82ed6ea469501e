import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { promisify } from "node:util";
import type { Lane } from "./lane.ts";
import type { LaneKind } from "./lane-options.ts";
import type { Pool } from "./pool.ts";
import { CLEAN_ENV } from "./runtimes.ts";
import { openFolder } from "./work-folder.ts";

export type Pair<T> = { a: T; b: T };

/**
 * Two named pipes, crossed. To open one waits until its other end is opened too, so the two sides open theirs in opposite
 * orders. Any lane's user may open them, and no box has their path.
 * @param folder made for them.
 */
export async function makePipes(
  folder: string,
): Promise<Pair<NonNullable<LaneKind["pipes"]>> & { remove: () => Promise<void> }> {
  openFolder(folder);
  const [toA, toB] = [`${folder}/to-a`, `${folder}/to-b`];
  await promisify(execFile)("mkfifo", ["-m", "666", toA, toB], { env: CLEAN_ENV });
  return {
    a: { stdin: toA, stdout: toB, outputFirst: false },
    b: { stdin: toB, stdout: toA, outputFirst: true },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A lane for each side. Where one cannot be had, the other's box, which waits for it, is let go. */
export async function takeBoth(pool: Pool, kinds: Pair<LaneKind>): Promise<[Lane, Lane]> {
  const [a, b] = await Promise.allSettled([pool.take(kinds.a), pool.take(kinds.b)]);
  if (a.status === "fulfilled" && b.status === "fulfilled") return [a.value, b.value];
  for (const side of [a, b]) if (side.status === "fulfilled") side.value.dismiss();
  throw a.status === "rejected" ? a.reason : (b as PromiseRejectedResult).reason;
}
