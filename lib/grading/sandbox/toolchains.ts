import { execFile } from "node:child_process";
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  statSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import type { Language, Piece, Probe, Toolchain } from "../languages/types.ts";
import { CLEAN_ENV, findTool, isOpenToOthers, libraryMounts, PROBE_MS, toolVersion } from "./runtimes.ts";
import type { Mount } from "./types.ts";

const execute = promisify(execFile);

/** A language on this machine. */
export type Runtime = {
  language: Language;
  tool: Toolchain;
  /** What stands in the box of every test. */
  mounts: Mount[];
  /** What stands in the compiler's box. */
  compileMounts: Mount[];
};

/** Where toolchains are taken from. */
export type Ground = {
  /** A folder open to the boxes' users, for what stands behind a closed door (a home folder). */
  lent: string;
  /** Boxes run as another user than this process. */
  forOthers: boolean;
};

/** The first command of the language that other users may run, with what must be bound for it. */
export async function findRuntime(language: Language, ground: Ground): Promise<Runtime | { why: string }> {
  let why = `no ${language.commands.map((command) => basename(command)).at(-1)} on this machine`;
  for (const command of language.commands) {
    const found = pathOf(command);
    if (!found) continue;
    try {
      return await describeRuntime(language, realpathSync(found), found, ground);
    } catch (error) {
      why = `${found}: ${(error as Error).message.split("\n")[0]}`;
    }
  }
  return { why };
}

function pathOf(command: string): string | null {
  if (command === "assay-node") return process.execPath;
  return findTool(command.replace(/^~\//, `${homedir()}/`));
}

async function describeRuntime(
  language: Language,
  executable: string,
  found: string,
  ground: Ground,
): Promise<Runtime> {
  const version = await toolVersion(found, language.versionArgs);
  const probe: Probe = {
    executable,
    ask: (args, stream = "stdout") => ask(found, args, stream),
    lend: (host, name) => (needsLending(host, ground) ? lend(host, `${ground.lent}/${name}`) : host),
  };
  const pieces = (await language.pieces?.(probe)) ?? { run: [executable], compile: [executable] };
  const mounts = await mountsOf(pieces.run);
  const compileMounts = language.compile ? await mountsOf(pieces.compile) : [];
  const closed = [...mounts, ...compileMounts].find(({ host }) => needsLending(host, ground));
  if (closed) throw new Error(`other users may not read ${closed.host}`);
  return { language, tool: { executable: pieces.executable ?? executable, version }, mounts, compileMounts };
}

async function ask(tool: string, args: readonly string[], stream: "stdout" | "stderr"): Promise<string> {
  // HOME: version managers' proxies look there for the real tool.
  const env = { ...CLEAN_ENV, HOME: homedir() };
  return (await execute(tool, [...args], { env, timeout: PROBE_MS }))[stream].trim();
}

/** @throws Error naming the piece that is missing. */
async function mountsOf(pieces: readonly Piece[]): Promise<Mount[]> {
  const mounts = new Map<string, Mount>();
  const add = (mount: Mount) => mounts.set(mount.box, mount);
  for (const piece of pieces) {
    const { host, box, optional } = typeof piece === "string" ? named(piece) : { ...piece, optional: false };
    const found = findTool(host);
    if (!found) {
      if (optional) continue;
      throw new Error(`${host} is missing`);
    }
    const real = realpathSync(found);
    add({ host: real, box: box ?? standing(found) });
    if (statSync(real).isFile()) for (const library of await libraryMounts(real)) add(library);
  }
  return withoutNested([...mounts.values()]);
}

function named(piece: string): { host: string; box: string | null; optional: boolean } {
  return { host: piece.replace(/\?$/, ""), box: null, optional: piece.endsWith("?") };
}

/** The path itself, its folder's links resolved: nothing is mounted through `/lib → usr/lib`. */
function standing(path: string): string {
  const whole = resolve(path);
  return statSync(whole).isDirectory()
    ? realpathSync(whole)
    : `${realpathSync(dirname(whole))}/${basename(whole)}`;
}

/** A folder brings what is in it. */
function withoutNested(mounts: Mount[]): Mount[] {
  const asOnHost = mounts.filter(({ host, box }) => host === box);
  return mounts.filter(
    (mount) => mount.host !== mount.box || !asOnHost.some(({ box }) => mount.box.startsWith(`${box}/`)),
  );
}

function needsLending(host: string, { forOthers }: Ground): boolean {
  return forOthers && !isOpenToOthers(realpathSync(host));
}

/** Lays a file or folder open by links, by copies where it lives on another disk. */
function lend(host: string, path: string): string {
  if (existsSync(path)) return path;
  layOpen(realpathSync(host), path);
  return path;
}

function layOpen(real: string, path: string): void {
  if (statSync(real).isDirectory()) {
    mkdirSync(path, { mode: 0o755 });
    for (const name of readdirSync(real)) layOpen(realpathSync(`${real}/${name}`), `${path}/${name}`);
    return;
  }
  try {
    linkSync(real, path);
  } catch {
    copyFileSync(real, path, constants.COPYFILE_FICLONE);
  }
}
