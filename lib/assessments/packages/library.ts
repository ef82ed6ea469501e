import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { ChoiceDefinition, type Definition, TextDefinition } from "../schema.ts";
import { listFiles, readBytes, readText } from "./files.ts";
import { parseYaml } from "./problem-yaml.ts";
import { readProblemPackage } from "./read.ts";
import { LANGUAGE_OF_EXTENSION, PackageError, type ProblemPackage, type ProblemTest } from "./schema.ts";

/** One question of the starter library, ready to be stored as a question version. */
export type LibraryQuestion = {
  slug: string;
  title: string;
  statement: string;
  definition: Definition;
  /** Empty for choice and text. */
  tests: ProblemTest[];
  keywords: string[];
  /** Suggested points in an assessment. */
  points: number;
  /** SHA-256 over the source files: the same content is never stored twice. */
  contentHash: string;
};

/** A coding question's suggestion; the YAML of the other kinds says its own. */
const CODE_POINTS = 25;
/** A package may allow itself 2 GiB; a screening question on a shared worker may not. */
const MAX_MEMORY_MIB = 1024;
/** Where a package leaves the limit to its accepted submissions and nobody has measured them yet. */
const DEFAULT_TIME_SECONDS = 5;

const Authored = {
  title: z.string().min(1),
  statement: z.string().min(1),
  points: z.number().int().positive(),
  keywords: z.array(z.string()).default([]),
};

const ChoiceYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-choice-1"),
    multiple: z.boolean().default(false),
    options: ChoiceDefinition.shape.options,
    correct: ChoiceDefinition.shape.correct,
  })
  .strict()
  .refine(({ options, correct }) => correct.every((id) => options.some((option) => option.id === id)), {
    path: ["correct"],
    message: "names an option that does not exist",
  })
  .refine(({ options }) => new Set(options.map((option) => option.id)).size === options.length, {
    path: ["options"],
    message: "two options have the same id",
  })
  .refine(({ multiple, correct }) => multiple || correct.length === 1, {
    path: ["correct"],
    message: "a single choice has exactly one right option; set multiple: true for more",
  });

const TextYaml = z
  .object({
    ...Authored,
    format: z.literal("assay-text-1"),
    minWords: TextDefinition.shape.minWords.default(null),
    maxWords: TextDefinition.shape.maxWords.default(null),
    rubric: TextDefinition.shape.rubric.min(1),
  })
  .strict();

/** Reads `content/`: problem packages, `choice/*.yaml`, `text/*.yaml`. @throws PackageError */
export function readLibrary(directory: string): LibraryQuestion[] {
  const root = resolve(directory);
  const questions: LibraryQuestion[] = [];
  for (const name of readdirSync(root).sort()) {
    if (existsSync(`${root}/${name}/problem.yaml`)) questions.push(codeQuestion(`${root}/${name}`));
  }
  for (const kind of ["choice", "text"]) {
    if (existsSync(`${root}/${kind}`)) questions.push(...readAuthored(`${root}/${kind}`));
  }
  return questions;
}

/** The choice and written questions (`*.yaml`) of one folder. @throws PackageError */
export function readAuthored(directory: string): LibraryQuestion[] {
  const root = resolve(directory);
  return [...listFiles(root).keys()]
    .filter((path) => path.endsWith(".yaml"))
    .map((path) => {
      const { format } = parseYaml(path, readText(root, path), z.looseObject({ format: z.string() }));
      return format === "assay-choice-1" ? readChoice(root, path) : readWritten(root, path);
    });
}

/** A problem package as a question. @throws PackageError also for a package that the judge cannot judge. */
export function codeQuestion(directory: string): LibraryQuestion {
  const source = readProblemPackage(directory);
  if (source.unsupported.length > 0) throw new PackageError("problem.yaml", source.unsupported.join("; "));
  return {
    slug: source.shortName,
    title: source.title,
    statement: withoutTitle(source.statements.en ?? Object.values(source.statements)[0] ?? ""),
    definition: codeDefinition(source),
    tests: source.tests,
    keywords: source.keywords,
    points: CODE_POINTS,
    contentHash: hashFiles(directory),
  };
}

function codeDefinition(source: ProblemPackage): Definition {
  const starter: Record<string, string> = {};
  for (const [extension, text] of Object.entries(source.starters)) {
    const language = LANGUAGE_OF_EXTENSION[extension];
    if (language) starter[language] = text;
  }
  const [first] = source.tests;
  if (!first) throw new PackageError("data", "holds no tests");
  if (source.tests.some((test) => JSON.stringify(test.validator) !== JSON.stringify(first.validator))) {
    throw new PackageError(
      "data",
      "validator arguments that differ between tests are not supported in a question yet",
    );
  }
  return {
    type: "code",
    languages: [...new Set(Object.values(LANGUAGE_OF_EXTENSION))],
    limits: {
      timeSeconds: source.limits.timeSeconds ?? DEFAULT_TIME_SECONDS,
      memoryMiB: Math.min(source.limits.memoryMib, MAX_MEMORY_MIB),
      outputKiB: Math.min(source.limits.outputMib * 1024, 65_536),
    },
    validator: first.validator,
    starter,
  };
}

/** The portal sets the title itself; a heading that repeats it would stand twice. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*#\s+.*\n+/, "");
}

function readChoice(root: string, path: string): LibraryQuestion {
  const yaml = parseYaml(path, readText(root, path), ChoiceYaml);
  const { multiple, options, correct } = yaml;
  return authored(root, path, yaml, { type: "choice", multiple, options, correct });
}

function readWritten(root: string, path: string): LibraryQuestion {
  const yaml = parseYaml(path, readText(root, path), TextYaml);
  const { minWords, maxWords, rubric } = yaml;
  return authored(root, path, yaml, { type: "text", minWords, maxWords, rubric });
}

type AuthoredFields = { title: string; statement: string; points: number; keywords: string[] };

function authored(root: string, path: string, yaml: AuthoredFields, definition: Definition): LibraryQuestion {
  const { title, statement, points, keywords } = yaml;
  const contentHash = createHash("sha256").update(readBytes(root, path)).digest("hex");
  return {
    slug: path.slice(0, -".yaml".length),
    title,
    statement,
    definition,
    tests: [],
    keywords,
    points,
    contentHash,
  };
}

/** Over names and contents of all files, in order; lengths keep two files from running into each other. */
function hashFiles(directory: string): string {
  const hash = createHash("sha256");
  for (const [path, size] of listFiles(resolve(directory))) {
    hash.update(`${path}\0${size}\0`).update(readBytes(resolve(directory), path));
  }
  return hash.digest("hex");
}
