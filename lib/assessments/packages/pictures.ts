import { sha256 } from "#lib/platform/crypto.ts";
import { PICTURES_AT } from "../schema.ts";
import { type PackageFiles, pathsBelow } from "./files.ts";
import { PackageError } from "./schema.ts";

/** A picture that a statement shows. */
export type Picture = {
  /** Below the statement's folder, as the statement names it: figures/tree.png. */
  name: string;
  form: PictureForm;
  content: Uint8Array;
  /** In CSS pixels, so that a page can keep its place; null: it does not say. */
  size: { width: number; height: number } | null;
};

export const PICTURE_FORMS = ["png", "jpg", "gif", "webp", "svg"] as const;
export type PictureForm = (typeof PICTURE_FORMS)[number];

/** A candidate on a slow line waits for it while the clock runs. */
const MAX_PICTURE_BYTES = 2 * 1024 * 1024;

/** The pictures beside the statements. What is called a picture and is none is refused. @throws PackageError */
export function readPictures(files: PackageFiles): Picture[] {
  return ["statement/", "problem_statement/"].flatMap((folder) =>
    pathsBelow(files, folder)
      .filter((path) => /\.(png|jpe?g|gif|webp|svg)$/i.test(path))
      .map((path) => {
        if ((files.sizes.get(path) ?? 0) > MAX_PICTURE_BYTES)
          throw new PackageError(path, "is larger than 2 MiB; make the picture smaller");
        const content = files.bytes(path);
        const form = formOf(content);
        if (!form) throw new PackageError(path, "is no PNG, JPEG, GIF, WebP or SVG; save it as one of them");
        return { name: path.slice(folder.length), form, content, size: sizeOf(form, Buffer.from(content)) };
      }),
  );
}

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString("latin1") === text;

/** By its first bytes, whatever its name says. */
function formOf(bytes: Uint8Array): PictureForm | null {
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (startsWith(bytes, "\xff\xd8\xff")) return "jpg";
  if (startsWith(bytes, "GIF8")) return "gif";
  if (startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8)) return "webp";
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("utf8");
  return /^\uFEFF?\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>]/.test(head)
    ? "svg"
    : null;
}

function sizeOf(form: PictureForm, bytes: Buffer): Picture["size"] {
  const size = SIZES[form](bytes);
  return size && size.width > 0 && size.height > 0 ? size : null;
}

const SIZES: Record<PictureForm, (bytes: Buffer) => Picture["size"]> = {
  png: (bytes) =>
    bytes.length >= 24 ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : null,
  gif: (bytes) =>
    bytes.length >= 10 ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } : null,
  jpg: sizeOfJpeg,
  webp: sizeOfWebp,
  svg: sizeOfSvg,
};

/** Segments up to the frame's header: FF Cx, length, precision, height, width. */
function sizeOfJpeg(bytes: Buffer): Picture["size"] {
  for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) return null;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
  }
  return null;
}

/** Of its three kinds: lossy, lossless and extended. */
function sizeOfWebp(bytes: Buffer): Picture["size"] {
  if (bytes.length < 30) return null;
  const kind = bytes.toString("latin1", 12, 16);
  if (kind === "VP8 ")
    return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  if (kind === "VP8L") {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  return kind === "VP8X" ? { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 } : null;
}

function sizeOfSvg(bytes: Buffer): Picture["size"] {
  const tag = /<svg\b[^>]*>/.exec(bytes.toString("utf8", 0, 8192))?.[0] ?? "";
  const length = (name: string) => Number(new RegExp(`\\s${name}="([\\d.]+)(?:px)?"`).exec(tag)?.[1]);
  const box =
    /\sviewBox="([^"]+)"/
      .exec(tag)?.[1]
      ?.trim()
      .split(/[\s,]+/)
      .map(Number) ?? [];
  const width = Math.round(length("width") || (box[2] ?? 0));
  const height = Math.round(length("height") || (box[3] ?? 0));
  return width && height ? { width, height } : null;
}

/** A picture's file: by what it shows, so that its address never shows anything else. */
export function pictureFile({ content, form }: Picture): string {
  return `${sha256(content)}.${form}`;
}

/** The pictures' addresses in the portal, each with its size: a page keeps the place before it has come. */
export function withPictures(markdown: string, pictures: readonly Picture[]): string {
  const addresses = new Map(
    pictures.map((picture) => {
      const size = picture.size ? `#${picture.size.width}x${picture.size.height}` : "";
      return [picture.name, `${PICTURES_AT}${pictureFile(picture)}${size}`];
    }),
  );
  return markdown.replaceAll(
    /(!\[[^\]]*\]\(\s*|^\[[^\]]+\]:\s*)(?:\.\/)?([^)\s]+)/gm,
    (whole, before: string, name: string) => {
      const address = addresses.get(name);
      return address ? `${before}${address}` : whole;
    },
  );
}
