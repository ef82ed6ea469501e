import { z } from "zod";

/** A report with pictures, a deck, a small archive. What is larger belongs in a repository, whose address is a text. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * The kinds of file that a question may ask for. Closed: each is known by its content (lib/attempts/files/rules.ts), and
 * none is ever opened by us. Nothing that a browser would run (HTML, SVG, scripts) is among them.
 */
export const FileKind = z.enum([
  "pdf",
  "png",
  "jpeg",
  "webp",
  "txt",
  "md",
  "csv",
  "json",
  "docx",
  "xlsx",
  "pptx",
  "odt",
  "zip",
]);
export type FileKind = z.infer<typeof FileKind>;

/** What people call a kind, the same in every language, and how its files' names end. */
export const FILE_KINDS: Record<FileKind, { name: string; extensions: readonly string[] }> = {
  pdf: { name: "PDF", extensions: ["pdf"] },
  png: { name: "PNG", extensions: ["png"] },
  jpeg: { name: "JPEG", extensions: ["jpg", "jpeg"] },
  webp: { name: "WebP", extensions: ["webp"] },
  txt: { name: "TXT", extensions: ["txt"] },
  md: { name: "Markdown", extensions: ["md", "markdown"] },
  csv: { name: "CSV", extensions: ["csv"] },
  json: { name: "JSON", extensions: ["json"] },
  docx: { name: "Word (DOCX)", extensions: ["docx"] },
  xlsx: { name: "Excel (XLSX)", extensions: ["xlsx"] },
  pptx: { name: "PowerPoint (PPTX)", extensions: ["pptx"] },
  odt: { name: "OpenDocument (ODT)", extensions: ["odt"] },
  zip: { name: "ZIP", extensions: ["zip"] },
};

/** The kind, among some, that a file's name ends like; undefined: none of them. */
export function kindOfName(name: string, kinds: readonly FileKind[]): FileKind | undefined {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return name.includes(".")
    ? kinds.find((kind) => FILE_KINDS[kind].extensions.includes(extension))
    : undefined;
}
