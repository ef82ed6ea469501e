import type { FileKind } from "./schema.ts";

/* Apart from the schema: the browser's script needs these, and not the library behind a schema. */

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
