import { createHash } from "node:crypto";
import { FILE_KINDS, kindOfName } from "#lib/assessments/files/rules.ts";
import type { FileKind } from "#lib/assessments/files/schema.ts";
import { isStorable } from "#lib/platform/text.ts";
import { ATTEMPT_FILE_BYTES, MAX_FILES_PER_ATTEMPT, PART_BYTES } from "./schema.ts";

/** Longest name that is kept: what a list shows, and every file system takes. */
const MAX_NAME_CHARACTERS = 120;
/** From so many bytes on a beginning says for sure what a file is not. */
const SURE_BYTES = 128;
/** Of a zip its directory, which stands at the end: some thousand entries. */
const TAIL_BYTES = 512 * 1024;

/** What is no part of a name: path marks, what shells and Windows take for signs, control and direction characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSAFE = /[\u0000-\u001f\u007f-\u009f"*:<>?|\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * A file's name as it is kept and offered for download: its last path member, without what forges or breaks names, at
 * most 120 characters with its extension whole. Never empty, never hidden.
 */
export function safeName(name: string): string {
  const last = name.toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last
    .replaceAll(UNSAFE, "")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  const dot = plain.lastIndexOf(".");
  const [stem, extension] = dot < 0 ? [plain, ""] : [plain.slice(0, dot), plain.slice(dot)];
  const room = Math.max(1, MAX_NAME_CHARACTERS - extension.length);
  const cut = [...stem].slice(0, room).join("").trimEnd();
  return `${cut || "file"}${extension.length > 16 ? "" : extension}`;
}

const starts = (bytes: Buffer, ...magic: number[]) =>
  bytes.subarray(0, magic.length).equals(Buffer.from(magic));
const startsWith = (bytes: Buffer, text: string, at = 0) =>
  bytes.toString("latin1", at, at + text.length) === text;
const isZip = (head: Buffer) => starts(head, 0x50, 0x4b, 3, 4);

const TEXTS: readonly FileKind[] = ["txt", "md", "csv", "json"];
/** The beginnings of documents that a browser would run, and of other formats under a text's name. */
const NO_TEXT = /^\s*(<!doctype|<html|<svg|<\?xml|<script|%pdf-|\{\\rtf)/i;

/** Whether the first bytes of a file are those of its kind. */
export function headFits(kind: FileKind, head: Buffer): boolean {
  switch (kind) {
    case "pdf":
      return /^%PDF-[12]\.\d/.test(head.toString("latin1", 0, 8));
    case "png":
      return starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    case "jpeg":
      return starts(head, 0xff, 0xd8, 0xff);
    case "webp":
      return startsWith(head, "RIFF") && startsWith(head, "WEBP", 8);
    case "odt":
      return isZip(head) && startsWith(head, "mimetypeapplication/vnd.oasis.opendocument.text", 30);
    case "docx":
    case "xlsx":
    case "pptx":
    case "zip":
      return isZip(head);
    default:
      return !NO_TEXT.test(head.toString("latin1", 0, 512).replace(/^ï»¿/, ""));
  }
}

const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 5, 6]);
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;

/**
 * The names in a zip's directory; null when it cannot be read from the end alone. Nothing is unpacked, so how large its
 * entries claim to be, or are, is of no matter here.
 */
export function zipNames(tail: Buffer, bytes: number): string[] | null {
  const end = tail.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0 || tail.length - end < END_BYTES) return null;
  const start = tail.readUInt32LE(end + 16) - (bytes - tail.length);
  if (start < 0 || start > end) return null;
  const names: string[] = [];
  let at = start;
  while (at + ENTRY_BYTES <= end && tail.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameBytes = tail.readUInt16LE(at + 28);
    names.push(tail.toString("utf8", at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    at += ENTRY_BYTES + nameBytes + tail.readUInt16LE(at + 30) + tail.readUInt16LE(at + 32);
  }
  return at === end ? names : null;
}

const OFFICE_FOLDER: Partial<Record<FileKind, string>> = { docx: "word/", xlsx: "xl/", pptx: "ppt/" };

/** Whether the directory of a zipped kind holds what the kind needs, and no macros. */
function directoryFits(kind: FileKind, names: readonly string[] | null): boolean {
  if (!names || names.length === 0) return false;
  const folder = OFFICE_FOLDER[kind];
  if (!folder) return true;
  const isOffice = names.includes("[Content_Types].xml") && names.some((name) => name.startsWith(folder));
  return isOffice && !names.some((name) => /vbaProject\.bin$/i.test(name));
}

/** A file as it streams by: its hash, its size, and whether its content is what its name says. It keeps no more than its ends. */
export class FileInspector {
  readonly #kind: FileKind;
  readonly #hash = createHash("sha256");
  readonly #decoder: TextDecoder | null;
  #head = Buffer.alloc(0);
  #tail = Buffer.alloc(0);
  #isText = true;
  bytes = 0;

  constructor(kind: FileKind) {
    this.#kind = kind;
    this.#decoder = TEXTS.includes(kind) ? new TextDecoder("utf-8", { fatal: true }) : null;
  }

  /** @returns false as soon as it cannot be of its kind. */
  push(chunk: Uint8Array): boolean {
    this.bytes += chunk.byteLength;
    this.#hash.update(chunk);
    if (this.#head.length < 512) this.#head = Buffer.concat([this.#head, chunk.subarray(0, 512)]);
    if (isZip(this.#head)) {
      const joined = Buffer.concat([this.#tail, chunk]);
      this.#tail = joined.subarray(Math.max(0, joined.length - TAIL_BYTES));
    }
    this.#read(chunk);
    return this.#isText && (this.#head.length < SURE_BYTES || headFits(this.#kind, this.#head));
  }

  #read(chunk?: Uint8Array): void {
    if (!this.#decoder) return;
    try {
      const text = chunk ? this.#decoder.decode(chunk, { stream: true }) : this.#decoder.decode();
      if (!isStorable(text)) this.#isText = false;
    } catch {
      this.#isText = false;
    }
  }

  /** After the last byte. @returns the hash, hex; null: the content is not of the kind that the name says. */
  end(): string | null {
    this.#read();
    if (this.bytes === 0 || !this.#isText || !headFits(this.#kind, this.#head)) return null;
    const isZipped = this.#kind === "zip" || this.#kind === "odt" || this.#kind in OFFICE_FOLDER;
    if (isZipped && !directoryFits(this.#kind, zipNames(this.#tail, this.bytes))) return null;
    return this.#hash.digest("hex");
  }
}

/** Chunks of any size as parts of PART_BYTES, the last one as long as it is. */
export async function* partsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.byteLength;
    if (size < PART_BYTES) continue;
    const joined = Buffer.concat(held);
    let at = 0;
    for (; joined.length - at >= PART_BYTES; at += PART_BYTES) yield joined.subarray(at, at + PART_BYTES);
    held = [joined.subarray(at)];
    size = joined.length - at;
  }
  if (size > 0) yield Buffer.concat(held);
}

/** “PDF, PNG or JPEG”, for the refusal of another kind. */
export function kindNames(kinds: readonly FileKind[]): string {
  const names = kinds.map((kind) => FILE_KINDS[kind].name);
  return new Intl.ListFormat("en-GB", { type: "disjunction" }).format(names);
}

export type NamedFile = { ok: true; name: string; kind: FileKind } | { ok: false; name: string };

/** A file's safe name and its kind, as far as the name tells. */
export function nameFile(name: string, kinds: readonly FileKind[]): NamedFile {
  const safe = safeName(name);
  const kind = kindOfName(safe, kinds);
  return kind ? { ok: true, name: safe, kind } : { ok: false, name: safe };
}

export interface HeldFile {
  id: string;
  bytes: number;
  whole: boolean;
  /** Nothing names it, and nothing is about to. */
  idle: boolean;
}

/** Which of the files, oldest first, leave so that one more of so many bytes fits; null: it does not fit. */
export function whatGivesWay(held: readonly HeldFile[], bytes: number): string[] | null {
  const gone: string[] = [];
  let size = held.reduce((sum, file) => sum + file.bytes, bytes);
  const isFull = () => size > ATTEMPT_FILE_BYTES || held.length - gone.length >= MAX_FILES_PER_ATTEMPT;
  for (const file of held) {
    if (!isFull()) break;
    if (!file.idle) continue;
    gone.push(file.id);
    size -= file.bytes;
  }
  return isFull() ? null : gone;
}
