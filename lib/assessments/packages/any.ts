import { z } from "zod";
import { type PackageFiles, readText } from "./files.ts";
import { AUTHORED_FORMATS, type AuthoredQuestion, readAuthoredText } from "./library.ts";
import { parseYaml } from "./problem-yaml.ts";
import { PROGRAM_FORMATS, type ProgramQuestion, readProgram } from "./programs.ts";
import { readPackage } from "./read.ts";
import { PackageError, type ProblemPackage } from "./schema.ts";

const QUESTION = "question.yaml";

/** A question from wherever its files are, by its kind. */
export type AnyQuestion =
  | { kind: "package"; source: ProblemPackage }
  | { kind: "program"; source: ProgramQuestion }
  | { kind: "authored"; source: AuthoredQuestion };

/**
 * A problem package (`problem.yaml`), or a question of our own formats (`question.yaml`).
 * @throws PackageError naming the file and what to do.
 */
export function readAny(files: PackageFiles): AnyQuestion {
  if (files.sizes.has("problem.yaml") || !files.sizes.has(QUESTION))
    return { kind: "package", source: readPackage(files) };
  const { format } = parseYaml(QUESTION, readText(files, QUESTION), z.looseObject({ format: z.string() }));
  if (PROGRAM_FORMATS.includes(format)) return { kind: "program", source: readProgram(files) };
  if (AUTHORED_FORMATS.includes(format))
    return {
      kind: "authored",
      source: { ...readAuthoredText(QUESTION, readText(files, QUESTION)), slug: files.name },
    };
  const known = [...PROGRAM_FORMATS, ...AUTHORED_FORMATS].join(", ");
  throw new PackageError(QUESTION, `format: ${JSON.stringify(format)} is not known; use one of ${known}`);
}
