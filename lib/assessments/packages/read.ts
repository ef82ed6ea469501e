import { basename, resolve } from "node:path";
import { listFiles, readBytes, readText } from "./files.ts";
import { limitsOf, type ProblemYaml, parseProblemYaml } from "./problem-yaml.ts";
import {
  type ExpectedVerdict,
  PackageError,
  type PackageFile,
  type PackageSubmission,
  type ProblemPackage,
} from "./schema.ts";
import { readTests } from "./tests.ts";

/** What each folder under `submissions/` expects. Our MLE and OLE are run-time errors in Kattis' words. */
const EXPECTED: Record<string, readonly ExpectedVerdict[]> = {
  accepted: ["AC"],
  wrong_answer: ["WA"],
  time_limit_exceeded: ["TLE"],
  run_time_error: ["RTE", "MLE", "OLE"],
  memory_limit_exceeded: ["MLE"],
  output_limit_exceeded: ["OLE"],
  compile_error: ["CE"],
  compiler_error: ["CE"],
  brute_force: ["TLE", "RTE", "MLE"],
  partially_accepted: ["AC", "WA"],
  rejected: ["WA", "TLE", "RTE", "MLE", "OLE"],
};

/** What a folder of submissions expects; undefined for a folder that says no verdict. */
export function expectedOf(folder: string): readonly ExpectedVerdict[] | undefined {
  return Object.hasOwn(EXPECTED, folder) ? EXPECTED[folder] : undefined;
}

/**
 * Reads a Kattis problem package from its folder.
 * @throws PackageError naming the file and what to do, when it cannot be understood.
 */
export function readProblemPackage(directory: string): ProblemPackage {
  const root = resolve(directory);
  const files = listFiles(root);
  if (!files.has("problem.yaml")) {
    throw new PackageError("problem.yaml", "is missing; a problem package has it at its top");
  }
  const yaml = parseProblemYaml("problem.yaml", readText(root, "problem.yaml"));
  const unsupported = findUnsupported(yaml, files);
  const statements = readStatements(root, files);
  const attachments = readBelow(root, files, "attachments/");
  const { tests, unsupported: more } = readTests(root, files, yaml);
  const shortName = basename(root);
  return {
    shortName,
    title: titleOf(yaml, statements) ?? shortName,
    statements,
    limits: limitsOf(yaml),
    tests,
    submissions: readSubmissions(root, files),
    attachments,
    starters: startersOf(attachments),
    keywords: yaml.keywords ?? [],
    unsupported: [...new Set([...unsupported, ...more])],
  };
}

function findUnsupported(yaml: ProblemYaml, files: ReadonlyMap<string, number>): string[] {
  const found: string[] = [];
  const types = yaml.type.filter((type) => type !== "pass-fail");
  if (types.length > 0)
    found.push(`problem type ${types.join(", ")} is not supported yet (only pass-fail is)`);
  const validation = yaml.validation?.filter((word) => word !== "default") ?? [];
  if (validation.length > 0)
    found.push(`validation "${validation.join(" ")}" is not supported yet (only the default validator is)`);
  const legacy = yaml.problem_format_version.startsWith("legacy");
  const has = (folder: string) => [...files.keys()].some((path) => path.startsWith(folder));
  // A legacy package may keep validators that its `validation: default` does not use.
  if (!legacy && (has("output_validator/") || has("output_validators/")))
    found.push("a custom output validator is not supported yet");
  if (has("graders/")) found.push("a custom grader is not supported yet");
  if (has("include/"))
    found.push("code that is compiled with each submission (include/) is not supported yet");
  return found;
}

function readStatements(root: string, files: ReadonlyMap<string, number>): Record<string, string> {
  const statements: Record<string, string> = {};
  for (const path of files.keys()) {
    const language =
      /^(?:statement|problem_statement)\/problem(?:\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.md$/.exec(path);
    if (language) statements[language[1] ?? "en"] = readText(root, path);
  }
  return statements;
}

function titleOf(yaml: ProblemYaml, statements: Record<string, string>): string | undefined {
  if (typeof yaml.name === "string") return yaml.name;
  if (yaml.name) return yaml.name.en ?? Object.values(yaml.name)[0];
  return Object.values(statements)
    .map((text) => /^#\s+(.+)$/m.exec(text)?.[1])
    .find(Boolean);
}

function readSubmissions(root: string, files: ReadonlyMap<string, number>): PackageSubmission[] {
  const submissions: PackageSubmission[] = [];
  const folders = new Map<string, readonly ExpectedVerdict[]>();
  for (const path of files.keys()) {
    if (!path.startsWith("submissions/")) continue;
    const [, folder = "", ...rest] = path.split("/");
    if (rest.length === 0) continue;
    const expected = expectedOf(folder);
    if (!expected) {
      throw new PackageError(
        path,
        `the folder ${folder} says no verdict; use one of ${Object.keys(EXPECTED).join(", ")}`,
      );
    }
    if (rest.length > 1) {
      folders.set(`${folder}/${rest[0]}`, expected);
      continue;
    }
    submissions.push({ path: path.slice("submissions/".length), source: readBytes(root, path), expected });
  }
  const unsupported = "a submission of several files is not supported yet";
  for (const [path, expected] of folders)
    submissions.push({ path, source: new Uint8Array(), expected, unsupported });
  return submissions;
}

function readBelow(root: string, files: ReadonlyMap<string, number>, folder: string): PackageFile[] {
  return [...files.keys()]
    .filter((path) => path.startsWith(folder))
    .map((path) => ({ name: path.slice(folder.length), content: readBytes(root, path) }));
}

/** `attachments/starter.py` is what the editor begins with in Python. */
function startersOf(attachments: readonly PackageFile[]): Record<string, string> {
  return Object.fromEntries(
    attachments.flatMap(({ name, content }) => {
      const extension = /^starter\.(\w+)$/.exec(name)?.[1];
      return extension ? [[extension, Buffer.from(content).toString("utf8")]] : [];
    }),
  );
}
