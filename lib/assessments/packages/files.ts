import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { PackageError } from "./schema.ts";

/** A package is read whole into memory; past this it is not a package but an accident. */
const MAX_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 20_000;

/** The regular files of a folder: path with `/` → size in bytes. Symlinks and special files are refused. */
export function listFiles(root: string): Map<string, number> {
  const files = new Map<string, number>();
  let total = 0;
  const walk = (below: string) => {
    for (const name of readdirSync(`${root}/${below}`).sort()) {
      if (name.startsWith(".")) continue;
      const path = below === "" ? name : `${below}/${name}`;
      const stat = lstatSync(`${root}/${path}`);
      if (stat.isSymbolicLink())
        throw new PackageError(path, "is a symbolic link; put the file itself there");
      if (stat.isDirectory()) {
        walk(path);
        continue;
      }
      if (!stat.isFile()) throw new PackageError(path, "is not a regular file; remove it");
      total += stat.size;
      files.set(path, stat.size);
      if (files.size > MAX_FILES)
        throw new PackageError(path, `the package has more than ${MAX_FILES} files`);
      if (total > MAX_BYTES) throw new PackageError(path, "the package holds more than 512 MiB");
    }
  };
  if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PackageError(root, "is not a folder; name the folder that holds problem.yaml");
  }
  walk("");
  return files;
}

/** Only ever called with paths that `listFiles` gave. */
export function readBytes(root: string, path: string): Uint8Array {
  return readFileSync(`${root}/${path}`);
}

/** UTF-8 text; a file that is not is refused rather than shown with holes. */
export function readText(root: string, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readBytes(root, path)).replaceAll("\r\n", "\n");
  } catch {
    throw new PackageError(path, "is not UTF-8 text; save it as UTF-8");
  }
}
