import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterEach } from "vitest";

/* A zip written by hand, so that a test can lie in any of its fields. */

export type MadeEntry = {
  /** latin1. */
  name: string;
  content?: string | Uint8Array;
  /** Default: deflated. */
  stored?: boolean;
  /** Unix mode; default none. */
  mode?: number;
  flags?: number;
  method?: number;
  /** What the directory says, where it is not the truth. */
  claims?: { size?: number; crc?: number; localName?: string; offset?: number; extra?: Buffer };
};

/** @param end bytes before the end record, such as a zip64 locator. */
export function makeZip(entries: readonly MadeEntry[], { end = Buffer.alloc(0) } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content ?? "");
    const data = entry.stored ? content : deflateRawSync(content);
    const header = headerOf(entry, content, data.length);
    const local = localHeader(header, entry.claims?.localName ?? entry.name);
    directory.push(centralHeader(header, entry, entry.claims?.offset ?? offset));
    parts.push(local, data);
    offset += local.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(entries.length, 8);
  tail.writeUInt16LE(entries.length, 10);
  tail.writeUInt32LE(listed.length, 12);
  tail.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end, tail]);
}

type Header = { method: number; flags: number; crc: number; packed: number; size: number };

function headerOf({ stored, method, flags = 0, claims }: MadeEntry, content: Buffer, packed: number): Header {
  return {
    method: method ?? (stored ? 0 : 8),
    flags,
    crc: claims?.crc ?? crc32(content),
    packed,
    size: claims?.size ?? content.length,
  };
}

function common({ method, flags, crc, packed, size }: Header, name: Buffer, extra: number): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(method, 4);
  bytes.writeUInt32LE(crc, 10);
  bytes.writeUInt32LE(packed, 14);
  bytes.writeUInt32LE(size, 18);
  bytes.writeUInt16LE(name.length, 22);
  bytes.writeUInt16LE(extra, 24);
  return bytes;
}

function localHeader(header: Header, name: string): Buffer {
  const bytes = Buffer.from(name, "latin1");
  return Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common(header, bytes, 0), bytes]);
}

function centralHeader(header: Header, { name, mode = 0, claims }: MadeEntry, offset: number): Buffer {
  const bytes = Buffer.from(name, "latin1");
  const extra = claims?.extra ?? Buffer.alloc(0);
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(mode * 65_536, 6);
  rest.writeUInt32LE(offset, 10);
  // Made by Unix, so that the mode means something.
  const made = Buffer.from([0x50, 0x4b, 1, 2, 20, 3]);
  return Buffer.concat([made, common(header, bytes, extra.length), rest, bytes, extra]);
}

/** A package that works, as the entries of a zip. */
export const GOOD_PACKAGE: Readonly<Record<string, string>> = {
  "problem.yaml": "problem_format_version: 2025-09\nname: Twice\nlimits: {time_limit: 2, memory: 256}\n",
  "statement/problem.en.md": "# Twice\n\nRead a whole number and print it **twice**, on one line.\n",
  "data/sample/1.in": "1\n",
  "data/sample/1.ans": "1 1\n",
  "data/secret/01-large.in": "20000000000\n",
  "data/secret/01-large.ans": "20000000000 20000000000\n",
  "data/secret/02-negative.in": "-7\n",
  "data/secret/02-negative.ans": "-7 -7\n",
  "data/secret/02-negative.yaml": "hint: Numbers may be negative.\n",
  "submissions/accepted/twice.py": "n = int(input())\nprint(n, n)\n",
  "submissions/wrong_answer/once.py": "print(input())\n",
  "attachments/starter.py": "n = int(input())\n",
};

/** @param changes path → its content; null leaves the file out. */
export function makePackage(
  changes: Readonly<Record<string, string | null>> = {},
  folder = "twice/",
): Buffer {
  const files = Object.entries({ ...GOOD_PACKAGE, ...changes }).flatMap(([name, content]) =>
    content === null ? [] : [{ name: `${folder}${name}`, content }],
  );
  return makeZip(files);
}

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A package that works. */
export const WHOLE = {
  "problem.yaml": "problem_format_version: 2025-09\nname: Twice\nlimits: {time_limit: 1.5, memory: 128}\n",
  "statement/problem.en.md": "# Twice\n\nPrint it twice.\n",
  "data/sample/1.in": "1\n",
  "data/sample/1.ans": "2\n",
  "data/secret/1.in": "2\n",
  "data/secret/1.ans": "4\n",
  "submissions/accepted/a.py": "print(2 * int(input()))\n",
  "submissions/wrong_answer/b.js": "console.log(1)\n",
  "attachments/starter.py": "n = int(input())\n",
};

/** A folder with these files, removed after the test. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(`${tmpdir()}/assay-package-`);
  made.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(`${directory}/${path}`), { recursive: true });
    writeFileSync(`${directory}/${path}`, text);
  }
  return directory;
}
