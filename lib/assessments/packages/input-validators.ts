import { type PackageFiles, pathsBelow } from "./files.ts";
import type { InputValidator } from "./schema.ts";
import { programsIn, readProgram } from "./validator.ts";

const FOLDERS = ["input_validators/", "input_validator/"];
/** Grammars in languages of their own, which Kattis' tools read. */
const GRAMMAR = /\.(ctd|viva)$/;

/** The package's input validators, and in words those that cannot be run here. */
export function readInputValidators(files: PackageFiles): {
  validators: InputValidator[];
  skipped: string[];
} {
  const folder = FOLDERS.find((each) => pathsBelow(files, each).length > 0);
  if (!folder) return { validators: [], skipped: [] };
  const validators: InputValidator[] = [];
  const grammars = pathsBelow(files, folder).filter((path) => GRAMMAR.test(path));
  const skipped = grammars.map(
    (path) => `${path} is a grammar, which is not run here; Kattis' own tools read it.`,
  );
  for (const { path, files: sources } of programsIn(files, folder)) {
    const programs = sources.filter(({ name }) => !GRAMMAR.test(name));
    if (programs.length === 0) continue;
    const program = readProgram(path, programs);
    if (typeof program === "string") skipped.push(`This input validator is not run here: ${program}.`);
    else validators.push({ name: path.slice(folder.length).replace(/\/$/, "") || program.entry, program });
  }
  return { validators, skipped };
}
