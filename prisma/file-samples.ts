import type { FileKind } from "#lib/assessments/files/schema.ts";

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
