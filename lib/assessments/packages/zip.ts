import { crc32 } from "node:zlib";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { kindOfPath, type PackageFiles } from "./files.ts";
import { PackageError } from "./schema.ts";
import { checkArchive, checkCount, checkEntries, type ZipEntry } from "./zip-rules.ts";

/** The library's typings know its callbacks only. */
type Zip = Pick<ZipFile, "close"> & {
  entryCount: number;
  eachEntry(): AsyncIterable<Entry>;
  openReadStreamPromise(entry: Entry): Promise<NodeJS.ReadableStream & AsyncIterable<Buffer>>;
  readLocalFileHeaderPromise(entry: Entry): Promise<{ fileName: Buffer }>;
};

/**
 * The files of a package in a zip (`.zip`, `.kpp`), in memory: nothing of it is ever written to a disk. What the
 * directory claims is checked before a byte is unpacked, and what comes out is held to it. Inflating happens off the
 * event loop, entry by entry.
 * @param archive the file's name, for messages and for a package that has no folder around it.
 * @throws PackageError saying what is wrong and what to do; never anything else for a hostile archive.
 */
export async function zipFiles(bytes: Uint8Array, archive: string): Promise<PackageFiles> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkArchive(buffer, archive);
  let contents: Map<string, Uint8Array>;
  try {
    contents = await readAll(buffer, archive);
  } catch (error) {
    if (error instanceof PackageError) throw error;
    throw new PackageError(
      archive,
      `cannot be read as a zip (${(error as Error).message}); make it again with: zip -r package.zip package`,
    );
  }
  return packageIn(contents, archive);
}

async function readAll(buffer: Buffer, archive: string): Promise<Map<string, Uint8Array>> {
  const options = { decodeStrings: false, lazyEntries: true, validateEntrySizes: true };
  const zip = (await fromBufferPromise(buffer, options)) as unknown as Zip;
  const entries: { entry: Entry; seen: ZipEntry }[] = [];
  const seen: ZipEntry[] = [];
  for await (const entry of zip.eachEntry()) {
    const described = describe(entry);
    seen.push(described);
    checkCount(seen.length, archive);
    entries.push({ entry, seen: described });
  }
  checkEntries(seen, buffer.length, archive);
  const contents = new Map<string, Uint8Array>();
  for (const { entry, seen } of entries) {
    if (seen.name.endsWith("/") || kindOfPath(seen.name) === "hidden") continue;
    const { fileName } = await zip.readLocalFileHeaderPromise(entry);
    if (fileName.toString("latin1") !== seen.name)
      throw new PackageError(
        seen.name,
        "has two names in the zip, one in its directory and one beside the data",
      );
    contents.set(seen.name, await inflate(zip, entry, seen));
  }
  return contents;
}

function describe(entry: Entry): ZipEntry {
  return {
    // Not decoded: the format's names are ASCII, and a second name in an extra field is a trick.
    name: (entry.fileName as unknown as Buffer).toString("latin1"),
    size: entry.uncompressedSize,
    compressedSize: entry.compressedSize,
    offset: entry.relativeOffsetOfLocalHeader,
    method: entry.compressionMethod,
    encrypted: (entry.generalPurposeBitFlag & 1) !== 0,
    zip64: entry.extraFields.some(({ id }) => id === 1),
    mode: entry.externalFileAttributes >>> 16,
  };
}

async function inflate(zip: Zip, entry: Entry, { name, size }: ZipEntry): Promise<Uint8Array> {
  const content = Buffer.alloc(size);
  let at = 0;
  let sum = 0;
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    if (at + chunk.length > size) throw new PackageError(name, "holds more than the zip says");
    sum = crc32(chunk, sum);
    at += chunk.copy(content, at);
  }
  if (at !== size) throw new PackageError(name, "holds less than the zip says");
  if (sum >>> 0 !== entry.crc32 >>> 0)
    throw new PackageError(name, "is damaged: its checksum does not match. Make the zip again");
  return content;
}

/** A zip holds the package's files at its top, or one folder that does. */
function packageIn(contents: ReadonlyMap<string, Uint8Array>, archive: string): PackageFiles {
  const fine = [...contents.keys()].filter((path) => kindOfPath(path) === "fine").sort();
  const base = archive.replace(/^.*[/\\]/, "").replace(/\.(zip|kpp)$/i, "");
  const folders = new Set(fine.map((path) => path.split("/")[0] ?? ""));
  const [folder = ""] = folders;
  const isTop = (below: string) =>
    contents.has(`${below}problem.yaml`) || contents.has(`${below}question.yaml`);
  const inside = !isTop("");
  if (inside && (folders.size !== 1 || !isTop(`${folder}/`))) {
    const nested = fine.find((path) => /\.(zip|kpp)$/i.test(path));
    throw new PackageError(
      archive,
      nested
        ? `holds no problem.yaml and no question.yaml but another archive, ${nested}; upload that one, or the folder itself as a zip`
        : "holds no problem.yaml and no question.yaml; one of them stands at the top of the zip or of its one folder",
    );
  }
  const prefix = inside ? `${folder}/` : "";
  const own = (paths: readonly string[]) =>
    paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
  const paths = own(fine);
  const odd = [...contents.keys()].filter((path) => kindOfPath(path) === "odd");
  return {
    name: inside ? folder : base,
    sizes: new Map(paths.map((path) => [path, contents.get(prefix + path)?.length ?? 0])),
    ignored: own(odd),
    bytes: (path) => contents.get(prefix + path) ?? new Uint8Array(),
  };
}
