import { createHash } from "node:crypto";
import type { FileKind } from "#lib/assessments/files/schema.ts";
import type { FileDefinition } from "#lib/assessments/schema.ts";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { uploadFile } from "#lib/attempts/files/commands.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { type KindsAssessment, makeCandidate } from "./attempt-factories.ts";

/* Files for tests: as small as their kind allows. */

function entryOf(name: string, content: Buffer, offset: number, deflated: boolean) {
  const local = Buffer.alloc(30);
  local.write("PK\x03\x04", "latin1");
  local.writeUInt16LE(deflated ? 8 : 0, 8);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write("PK\x01\x02", "latin1");
  central.writeUInt16LE(deflated ? 8 : 0, 10);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  central.writeUInt32LE(offset, 42);
  return {
    local: Buffer.concat([local, Buffer.from(name), content]),
    central: Buffer.concat([central, Buffer.from(name)]),
  };
}

/** A zip of these names; what stands in them says `content`. */
export function makeZip(names: readonly string[], content = Buffer.from("x"), deflated = false): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const name of names) {
    const { local, central } = entryOf(name, content, offset, deflated);
    locals.push(local);
    centrals.push(central);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

const office = (folder: string) => makeZip(["[Content_Types].xml", `${folder}/document.xml`]);

/** One file of each kind. */
export const SAMPLES: Record<FileKind, Buffer> = {
  pdf: Buffer.from("%PDF-1.7\n1 0 obj << >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"),
  png: Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  ),
  jpeg: Buffer.from("ffd8ffe000104a46494600010100000100010000ffd9", "hex"),
  webp: Buffer.concat([Buffer.from("RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f", "latin1"), Buffer.alloc(13)]),
  txt: Buffer.from("Grüße aus Zürich\n"),
  md: Buffer.from("# Notes\n\n<p align=center>centred</p>\n"),
  csv: Buffer.from("a;b\n1;2\n"),
  json: Buffer.from('{"a": [1, 2]}\n'),
  docx: office("word"),
  xlsx: office("xl"),
  pptx: office("ppt"),
  odt: makeZip(["mimetype"], Buffer.from("application/vnd.oasis.opendocument.text")),
  zip: makeZip(["a.txt", "b/c.txt"]),
};

export const MIB = 1024 * 1024;
export const DRAWING: FileDefinition = {
  type: "file",
  kinds: ["pdf", "png"],
  maxBytes: MIB,
  rubric: [{ id: "r", title: "SECRETRUBRIC", description: "" }],
};
export const ARCHIVE: FileDefinition = { ...DRAWING, kinds: ["zip", "txt"], maxBytes: 10 * MIB };

/** A PDF as far as anybody looks, of so many bytes. */
export function pdfOf(bytes: number, fill = 1): Buffer {
  return Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(bytes - 9, fill)]);
}

export function hashOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

export async function bytesOf({ parts }: { parts: AsyncIterable<Uint8Array> }): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

async function* inPieces(content: Buffer, size = 60_000) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

/** Somebody at an assessment of DRAWING and ARCHIVE, with what they do to it. */
export async function takeFileSeat(assessment: KindsAssessment) {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const [itemId = "", other = ""] = assessment.itemIds;
  type Part = { itemId?: string; actor?: Actor; declared?: number };
  const upload = (name: string, content: Buffer, part: Part = {}) => {
    const target = { attemptId, itemId: part.itemId ?? itemId, name, declaredBytes: part.declared ?? null };
    return uploadFile(part.actor ?? actor, target, inPieces(content));
  };
  const save = (revision: number, fileId: string | null, item = itemId) =>
    saveAnswer(actor, { attemptId, itemId: item }, { revision, content: { fileId } });
  return { actor, attemptId, itemId, other, upload, save };
}
