import { LANGUAGE_OF_EXTENSION } from "#lib/assessments/packages/schema.ts";
import { C, CPP } from "./languages/native.ts";
import { JAVASCRIPT, PYTHON } from "./languages/scripts.ts";
import type { Language } from "./languages/types.ts";

export type { Language, Toolchain } from "./languages/types.ts";

/** Every language that Assay can judge, in the order in which people see them. */
export const LANGUAGES: readonly Language[] = [PYTHON, JAVASCRIPT, C, CPP];

export function languageById(id: string): Language | undefined {
  return LANGUAGES.find((language) => language.id === id);
}

/** The language of a file in a package, by its extension. */
export function languageOfFile(path: string): Language | undefined {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return LANGUAGES.find((language) => language.id === LANGUAGE_OF_EXTENSION[extension]);
}
