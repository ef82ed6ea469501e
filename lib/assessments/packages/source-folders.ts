import { LANGUAGE_OF_EXTENSION } from "../languages.ts";
import { type PackageFiles, pathsBelow } from "./files.ts";
import { type IncludedFile, languageIds, type PackageFile } from "./schema.ts";

/** Languages whose sources are all given to one compiler, or find each other by name when they run. */
const IN_SEVERAL_FILES = ["python", "javascript", "java", "cpp", "c", "go", "rust", "ruby", "php"];
/** By the format the one that is run, where the author names none: main, else the first by name. */
const MAIN = /^(__main__|main)\.\w+$/i;

/** Several files that are one program: `entry` is run, or compiled together with the others. */
type SourceFolder = { entry: string; source: Uint8Array; extraFiles: PackageFile[] };

/** The language of a file by its extension. */
export function languageOfName(name: string): string | undefined {
  return LANGUAGE_OF_EXTENSION[name.slice(name.lastIndexOf(".") + 1).toLowerCase()];
}

/**
 * A folder below `submissions/` as one program.
 * @param entrypoint what submissions.yaml says of it.
 * @returns a sentence when the judge cannot build it.
 */
export function readSourceFolder(
  files: PackageFiles,
  paths: readonly string[],
  folder: string,
  entrypoint: string | undefined,
): SourceFolder | string {
  const names = paths.map((path) => path.slice(folder.length));
  if (names.some((name) => name.includes("/")))
    return "it holds folders; put all files of a submission side by side";
  if (names.some((name) => name === "build" || name === "run"))
    return "it brings its own build or run script; leave the sources alone";
  const sources = names.filter((name) => languageOfName(name));
  const languages = [...new Set(sources.map((name) => languageOfName(name) ?? ""))];
  const [language] = languages;
  if (language === undefined) return "no language is known for its files";
  if (languages.length > 1) return `it mixes languages (${languages.join(", ")}); a submission is in one`;
  if (sources.length > 1 && !IN_SEVERAL_FILES.includes(language))
    return `a submission in ${language} is one file here; put its sources into one`;
  const entry =
    sources.find((name) => name === entrypoint) ?? sources.find((name) => MAIN.test(name)) ?? sources[0];
  if (entry === undefined) return "no language is known for its files";
  const load = (name: string) => ({ name, content: files.bytes(`${folder}${name}`) });
  const extraFiles = names.filter((name) => name !== entry).map(load);
  return { entry, source: load(entry).content, extraFiles };
}

/** What of `include/` there is, by language id or `default`; sentences for what the judge cannot do with it. */
export function readIncluded(files: PackageFiles): { included: IncludedFile[]; unsupported: string[] } {
  const unsupported: string[] = [];
  const included = pathsBelow(files, "include/").flatMap((path): IncludedFile[] => {
    const [, code = "", name = "", ...deeper] = path.split("/");
    const [id] = code === "default" ? ["default"] : (languageIds([code]) ?? []);
    if (name === "" || deeper.length > 0)
      unsupported.push(
        `${path}: files stand in include/<language>/ or include/default/, without further folders`,
      );
    else if (id === undefined) unsupported.push(`include/${code}: no language here is called so`);
    else if (id !== "default" && !IN_SEVERAL_FILES.includes(id))
      unsupported.push(`include/${code}: a submission in ${id} is one file here`);
    else return [{ language: id, name, content: files.bytes(path) }];
    return [];
  });
  return { included, unsupported: [...new Set(unsupported)] };
}
