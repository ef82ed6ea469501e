import { type PackageFiles, pathsBelow } from "./files.ts";
import { isLegacy, type ProblemYaml } from "./problem-yaml.ts";
import type { PackageFile, PackageProgram, PackageValidator } from "./schema.ts";
import { languageOfName as languageOf } from "./source-folders.ts";

const FOLDERS = ["output_validator/", "output_validators/"];
/** Languages in which the format lets validators be written; a candidate's other languages are not meant. */
const ENTRY_NAMES = /^(__main__|main|validate|validator|checker)\.\w+$/;

/** The package's own output validator; null where the default one is used. */
export function readValidator(
  files: PackageFiles,
  yaml: ProblemYaml,
): { validator: PackageValidator | null; unsupported: string[] } {
  const interactive =
    yaml.type.includes("interactive") || (yaml.validation?.includes("interactive") ?? false);
  if (!asksForOwn(files, yaml)) {
    if (!interactive) return { validator: null, unsupported: [] };
    return missing("an interactive problem needs an output_validator to talk to, and there is none");
  }
  const folder = FOLDERS.find((each) => pathsBelow(files, each).length > 0);
  if (!folder) return missing("a custom output validator is asked for, and output_validator/ is missing");
  const programs = programsIn(files, folder);
  const [program, ...more] = programs;
  const several = more.length > 0 ? `${folder} holds ${programs.length} validators; one is supported` : null;
  const read = several ? several : readProgram(program?.path ?? folder, program?.files ?? []);
  if (typeof read === "string") return { validator: null, unsupported: [read] };
  return { validator: { program: read, interactive }, unsupported: [] };
}

function missing(sentence: string) {
  return { validator: null, unsupported: [sentence] };
}

/** A legacy package may keep validators that its `validation: default` does not use. */
function asksForOwn(files: PackageFiles, yaml: ProblemYaml): boolean {
  if (isLegacy(yaml)) return yaml.validation?.includes("custom") ?? false;
  return FOLDERS.some((folder) => pathsBelow(files, folder).length > 0);
}

type Candidate = { path: string; files: PackageFile[] };

/** The folder itself is the program (2025-09), or holds programs: files and folders (legacy). */
export function programsIn(files: PackageFiles, folder: string): Candidate[] {
  const paths = pathsBelow(files, folder);
  const load = (below: string, chosen: readonly string[]): Candidate => ({
    path: below,
    files: chosen.map((path) => ({ name: path.slice(below.length), content: files.bytes(path) })),
  });
  const direct = paths.filter((path) => !path.slice(folder.length).includes("/"));
  if (folder === "output_validator/" && direct.length > 0) return [load(folder, paths)];
  const inner = new Set(
    paths
      .filter((path) => !direct.includes(path))
      .map((path) => `${folder}${path.slice(folder.length).split("/")[0]}/`),
  );
  const alone = direct.filter((path) => languageOf(path)).map((path) => load(folder, [path]));
  return [
    ...alone,
    ...[...inner].map((below) =>
      load(
        below,
        paths.filter((path) => path.startsWith(below)),
      ),
    ),
  ];
}

/** A sentence when it is a program that the judge cannot build. */
export function readProgram(path: string, files: readonly PackageFile[]): PackageProgram | string {
  if (files.some(({ name }) => name === "build" || name === "run"))
    return `${path} brings its own build or run script, which is not supported; leave the sources alone`;
  if (files.some(({ name }) => name.includes("/")))
    return `${path} holds folders, which is not supported; put all its files side by side`;
  // Bash is known to the judge, and never what a validator's sources mean by it.
  const sources = files.filter(({ name }) => languageOf(name) && !/\.(sh|sql|h|hpp)$/i.test(name));
  const entry = sources.length === 1 ? sources[0] : sources.find(({ name }) => ENTRY_NAMES.test(name));
  const languages = new Set(sources.map(({ name }) => languageOf(name)));
  if (!entry) return `${path} names no program: one source file, or one called validate`;
  const language = languageOf(entry.name);
  if (!language || languages.size > 1) return `${path} mixes languages; a validator is in one`;
  if (sources.length > 1 && language !== "python")
    return `${path} has several source files; put them into one (headers may stay)`;
  return { language, entry: entry.name, files: [...files] };
}
