import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FileKind } from "#lib/assessments/files/schema.ts";
import { makeZip, SAMPLES } from "#prisma/file-samples.ts";
import { FileInspector, nameFile, partsOf, safeName, whatGivesWay, zipNames } from "./rules.ts";
import { ATTEMPT_FILE_BYTES, MAX_FILES_PER_ATTEMPT, PART_BYTES } from "./schema.ts";

/** The hash of what passes; null for what is refused, at whatever byte. */
function inspect(kind: FileKind, content: Buffer, chunk = content.length || 1): string | null {
  const inspector = new FileInspector(kind);
  for (let at = 0; at < content.length; at += chunk)
    if (!inspector.push(content.subarray(at, at + chunk))) return null;
  return inspector.end();
}

describe("a file's name", () => {
  test.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd.pdf", "passwd.pdf"],
    ["C:\\Users\\ada\\report.pdf", "report.pdf"],
    ["/tmp/x/", "file"],
    [".htaccess.pdf", "htaccess.pdf"],
    ["..", "file"],
    ["", "file"],
    ["evil\u202Efdp.exe.pdf", "evilfdp.exe.pdf"],
    ["a\u0000b\r\nc.pdf", "abc.pdf"],
    ['we"ird<>:|?*.pdf', "weird.pdf"],
    ["  much   space .pdf", "much space.pdf"],
    ["report.pdf. . ", "report.pdf"],
    ["Zu\u0308rich.pdf", "Zürich.pdf"],
    [`${"x".repeat(500)}.pdf`, `${"x".repeat(116)}.pdf`],
  ])("%j is kept as %j", (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });

  test("is one that every file system and every header takes, whatever was typed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const safe = safeName(name);
        return (
          safe.length >= 1 &&
          [...safe].length <= 140 &&
          safe.isWellFormed() &&
          !/[/\\\p{Cc}"]|^\./u.test(safe)
        );
      }),
    );
  });

  test("tells the kind, among those that are asked for", () => {
    expect(nameFile("A.PDF", ["png", "pdf"])).toEqual({ ok: true, name: "A.PDF", kind: "pdf" });
    for (const name of ["pdf", "a.html", "a.pdf.html", "a.", ".pdf"])
      expect(nameFile(name, ["pdf"])).toMatchObject({ ok: false });
  });
});

describe("a file's content", () => {
  test.each(FileKind.options)("of kind %s passes, in pieces of any size, and is told by its hash", (kind) => {
    const content = SAMPLES[kind];
    const hash = createHash("sha256").update(content).digest("hex");
    for (const chunk of [content.length, 7, 1]) expect(inspect(kind, content, chunk)).toBe(hash);
  });

  test("of one kind under the name of another is refused", () => {
    const texts: FileKind[] = ["txt", "md", "csv", "json"];
    for (const kind of FileKind.options) {
      for (const other of FileKind.options) {
        const both = texts.includes(kind) && texts.includes(other);
        // Every packed office file is a zip; the other way round takes more.
        if (kind === other || both || other === "zip") continue;
        expect(inspect(other, SAMPLES[kind]), `${kind} as ${other}`).toBeNull();
      }
    }
  });

  test.each<[string, FileKind, Buffer]>([
    ["a page named .pdf", "pdf", Buffer.from("<!doctype html><script>alert(1)</script>")],
    ["a page that says further down that it is a PDF", "pdf", Buffer.from("<script>0</script>\n%PDF-1.7")],
    ["a page named .txt", "txt", Buffer.from("\ufeff  <HTML><body onload=alert(1)>")],
    ["a drawing with scripts named .txt", "txt", Buffer.from("<svg onload='alert(1)'/>")],
    ["a program named .csv", "csv", Buffer.from("\x7fELF\x02\x01\x01\x00\x00")],
    ["a text in another encoding", "txt", Buffer.from("caf\xe9", "latin1")],
    ["a text cut within a character", "txt", Buffer.from("é").subarray(0, 1)],
    ["nothing at all", "txt", Buffer.alloc(0)],
    ["an empty zip", "zip", Buffer.from("504b0506000000000000000000000000000000000000", "hex")],
    ["a zip without its directory", "zip", SAMPLES.zip.subarray(0, 40)],
    [
      "a document with macros",
      "docx",
      makeZip(["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]),
    ],
    ["a zip named .docx", "docx", makeZip(["word.txt"])],
  ])("that is %s is refused", (_what, kind, content) => {
    expect(inspect(kind, content)).toBeNull();
  });

  test("is never unpacked: a bomb is only as large as it is", () => {
    const bomb = makeZip(["zeros"], deflateRawSync(Buffer.alloc(50 * 1024 * 1024)));
    const inspector = new FileInspector("zip");
    expect(inspector.push(bomb)).toBe(true);
    expect(inspector.bytes).toBeLessThan(60_000);
    expect(inspector.end()).not.toBeNull();
  });

  test("may be anything at all without breaking the reader", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(...FileKind.options), (bytes, kind) => {
        const tail = Buffer.concat([
          SAMPLES[kind],
          Buffer.from(bytes),
          Buffer.from("PK\x05\x06"),
          Buffer.from(bytes),
        ]);
        const names = zipNames(tail, tail.length);
        return names === null || Array.isArray(names);
      }),
    );
  });
});

test("parts are of one size, and together the file", async () => {
  async function* chunks() {
    for (const size of [1, PART_BYTES, 3 * PART_BYTES + 5, 10]) yield Buffer.alloc(size, size % 251);
  }
  const sizes: number[] = [];
  for await (const part of partsOf(chunks())) sizes.push(part.length);
  expect(sizes).toEqual([...new Array<number>(4).fill(PART_BYTES), 16]);
});

describe("room for one more file", () => {
  const file = (id: string, bytes: number, idle: boolean) => ({ id, bytes, whole: true, idle });
  const MIB = 1024 * 1024;

  test("is made by those that were replaced, oldest first, and by no other", () => {
    const held = [file("a", 10 * MIB, false), file("b", 10 * MIB, true), file("c", 10 * MIB, true)];
    expect(whatGivesWay(held, 10 * MIB)).toEqual([]);
    expect(whatGivesWay([...held, file("d", 10 * MIB, true)], 5 * MIB)).toEqual(["b"]);
    expect(whatGivesWay([file("a", ATTEMPT_FILE_BYTES, false)], 1)).toBeNull();
    const many = Array.from({ length: MAX_FILES_PER_ATTEMPT }, (_, index) =>
      file(String(index), 1, index > 2),
    );
    expect(whatGivesWay(many, 1)).toEqual(["3"]);
  });
});
