import { execFile } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { promisify } from "node:util";
import type { BoxGround } from "./box-command.ts";
import type { Mount } from "./types.ts";

const execute = promisify(execFile);

/** What a tool is started with: nothing of ours, no secret. (Next's types demand a NODE_ENV of every environment.) */
export const CLEAN_ENV = { PATH: "/usr/bin:/bin" } as unknown as NodeJS.ProcessEnv;

const TOOL_DIRECTORIES = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"];
/** A toolchain that cannot say its version in this time is not one to judge with. */
export const PROBE_MS = 10_000;

/** The host's path of a tool, or null. */
export function findTool(name: string): string | null {
  if (name.startsWith("/")) return existsSync(name) ? name : null;
  for (const directory of TOOL_DIRECTORIES)
    if (existsSync(`${directory}/${name}`)) return `${directory}/${name}`;
  return null;
}

/** The first line of `tool --version`. */
export async function toolVersion(path: string, args: readonly string[] = ["--version"]): Promise<string> {
  const { stdout } = await execute(path, [...args], { env: CLEAN_ENV, timeout: PROBE_MS });
  return stdout.trim().split("\n")[0] ?? "";
}

/** What every box stands on: the shell, its libraries, the merged-/usr links. @throws Error in words. */
export async function findGround(bwrap: string): Promise<BoxGround> {
  const sh = realpathSync(findTool("sh") ?? "/bin/sh");
  const mounts: Mount[] = [{ host: sh, box: "/usr/bin/sh" }, ...(await libraryMounts(sh))];
  if (existsSync("/etc/ld.so.cache")) mounts.push({ host: "/etc/ld.so.cache", box: "/etc/ld.so.cache" });
  const symlinks = ["/bin", "/lib", "/lib64", "/lib32"].flatMap((path) => {
    try {
      return lstatSync(path).isSymbolicLink() ? [{ target: readlinkSync(path), path }] : [];
    } catch {
      return [];
    }
  });
  return { bwrap, symlinks, mounts };
}

/** The folders that the dynamic linker takes the libraries of a binary from. */
export async function libraryMounts(binary: string): Promise<Mount[]> {
  const ldd = findTool("ldd");
  if (!ldd) throw new Error("ldd is missing (it belongs to the C library's tools)");
  const listed = await execute(ldd, [binary], { env: CLEAN_ENV, timeout: PROBE_MS }).then(
    ({ stdout }) => stdout,
    // A static binary: ldd ends with 1 and there is nothing to bind.
    () => "",
  );
  const paths = [...listed.matchAll(/(\/[^\s()]+)/g)].map((match) => match[1] ?? "");
  const directories = new Set(
    paths.filter((path) => existsSync(path)).map((path) => realpathSync(dirname(path))),
  );
  return [...directories].map((directory) => ({ host: directory, box: directory }));
}

/** True when any user may reach and read the path: boxes run as another uid than root. */
export function isOpenToOthers(path: string): boolean {
  const mode = statSync(path).mode;
  if ((mode & 0o004) === 0 || (statSync(path).isDirectory() && (mode & 0o001) === 0)) return false;
  for (let parent = dirname(path); ; parent = dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) return false;
    if (parent === "/") return true;
  }
}
