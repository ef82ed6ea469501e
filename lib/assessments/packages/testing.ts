import { crc32, deflateRawSync } from "node:zlib";

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
  return makeQuestion(GOOD_PACKAGE, changes, folder);
}

/** A function question that works, as the files of its folder. */
export const FUNCTION_QUESTION: Readonly<Record<string, string>> = {
  "question.yaml": `format: assay-function-1
title: Twice as Much
points: 15
limits: {time_limit: 2}
languages: [python, javascript]
signature: {name: twice, parameters: [{name: n, type: int}], result: {type: int}}
`,
  "statement.md": "Return the number **twice**.\n",
  "cases.json": `{"sample": [{"args": [1], "expected": 2}], "secret": [{"args": [20], "expected": 40}, {"args": [-7], "expected": -14}]}`,
  "submissions/accepted/twice.py": "def twice(n):\n    return n + n\n",
  "submissions/wrong_answer/square.js": "const twice = (n) => (n === 1 ? 2 : n * n);\n",
};

/** A SQL question that works. */
export const SQL_QUESTION: Readonly<Record<string, string>> = {
  "question.yaml": "format: assay-sql-1\ntitle: Late Loans\nlimits: {time_limit: 2}\nmode: query\n",
  "statement.md": "List the books that are **late**.\n",
  "schema.sql": "CREATE TABLE loan (book TEXT PRIMARY KEY, days INTEGER NOT NULL);\n",
  "data/sample/1.sql": "INSERT INTO loan VALUES ('Emma', 40), ('Dune', 3);\n",
  "data/sample/1.json": `{"columns": ["book"], "rows": [["Emma"]]}`,
  "data/secret/1.sql": "INSERT INTO loan VALUES ('Ulysses', 28), ('Persuasion', 29);\n",
  "data/secret/1.json": `{"columns": ["book"], "rows": [["Persuasion"]]}`,
  "submissions/accepted/late.sql": "SELECT book FROM loan WHERE days > 28;\n",
  "submissions/wrong_answer/all.sql": "SELECT book FROM loan WHERE days >= 28;\n",
};

/** One of these, changed, in a zip. @param changes path → its content; null leaves the file out. */
export function makeQuestion(
  files: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string | null>> = {},
  folder = "asked/",
): Buffer {
  const entries = Object.entries({ ...files, ...changes });
  return makeZip(
    entries.flatMap(([name, content]) => (content === null ? [] : [{ name: `${folder}${name}`, content }])),
  );
}

/** What makes it an interactive problem: the judge thinks of a number, the program asks until it knows it. */
export const GUESS = {
  "problem.yaml":
    "problem_format_version: 2025-09\nname: Guess\ntype: interactive\nlimits: {time_limit: 1}\n",
  "statement/problem.en.md": "# Guess\n\nFind the number between 1 and 1000.\n",
  "data/sample/1.in": "7\n",
  "data/sample/1.interaction": ">500\n<less\n>7\n<right\n",
  "data/secret/01-large.in": "777\n",
  "data/secret/02-negative.in": null,
  "data/secret/02-negative.ans": null,
  "data/secret/02-negative.yaml": null,
  "output_validator/validate.py": `import sys
secret = int(open(sys.argv[1]).read())
def end(code, words):
    open(sys.argv[3] + "judgemessage.txt", "w").write(words)
    sys.exit(code)
asked = 0
while True:
    line = sys.stdin.buffer.readline().strip()
    if not line: end(43, "it went away")
    if not line.isdigit() or not 1 <= int(line) <= 1000: end(43, "out of range")
    asked += 1
    n = int(line)
    print("right" if n == secret else "more" if n < secret else "less", flush=True)
    if n == secret: end(42, "asked %d times" % asked)
`,
  "submissions/accepted/twice.py":
    "low, high = 1, 1000\nwhile True:\n  m = (low + high) // 2\n  print(m, flush=True)\n  s = input()\n  if s == 'right': break\n  low, high = (m + 1, high) if s == 'more' else (low, m - 1)\n",
  "submissions/wrong_answer/once.py": "print(1001, flush=True)\nprint(input())\n",
  "attachments/starter.py": null,
} as const;
