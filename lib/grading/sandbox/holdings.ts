import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from "node:fs";
import { basename, dirname } from "node:path";
import { isOpenToOthers } from "./runtimes.ts";

/** Where parts of toolchains are laid for boxes to take. */
export type Hold = {
  /** Of this sandbox, gone with it; open to the boxes' users. For what stands behind a closed door (a home folder). */
  lent: string;
  /** Lasts from start to start. */
  kept: string;
  /** Boxes run as another user than this process. */
  forOthers: boolean;
};

export function needsLending({ forOthers }: Hold, host: string): boolean {
  return forOthers && !isOpenToOthers(realpathSync(host));
}

/** The path itself where boxes may reach it; else a copy of the file or folder, laid open under this name. */
export function lend(hold: Hold, host: string, name: string): string {
  if (!needsLending(hold, host)) return host;
  const path = `${hold.lent}/${name}`;
  if (!existsSync(path)) layOpen(realpathSync(host), path);
  return path;
}

/** A folder with these files in it, each under its own name; what is null or missing is left out. */
export function gather({ lent }: Hold, name: string, files: readonly (string | null)[]): string {
  const folder = `${lent}/${name}`;
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  for (const file of files) if (file) layOpen(realpathSync(file), `${folder}/${basename(file)}`);
  chmodSync(folder, 0o755);
  return folder;
}

/** By links, by copies where it lives on another disk or belongs to somebody else. */
function layOpen(real: string, path: string): void {
  const { mtime, atime, mode } = statSync(real);
  if (statSync(real).isDirectory()) {
    mkdirSync(path);
    for (const name of readdirSync(real)) layOpen(realpathSync(`${real}/${name}`), `${path}/${name}`);
    chmodSync(path, 0o755);
    return;
  }
  try {
    linkSync(real, path);
  } catch {
    copyFileSync(real, path, constants.COPYFILE_FICLONE);
    chmodSync(path, mode | 0o444);
    // Java's archives hold only for a class path of the same age.
    utimesSync(path, atime, mtime);
  }
}

/**
 * A folder that is made once for these ingredients and kept across starts; several processes may ask at once.
 * @throws whatever `make` throws, leaving nothing behind.
 */
export async function keep(
  hold: Hold,
  name: string,
  ingredients: readonly string[],
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const digest = createHash("sha256").update(JSON.stringify(ingredients)).digest("hex").slice(0, 16);
  const known = `${hold.kept}/${name}-${digest}`;
  if (existsSync(known)) return known;
  const folder = `${home(hold)}/${name}-${digest}`;
  if (existsSync(folder)) return folder;
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(`${dirname(folder)}/draft-`);
  try {
    await make(draft);
    chmodSync(draft, 0o755);
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Somebody else was faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

/** Where nothing may be written for good, the sandbox's own folder must do. */
function home({ kept, lent }: Hold): string {
  try {
    mkdirSync(kept, { recursive: true });
    accessSync(kept, constants.W_OK);
    return kept;
  } catch {
    return `${lent}/kept`;
  }
}
