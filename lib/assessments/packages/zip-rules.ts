import { beginning } from "#lib/platform/text.ts";
import { PackageError } from "./schema.ts";

/** What one entry of a zip says of itself. */
export type ZipEntry = {
  /** Byte for byte, as latin1. */
  name: string;
  size: number;
  compressedSize: number;
  /** Of its own header in the archive. */
  offset: number;
  method: number;
  encrypted: boolean;
  zip64: boolean;
  /** Unix mode, 0 where the maker gave none. */
  mode: number;
};

export const ZIP_LIMITS = {
  /** Real packages are some MiB; one request is held in memory whole. */
  archiveBytes: 32 * 1024 * 1024,
  /** 500 tests of two files each with their settings, and room. */
  entries: 5_000,
  /** One test's data; more makes every run of it slow. */
  entryBytes: 32 * 1024 * 1024,
  /** Twice what a question may hold in tests. */
  totalBytes: 128 * 1024 * 1024,
  /** Below this a high ratio is a test of a million equal letters, and harmless. */
  freeBytes: 16 * 1024 * 1024,
  /** Text packs at 3 to 20; deflate can reach 1,032, and only a bomb wants to. */
  ratio: 100,
  depth: 10,
  nameBytes: 1_000,
} as const;

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6]);
const ZIP64_LOCATOR = Buffer.from([0x50, 0x4b, 6, 7]);
const LOCATOR_BYTES = 20;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const TYPE_BITS = 0o170000;
/** What a Unix mode's type bits say, where it is neither a file nor a folder. */
const KINDS = new Map([
  [0o120000, "a symbolic link; put the file itself there"],
  [0o060000, "a device; remove it"],
  [0o020000, "a device; remove it"],
  [0o010000, "a pipe; remove it"],
  [0o140000, "a socket; remove it"],
]);

/** @throws PackageError for what is no zip, or one larger than a package is. */
export function checkArchive(bytes: Buffer, archive: string): void {
  if (bytes.length > ZIP_LIMITS.archiveBytes)
    throw new PackageError(
      archive,
      `is larger than ${mib(ZIP_LIMITS.archiveBytes)}; leave out what the judge does not need`,
    );
  const end = bytes.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new PackageError(archive, "is not a zip; upload the package's folder as .zip or .kpp");
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && bytes.subarray(locator, locator + 4).equals(ZIP64_LOCATOR)) refuseZip64(archive);
}

function refuseZip64(where: string): never {
  throw new PackageError(
    where,
    "uses zip64, which is for archives past 4 GiB; make the zip again without it",
  );
}

function mib(bytes: number): string {
  return `${bytes / 1024 / 1024} MiB`;
}

/**
 * Refuses a directory that no honest tool writes, before anything is unpacked.
 * @throws PackageError naming the entry and what to do.
 */
export function checkEntries(entries: readonly ZipEntry[], archiveBytes: number, archive: string): void {
  for (const entry of entries) checkEntry(entry);
  checkSizes(entries, archiveBytes, archive);
  checkNames(entries.map((entry) => entry.name));
  checkOverlaps(entries, archiveBytes);
}

/** Asked while reading: the count in the archive's own header is whatever its maker wrote. @throws PackageError */
export function checkCount(count: number, archive: string): void {
  if (count > ZIP_LIMITS.entries)
    throw new PackageError(
      archive,
      `holds more than ${ZIP_LIMITS.entries} entries; a package has a few hundred`,
    );
}

function checkEntry(entry: ZipEntry): void {
  const shown = printable(entry.name);
  const refuse = (words: string): never => {
    throw new PackageError(shown, words);
  };
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (/[\x00-\x1f\x7f]/.test(entry.name)) refuse("has a control character in its name; rename it");
  if (entry.name.includes("\\"))
    refuse("has a backslash in its name; make the zip with another tool, or rename it");
  if (/^\/|^[A-Za-z]:/.test(entry.name))
    refuse("is an absolute path; zip the folder from outside it: zip -r package.zip package");
  const parts = entry.name.replace(/\/$/, "").split("/");
  if (parts.some((part) => part === ".." || part === "." || part === ""))
    refuse("leads out of the package, or through an empty name; zip the folder itself");
  if (parts.length > ZIP_LIMITS.depth || entry.name.length > ZIP_LIMITS.nameBytes)
    refuse("is nested too deeply or named too long for a package");
  const kind = KINDS.get(entry.mode & TYPE_BITS);
  if (kind) refuse(`is ${kind}`);
  if (entry.name.endsWith("/") && entry.size > 0)
    refuse("is a folder with content of its own; make the zip again");
  if (entry.encrypted) refuse("is encrypted; make the zip without a password");
  if (entry.zip64) refuseZip64(shown);
  if (entry.method !== STORED && entry.method !== DEFLATED)
    refuse("is packed by a method other than deflate; make the zip again with: zip -r package.zip package");
  if (entry.method === STORED && entry.size !== entry.compressedSize)
    refuse("gives two sizes for the same bytes");
}

function checkSizes(entries: readonly ZipEntry[], archiveBytes: number, archive: string): void {
  const large = entries.find((entry) => entry.size > ZIP_LIMITS.entryBytes);
  if (large)
    throw new PackageError(
      printable(large.name),
      `unpacks to more than ${mib(ZIP_LIMITS.entryBytes)}; make the test smaller`,
    );
  const total = entries.reduce((sum, entry) => sum + entry.size, 0);
  if (total > ZIP_LIMITS.totalBytes)
    throw new PackageError(
      archive,
      `unpacks to more than ${mib(ZIP_LIMITS.totalBytes)}; make the tests smaller or fewer`,
    );
  if (total > ZIP_LIMITS.freeBytes && total > archiveBytes * ZIP_LIMITS.ratio)
    throw new PackageError(
      archive,
      `unpacks to more than ${ZIP_LIMITS.ratio} times its size, as only a zip bomb does; make the tests smaller`,
    );
}

/** One name is one file, also on a disk that does not tell capitals from small letters. */
function checkNames(names: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const key = name.replace(/\/$/, "").toLowerCase();
    const twin = seen.get(key);
    if (twin === name) throw new PackageError(printable(name), "is in the zip twice; make the zip again");
    if (twin !== undefined)
      throw new PackageError(
        printable(name),
        `and ${printable(twin)} differ in nothing but capitals; rename one`,
      );
    seen.set(key, name);
  }
  const files = new Set(names.filter((name) => !name.endsWith("/")).map((name) => name.toLowerCase()));
  for (const name of names) {
    const parts = name.replace(/\/$/, "").toLowerCase().split("/");
    const parents = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
    if (parents.some((parent) => files.has(parent)))
      throw new PackageError(printable(name), "stands in a folder that is a file as well; rename one");
  }
}

/** Entries that share their bytes are how a small archive becomes a petabyte. */
function checkOverlaps(entries: readonly ZipEntry[], archiveBytes: number): void {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset);
  for (const [index, { name, offset, compressedSize }] of sorted.entries()) {
    const next = sorted[index + 1]?.offset ?? archiveBytes;
    if (offset + LOCAL_HEADER_BYTES + name.length + compressedSize > next)
      throw new PackageError(printable(name), "shares its bytes with another entry, as only a zip bomb does");
  }
}

/** A hostile name must not write on a terminal or a page what it wants. */
function printable(name: string): string {
  const text = name.replace(/[^\x20-\x7e]/g, "?");
  return beginning(text, 80, "…");
}
