import { resolve } from "node:path";
import { LANGUAGE_OF_EXTENSION } from "../languages.ts";
import { folderFiles, type PackageFiles, pathsBelow, readText } from "./files.ts";
import { readScoring } from "./groups.ts";
import { readInputValidators } from "./input-validators.ts";
import { readPictures } from "./pictures.ts";
import { isLegacy, limitsOf, type ProblemYaml, parseProblemYaml } from "./problem-yaml.ts";
import { languageIds, PackageError, type PackageFile, type ProblemPackage } from "./schema.ts";
import { readIncluded } from "./source-folders.ts";
import { readSubmissions } from "./submissions.ts";
import { readTests } from "./tests.ts";
import { readValidator } from "./validator.ts";
import { findIssues } from "./verify.ts";

/** Problem types that the judge knows. */
const TYPES = ["pass-fail", "scoring", "interactive"];
const VALIDATION = ["default", "custom", "score", "interactive"];

/**
 * Reads a Kattis problem package from its folder.
 * @throws PackageError naming the file and what to do, when it cannot be understood.
 */
export function readProblemPackage(directory: string): ProblemPackage {
  return readPackage(folderFiles(resolve(directory)));
}

/** Reads a Kattis problem package from wherever its files are. @throws PackageError */
export function readPackage(files: PackageFiles): ProblemPackage {
  if (!files.sizes.has("problem.yaml")) {
    throw new PackageError(
      "problem.yaml",
      "is missing; a problem package has it at its top, and our own formats have question.yaml",
    );
  }
  const yaml = parseProblemYaml("problem.yaml", readText(files, "problem.yaml"));
  const statements = readStatements(files);
  const attachments = readBelow(files, "attachments/");
  const own = readValidator(files, yaml);
  const read = readTests(files, yaml, own.validator !== null);
  const scored = readScoring(files, yaml, read.tests);
  const { tests, triedOutputs, triedInputs } = read;
  const { included, unsupported: odd } = readIncluded(files);
  const { validators: inputValidators, skipped } = readInputValidators(files);
  const unsupported = [
    findUnsupported(yaml, files),
    own.unsupported,
    read.unsupported,
    scored.unsupported,
    odd,
  ];
  const source: Omit<ProblemPackage, "issues"> = {
    shortName: files.name,
    format: yaml.problem_format_version,
    title: titleOf(yaml, statements) ?? files.name,
    ...(typeof yaml.name === "object" ? { titles: yaml.name } : {}),
    statements,
    pictures: readPictures(files),
    limits: limitsOf(yaml),
    scoring: scored.scoring,
    validator: own.validator,
    languages: languageIds(yaml.languages ?? null),
    tests,
    triedOutputs,
    triedInputs,
    inputValidators,
    included,
    interactions: readInteractions(files),
    submissions: readSubmissions(files),
    attachments,
    starters: startersOf(attachments),
    keywords: yaml.keywords ?? [],
    unsupported: [...new Set(unsupported.flat())],
  };
  const warnings = skipped.map((detail) => ({ weight: "warning" as const, detail }));
  return { ...source, issues: [...findIssues(files, source), ...warnings] };
}

function findUnsupported(yaml: ProblemYaml, files: PackageFiles): string[] {
  const found: string[] = [];
  if (yaml.type.includes("multi-pass"))
    found.push(
      "a multi-pass problem runs each submission several times and hands its output on, which is not done here; ask for one pass, or make the problem interactive",
    );
  if (yaml.type.includes("submit-answer"))
    found.push(
      "a submit-answer problem takes outputs instead of a program, which is not done here; ask for the program",
    );
  const types = yaml.type.filter((type) => ![...TYPES, "multi-pass", "submit-answer"].includes(type));
  if (types.length > 0)
    found.push(`problem type ${types.join(", ")} is not supported (${TYPES.join(", ")} are)`);
  const validation = yaml.validation?.filter((word) => !VALIDATION.includes(word)) ?? [];
  if (validation.length > 0) found.push(`validation "${validation.join(" ")}" is not known`);
  const has = (folder: string) => pathsBelow(files, folder).length > 0;
  if (has("graders/")) found.push("a custom grader is not supported yet");
  if (has("static_validator/")) found.push("a static validator is not supported yet");
  if (isLegacy(yaml) && yaml.validation?.includes("score") && !yaml.type.includes("scoring"))
    found.push("a validator that scores needs type: scoring");
  return found;
}

function readStatements(files: PackageFiles): Record<string, string> {
  const statements: Record<string, string> = {};
  for (const path of files.sizes.keys()) {
    const language =
      /^(?:statement|problem_statement)\/problem(?:\.([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md$/.exec(path);
    if (language) statements[language[1] ?? "en"] = readText(files, path);
  }
  return statements;
}

function readInteractions(files: PackageFiles): ProblemPackage["interactions"] {
  return pathsBelow(files, "data/sample/")
    .filter((path) => path.endsWith(".interaction"))
    .sort()
    .map((path) => ({
      name: path.slice("data/".length, -".interaction".length),
      text: readText(files, path),
    }));
}

function titleOf(yaml: ProblemYaml, statements: Record<string, string>): string | undefined {
  if (typeof yaml.name === "string") return yaml.name;
  if (yaml.name) return yaml.name.en ?? Object.values(yaml.name)[0];
  return Object.values(statements)
    .map((text) => /^#\s+(.+)$/m.exec(text)?.[1])
    .find(Boolean);
}

function readBelow(files: PackageFiles, folder: string): PackageFile[] {
  return pathsBelow(files, folder).map((path) => ({
    name: path.slice(folder.length),
    content: files.bytes(path),
  }));
}

/** What the editor begins with: `attachments/starter.py`, or the format's `attachments/templates/python3/….py`. */
function startersOf(attachments: readonly PackageFile[]): Record<string, string> {
  return Object.fromEntries(
    attachments.flatMap(({ name, content }) => {
      const extension = /^(?:starter|templates\/\w+\/[\w.-]+)\.(\w+)$/.exec(name)?.[1];
      if (!extension || !LANGUAGE_OF_EXTENSION[extension]) return [];
      const source = Buffer.from(content).toString("utf8");
      if (source.includes("\0")) throw new PackageError(`attachments/${name}`, "is not a text; a starter is");
      return [[extension, source]];
    }),
  );
}
