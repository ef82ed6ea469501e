import { execFile } from "node:child_process";
import { realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import type { Ask, Language, Piece, Probe, Toolchain } from "../languages/types.ts";
import { gather, type Hold, keep, lend, needsLending } from "./holdings.ts";
import { CLEAN_ENV, findTool, libraryMounts } from "./runtimes.ts";
import type { Mount } from "./types.ts";

const execute = promisify(execFile);

/** A probe answers at once; only making what is kept may take its time. */
const ASK_MS = 180_000;
/** The list of Go's standard library is the longest answer, some 30 KiB. */
const ANSWER_BYTES = 1024 * 1024;

/** A language on this machine. */
export type Runtime = {
  language: Language;
  tool: Toolchain;
  /** What stands in the box of every test. */
  mounts: Mount[];
  /** What stands in the compiler's box. */
  compileMounts: Mount[];
};

/** The first command of the language that other users may run, with what must be bound for it. */
export async function findRuntime(language: Language, hold: Hold): Promise<Runtime | { why: string }> {
  let why = `no ${basename(language.commands[0] ?? "")} on this machine`;
  for (const command of language.commands) {
    const found = pathOf(command);
    if (!found) continue;
    try {
      return await describeRuntime(language, found, hold);
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

async function describeRuntime(language: Language, found: string, hold: Hold): Promise<Runtime> {
  const real = realpathSync(found);
  const ask = asker(found);
  const version = (await ask(language.versionArgs)).split("\n")[0] ?? "";
  const probe: Probe = {
    executable: real,
    ask,
    lend: (host, name) => lend(hold, host, name),
    gather: (name, tools) => gather(hold, name, tools.map(findTool)),
    keep: (ingredients, make) => keep(hold, language.id, [real, version, ingredients], make),
  };
  const pieces = (await language.pieces?.(probe)) ?? { run: [real], compile: [real] };
  const mounts = await mountsOf(pieces.run);
  const compileMounts = language.compile ? await mountsOf(pieces.compile) : [];
  const closed = [...mounts, ...compileMounts].find(({ host }) => needsLending(hold, host));
  if (closed) throw new Error(`other users may not read ${closed.host}`);
  const tool = { executable: pieces.executable ?? real, version, flags: pieces.flags ?? [] };
  return { language, tool, mounts, compileMounts };
}

function asker(command: string): Ask {
  return async (args, { tool = command, stream = "stdout", cwd = "/", env = {} } = {}) => {
    const path = findTool(tool);
    if (!path) throw new Error(`${tool} is missing`);
    const answer = await execute(path, [...args], {
      // HOME: version managers' stand-ins look there for the real tool.
      env: { ...CLEAN_ENV, HOME: homedir(), ...env },
      cwd,
      timeout: ASK_MS,
      maxBuffer: ANSWER_BYTES,
    });
    return answer[stream].trim();
  };
}

/** @throws Error naming the piece that is missing. */
async function mountsOf(pieces: readonly Piece[]): Promise<Mount[]> {
  const mounts = new Map<string, Mount>();
  for (const piece of pieces) {
    const { host, box } = typeof piece === "string" ? { host: piece.replace(/\?$/, ""), box: null } : piece;
    const found = findTool(host);
    if (!found) {
      if (typeof piece === "string" && piece.endsWith("?")) continue;
      throw new Error(`${host} is missing`);
    }
    const real = realpathSync(found);
    const mount = { host: real, box: box ?? standing(found) };
    mounts.set(mount.box, mount);
    if (!statSync(real).isFile()) continue;
    for (const library of await libraryMounts(real)) mounts.set(library.box, library);
  }
  return withoutNested([...mounts.values()]);
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
