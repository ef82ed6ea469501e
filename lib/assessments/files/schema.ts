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
