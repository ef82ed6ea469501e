import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename } from "node:path";
import { PackageError } from "./schema.ts";

/** A package is read whole into memory; past this it is not a package but an accident. */
const MAX_BYTES = 512 * 1024 * 1024;
const MAX_FILES = 20_000;
/** YAML, statements, sources of starters: what is read as text is written by hand. */
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
/** What the format allows as a name; all else (.git, __MACOSX beside it) is as if it were not there. */
const NAME = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,254}$/;

/** The files of a package, wherever they come from: a folder or a zip. */
export interface PackageFiles {
  /** The folder's or archive's own name, which is the problem's short name. */
  readonly name: string;
  /** Path with `/` → size in bytes, sorted by path. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Files left out because the format does not allow their names, and nobody hides them on purpose. */
  readonly ignored: readonly string[];
  /** Only for paths among `sizes`. */
  bytes(path: string): Uint8Array;
}

/** How to take one path of a package: `hidden` (.git, __MACOSX) silently, `odd` with a word. */
export function kindOfPath(path: string): "fine" | "hidden" | "odd" {
  const parts = path.split("/");
  if (parts.some((part) => part.startsWith(".") || part === "__MACOSX")) return "hidden";
  return parts.every((part) => NAME.test(part)) ? "fine" : "odd";
}

/**
 * The regular files of a folder. A link to another file of the package is that file, as the format has it; one that
 * leads elsewhere, or to a folder, is refused, and so are special files. @throws PackageError
 */
export function folderFiles(root: string): PackageFiles {
  if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new PackageError(root, "is not a folder; name the folder that holds problem.yaml");
  }
  const sizes = new Map<string, number>();
  const ignored: string[] = [];
  let total = 0;
  const walk = (below: string) => {
    for (const name of readdirSync(`${root}/${below}`).sort()) {
      const path = below === "" ? name : `${below}/${name}`;
      const kind = kindOfPath(path);
      if (kind !== "fine") {
        if (kind === "odd") ignored.push(path);
        continue;
      }
      const stat = statInside(root, path);
      if (stat.isDirectory()) {
        walk(path);
        continue;
      }
      if (!stat.isFile()) throw new PackageError(path, "is not a regular file; remove it");
      total += stat.size;
      sizes.set(path, stat.size);
      if (sizes.size > MAX_FILES)
        throw new PackageError(path, `the package has more than ${MAX_FILES} files`);
      if (total > MAX_BYTES) throw new PackageError(path, "the package holds more than 512 MiB");
    }
  };
  walk("");
  return { name: basename(root), sizes, ignored, bytes: (path) => readFileSync(`${root}/${path}`) };
}

function statInside(root: string, path: string): Stats {
  const stat = lstatSync(`${root}/${path}`);
  if (!stat.isSymbolicLink()) return stat;
  const refusal = new PackageError(path, "is a symbolic link out of the package; put the file itself there");
  try {
    const target = realpathSync(`${root}/${path}`);
    const found = statSync(target);
    if (found.isFile() && target.startsWith(`${realpathSync(root)}/`)) return found;
  } catch {
    // It leads nowhere.
  }
  throw refusal;
}

/** UTF-8 text; a file that is not is refused rather than shown with holes. @throws PackageError */
export function readText(files: PackageFiles, path: string): string {
  if ((files.sizes.get(path) ?? 0) > MAX_TEXT_BYTES)
    throw new PackageError(path, "is longer than 4 MiB; text that people read is shorter");
  const text = decode(files, path);
  // Nobody sees it, and the database refuses it.
  if (text.includes("\0")) throw new PackageError(path, "holds a NUL character; remove it");
  return text;
}

function decode(files: PackageFiles, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(files.bytes(path)).replaceAll("\r\n", "\n");
  } catch {
    throw new PackageError(path, "is not UTF-8 text; save it as UTF-8");
  }
}

/** The paths below a folder (named with its `/`). */
export function pathsBelow(files: PackageFiles, folder: string): string[] {
  return [...files.sizes.keys()].filter((path) => path.startsWith(folder));
}
