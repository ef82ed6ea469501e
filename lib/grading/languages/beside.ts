import { LANGUAGE_OF_EXTENSION } from "#lib/assessments/languages.ts";
import type { IncludedFile, PackageFile } from "#lib/assessments/packages/schema.ts";
import type { JobFile } from "../sandbox/types.ts";
import type { Language } from "./types.ts";

/** What of a package's `include/` belongs to a submission in this language. */
export function includedFor(included: readonly IncludedFile[], language: string): PackageFile[] {
  return included.filter((file) => file.language === "default" || file.language === language);
}

/**
 * Files beside a submission as its compiler finds them: sources of a compiled language by the one extension that it is
 * asked for. One that is called as the submission itself is in the box would take its place.
 */
export function laidBeside(language: Language, files: readonly PackageFile[]): JobFile[] {
  return files.map(({ name, content }) => {
    const isSource =
      language.artifact !== undefined &&
      LANGUAGE_OF_EXTENSION[extensionOf(name).slice(1).toLowerCase()] === language.id;
    const stem = name.slice(0, name.lastIndexOf("."));
    const known = isSource ? stem + extensionOf(language.sourceName) : name;
    return { name: known === language.sourceName ? `beside_${known}` : known, content };
  });
}

function extensionOf(name: string): string {
  return name.slice(name.lastIndexOf("."));
}

/** Why files cannot stand beside a submission in this language; null: they can. */
export function besideFault(language: Language, files: readonly PackageFile[]): string | null {
  const laid = laidBeside(language, files).map(({ name }) => name);
  if (new Set(laid).size < laid.length)
    return "two files beside it have one name to the compiler; rename one";
  // What is compiled all together may be called anything; a module is found by its name.
  const taken = language.artifact === undefined && files.some(({ name }) => name === language.sourceName);
  return taken
    ? `a file beside it is called ${language.sourceName}, as the submission is when it is judged; rename it`
    : null;
}
