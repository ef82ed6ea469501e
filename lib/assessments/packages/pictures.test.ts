import { expect, test } from "vitest";
import type { PackageFiles } from "./files.ts";
import { readPictures } from "./pictures.ts";

function packageOf(files: Record<string, Uint8Array>): PackageFiles {
  const bytes = (path: string) => files[path] ?? new Uint8Array();
  return {
    name: "p",
    sizes: new Map(Object.keys(files).map((path) => [path, bytes(path).length])),
    ignored: [],
    bytes,
  };
}

const hex = (...parts: string[]) => new Uint8Array(Buffer.from(parts.join("").replaceAll(" ", ""), "hex"));
const text = (content: string) => new Uint8Array(Buffer.from(content));

const PNG = hex("89504e470d0a1a0a 0000000d 49484452", "00000280 000001e0 0802000000");
const JPEG = hex("ffd8 ffe0 0004 0000", "ffc0 0011 08 01e0 0280 03 012200 021101 031101");
const GIF = hex("474946383961 8002 e001 800000");
const WEBP = hex("52494646 24000000 57454250 56503858 0a000000 00000000", "7f0200 df0100 0000");

test("a picture's form and size are read from its bytes, whatever its name says", () => {
  const pictures = readPictures(
    packageOf({
      "statement/a.png": PNG,
      "statement/figures/b.jpg": JPEG,
      "problem_statement/c.png": GIF,
      "statement/d.webp": WEBP,
      "statement/e.svg": text(
        '<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="x" viewBox="0 0 640 480"><g/></svg>',
      ),
      "statement/problem.en.md": text("# A"),
      "data/sample/1.png": PNG,
    }),
  );
  expect(pictures.map(({ name, form, size }) => [name, form, `${size?.width}x${size?.height}`])).toEqual([
    ["a.png", "png", "640x480"],
    ["figures/b.jpg", "jpg", "640x480"],
    ["d.webp", "webp", "640x480"],
    ["e.svg", "svg", "640x480"],
    ["c.png", "gif", "640x480"],
  ]);
});

test("what is called a picture and is none is refused, and so is one too large", () => {
  const html = packageOf({ "statement/a.png": text("<html><script>alert(1)</script></html>") });
  expect(() => readPictures(html)).toThrow(/no PNG/);
  const large = new Uint8Array(3 * 1024 * 1024);
  large.set(PNG);
  expect(() => readPictures(packageOf({ "statement/a.png": large }))).toThrow(/2 MiB/);
});

test("a damaged header costs the size alone", () => {
  for (const content of [
    PNG.subarray(0, 12),
    JPEG.subarray(0, 9),
    hex("ffd8ff 0000 0000 0000 0000 0000 0000"),
  ]) {
    const [picture] = readPictures(packageOf({ "statement/a.png": content }));
    expect(picture?.size).toBeNull();
  }
});
