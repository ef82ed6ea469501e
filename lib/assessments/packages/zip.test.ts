import { describe, expect, test } from "vitest";
import { readPackage } from "./read.ts";
import { PackageError } from "./schema.ts";
import { GOOD_PACKAGE, type MadeEntry, makePackage, makeZip } from "./testing.ts";
import { zipFiles } from "./zip.ts";
import { ZIP_LIMITS } from "./zip-rules.ts";

const MIB = 1024 * 1024;
const good: MadeEntry[] = Object.entries(GOOD_PACKAGE).map(([name, content]) => ({ name, content }));
const refusalOf = (zip: Buffer) =>
  zipFiles(zip, "package.zip").then(
    () => "taken",
    (error: unknown) => {
      expect(error).toBeInstanceOf(PackageError);
      return (error as PackageError).message;
    },
  );

describe("a package in a zip", () => {
  test("is read as its folder is, whether its files stand at the top or in one folder", async () => {
    const inside = readPackage(await zipFiles(makePackage(), "whatever.zip"));
    const top = readPackage(await zipFiles(makePackage({}, ""), "Twice (2).kpp"));
    expect([inside.shortName, top.shortName]).toEqual(["twice", "Twice (2)"]);
    expect(inside.tests.map(({ name, hint }) => [name, hint])).toEqual([
      ["sample/1", undefined],
      ["secret/01-large", undefined],
      ["secret/02-negative", "Numbers may be negative."],
    ]);
    expect({ ...top, shortName: "twice" }).toEqual(inside);
  });

  test("leaves out what tools leave behind, and says what it cannot name", async () => {
    const zip = makeZip([
      ...good,
      { name: ".git/config", content: "x" },
      { name: "__MACOSX/._problem.yaml", content: "x" },
      { name: "data/secret/my test.in", content: "x" },
      { name: "data/", mode: 0o040755 },
    ]);
    const files = await zipFiles(zip, "twice.zip");
    expect([...files.sizes.keys()].sort()).toEqual(Object.keys(GOOD_PACKAGE).sort());
    expect(files.ignored).toEqual(["data/secret/my test.in"]);
  });

  test("with a test of a million equal letters is no bomb", async () => {
    const zip = makePackage({ "data/secret/03-long.in": "a".repeat(MIB), "data/secret/03-long.ans": "" });
    expect((await zipFiles(zip, "twice.zip")).sizes.get("data/secret/03-long.in")).toBe(MIB);
  });
});

describe("a hostile zip is refused in words that say what to do", () => {
  const with_ = (...more: MadeEntry[]) => makeZip([...good, ...more]);

  test.each<[string, Buffer, RegExp]>([
    ["a way out", with_({ name: "../../etc/cron.d/x" }), /leads out of the package/],
    ["a way out in the middle", with_({ name: "data/../../x" }), /leads out/],
    ["an empty part", with_({ name: "data//x" }), /empty name/],
    ["an absolute path", with_({ name: "/etc/passwd" }), /absolute path/],
    ["a drive", with_({ name: "C:/x" }), /absolute path/],
    ["a backslash", with_({ name: "data\\x" }), /backslash/],
    ["a newline", with_({ name: "data/secret/1\n-rf" }), /control character/],
    ["an escape sequence", with_({ name: "data/\x1b[2Jx" }), /data\/\?\[2Jx: has a control character/],
    [
      "a symbolic link",
      with_({ name: "data/link", content: "/etc/passwd", mode: 0o120777 }),
      /symbolic link/,
    ],
    ["a device", with_({ name: "data/sda", mode: 0o060660 }), /device/],
    ["a pipe", with_({ name: "data/fifo", mode: 0o010644 }), /pipe/],
    ["a name twice", with_({ name: "problem.yaml", content: "name: Other" }), /in the zip twice/],
    ["names that differ in capitals", with_({ name: "Problem.yaml" }), /capitals/],
    ["a folder that is a file", with_({ name: "problem.yaml/x" }), /a file as well/],
    ["a folder with content", with_({ name: "data/", content: "x" }), /folder with content/],
    ["a bad checksum", with_({ name: "data/x", content: "x", claims: { crc: 1 } }), /checksum/],
    [
      "more than it says",
      with_({ name: "data/x", content: "xxxx", claims: { size: 2 } }),
      /too many bytes|more than/,
    ],
    [
      "less than it says",
      with_({ name: "data/x", content: "x", claims: { size: 9 } }),
      /not enough bytes|less than/,
    ],
    [
      "two sizes",
      with_({ name: "data/x", content: "x", stored: true, claims: { size: 9 } }),
      /two sizes|size mismatch/,
    ],
    ["two names", with_({ name: "data/x", content: "x", claims: { localName: "data/y" } }), /two names/],
    [
      "shared bytes",
      with_({ name: "data/x", claims: { offset: 0, localName: "problem.yaml" } }),
      /shares its bytes/,
    ],
    ["a password", with_({ name: "data/x", content: "x", flags: 1 }), /encrypted/],
    ["another packing", with_({ name: "data/x", content: "x", method: 12 }), /other than deflate/],
    ["zip64 in an entry", with_({ name: "data/x", claims: { extra: Buffer.from([1, 0, 0, 0]) } }), /zip64/],
    [
      "zip64 at its end",
      makeZip(good, { end: Buffer.concat([Buffer.from([0x50, 0x4b, 6, 7]), Buffer.alloc(16)]) }),
      /zip64/,
    ],
    ["a depth without end", with_({ name: `data/${"a/".repeat(20)}x` }), /too deeply/],
    ["a name without end", with_({ name: `data/${"a".repeat(2000)}` }), /too long/],
    ["a file too large", with_({ name: "data/x", claims: { size: 33 * MIB } }), /more than 32 MiB/],
    ["too much in all", makeZip([...good, ...claiming(5, 30 * MIB)]), /more than 128 MiB/],
    ["a ratio of bombs", makeZip([...good, ...claiming(1, 20 * MIB)]), /zip bomb/],
    [
      "entries without end",
      makeZip(Array.from({ length: 5001 }, (_, i) => ({ name: `d/${i}` }))),
      /5000 entries/,
    ],
    ["no zip", Buffer.from("problem.yaml"), /is not a zip/],
    ["half of one", makePackage().subarray(40), /cannot be read as a zip|leads out|shares|two names/],
    [
      "no package",
      makeZip([{ name: "notes.txt", content: "x" }]),
      /holds no problem.yaml and no question.yaml/,
    ],
    ["a zip in it", makeZip([{ name: "inner.zip", content: makePackage() }]), /another archive, inner.zip/],
  ])("%s", async (_, zip, words) => {
    expect(await refusalOf(zip)).toMatch(words);
  });

  test("whatever its size", async () => {
    expect(await refusalOf(Buffer.alloc(ZIP_LIMITS.archiveBytes + 1))).toMatch(/larger than 32 MiB/);
  });

  test("and any byte of a good one changed is taken whole or refused, and never more", async () => {
    const zip = makePackage();
    const sound = readPackage(await zipFiles(zip, "twice.zip"));
    for (let at = 0; at < zip.length; at += 7) {
      const broken = Buffer.from(zip);
      broken[at] = (broken[at] ?? 0) ^ 0x41;
      const files = await zipFiles(broken, "twice.zip").catch((error: unknown) => {
        expect(error).toBeInstanceOf(PackageError);
        return null;
      });
      // Dates, versions and attributes mean nothing here; whatever else was taken is the same package or part of it.
      if (files) expect(files.sizes.size).toBeLessThanOrEqual(sound.tests.length * 2 + 7);
    }
  });
});

function claiming(count: number, size: number): MadeEntry[] {
  return Array.from({ length: count }, (_, index) => ({ name: `data/${index}.bin`, claims: { size } }));
}
