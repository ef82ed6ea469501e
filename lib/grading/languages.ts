import { LANGUAGE_OF_EXTENSION } from "#lib/assessments/languages.ts";
import { JAVA } from "./languages/java.ts";
import { C, CPP, GO, RUST } from "./languages/native.ts";
import { JAVASCRIPT, SQL, TYPESCRIPT } from "./languages/node.ts";
import { BASH, PHP, PYTHON, RUBY } from "./languages/scripts.ts";
import type { Language } from "./languages/types.ts";

/** Every language that Assay can judge, in the order in which people see them. */
export const LANGUAGES: readonly Language[] = [
  ...[PYTHON, JAVASCRIPT, TYPESCRIPT, JAVA, CPP, C],
  ...[GO, RUST, RUBY, PHP, BASH, SQL],
];

/** The language of a file in a package, by its extension. */
export function languageOfFile(path: string): Language | undefined {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return LANGUAGES.find((language) => language.id === LANGUAGE_OF_EXTENSION[extension]);
}
