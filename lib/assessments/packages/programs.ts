import { resolve } from "node:path";
import { z } from "zod";
import { CaseError, readArguments, readExpected } from "../functions/cases.ts";
import { FUNCTION_LANGUAGES } from "../functions/languages.ts";
import { Signature, ValueComparison } from "../functions/schema.ts";
import { parseValue, type Value, ValueError, writeValue } from "../functions/values.ts";
import type { TestInput } from "../questions/rules.ts";
import { FunctionDefinition, Limits, MAX_ITEM_POINTS, SqlDefinition } from "../schema.ts";
import { TableComparison } from "../tables/schema.ts";
import { parsePlainTable } from "../tables/table.ts";
import { LanguageTag, type Translations } from "../translations/schema.ts";
import { folderFiles, type PackageFiles, readText } from "./files.ts";
import { parseYaml } from "./problem-yaml.ts";
import { PackageError, type PackageIssue, type PackageSubmission } from "./schema.ts";
import { readSubmissions } from "./submissions.ts";
import { findProgramIssues } from "./verify.ts";

/** A function or SQL question of a folder with a `question.yaml` (content/README.md). */
export type ProgramQuestion = {
  slug: string;
  title: string;
  statement: string;
  /** BCP 47, of title, statement and descriptions; absent: English. */
  language?: string;
  translations?: Translations;
  definition: FunctionDefinition | SqlDefinition;
  tests: TestInput[];
  keywords: string[];
  /** Suggested points in an assessment; null: none. */
  points: number | null;
  submissions: PackageSubmission[];
  /** What is against the format, and what to look at. */
  issues: PackageIssue[];
};

/** What a case may be called: it stands in tables and in reasons. */
const CASE_NAME = /^[\p{L}\p{N}][\p{L}\p{N}\p{P}\p{S} ]{0,79}$/u;

const Shared = {
  title: z.string().min(1),
  language: LanguageTag.optional(),
  points: z.number().int().min(1).max(MAX_ITEM_POINTS).nullable().default(null),
  keywords: z.array(z.string()).default([]),
  limits: z
    .object({
      time_limit: Limits.shape.timeSeconds,
      memory: Limits.shape.memoryMiB.default(256),
      /** MiB. */
      output: z.number().int().positive().max(64).default(4),
    })
    .strict(),
};
const FunctionYaml = z
  .object({
    ...Shared,
    format: z.literal("assay-function-1"),
    languages: z
      .array(z.string())
      .min(1)
      .default([...FUNCTION_LANGUAGES]),
    signature: Signature,
    comparison: ValueComparison.prefault({}),
  })
  .strict();
const SqlYaml = z
  .object({
    ...Shared,
    format: z.literal("assay-sql-1"),
    mode: z.enum(["query", "statements"]),
    check: z.string().min(1).nullable().default(null),
    comparison: TableComparison.prefault({}),
    starter: z.string().default(""),
  })
  .strict()
  .refine(({ mode, check }) => (mode === "statements") === (check !== null), {
    path: ["check"],
    message: "is asked for with mode: statements, and with that alone",
  });

/** What `format:` says of these. */
export const PROGRAM_FORMATS = [
  FunctionYaml.shape.format.value,
  SqlYaml.shape.format.value,
] as readonly string[];

const PATH = "question.yaml";

/** Reads it from its folder. @throws PackageError naming the file and what to do. */
export function readProgramQuestion(directory: string): ProgramQuestion {
  return readProgram(folderFiles(resolve(directory)));
}

/** Reads it from wherever its files are. @throws PackageError naming the file and what to do. */
export function readProgram(files: PackageFiles): ProgramQuestion {
  const text = readText(files, PATH);
  const { format } = parseYaml(PATH, text, z.looseObject({ format: z.string() }));
  const made =
    format === "assay-sql-1"
      ? sqlQuestion(files, parseYaml(PATH, text, SqlYaml))
      : functionQuestion(files, parseYaml(PATH, text, FunctionYaml));
  if (!files.sizes.has("statement.md"))
    throw new PackageError("statement.md", "is missing; write the statement there");
  const statement = readText(files, "statement.md");
  const translations = readTranslations(files, made.title);
  const read = { slug: files.name, statement, ...translations, submissions: readSubmissions(files), ...made };
  return { ...read, issues: findProgramIssues(files, read) };
}

/** `statement.de.md` and the like; a heading at its top is the title in that language. */
function readTranslations(files: PackageFiles, title: string): { translations?: Translations } {
  const found = [...files.sizes.keys()].sort().flatMap((path) => {
    const tag = /^statement\.(.+)\.md$/.exec(path)?.[1];
    if (tag === undefined) return [];
    if (!LanguageTag.safeParse(tag).success)
      throw new PackageError(path, "names no language; call it statement.de.md or the like");
    const [, heading, rest] = /^\s*#\s+(.*\S)\s*\n([\s\S]*)$/.exec(readText(files, path)) ?? [];
    const statement = rest ?? readText(files, path);
    if (statement.trim() === "") throw new PackageError(path, "is empty; write the statement there");
    return [[tag, { title: heading ?? title, statement }] as const];
  });
  return found.length > 0 ? { translations: Object.fromEntries(found) } : {};
}

/** A required file, with what to do where it is not there. @throws PackageError */
function readRequired(files: PackageFiles, path: string, words: string): string {
  if (!files.sizes.has(path)) throw new PackageError(path, `is missing; ${words}`);
  return readText(files, path);
}

type Made = Pick<ProgramQuestion, "title" | "language" | "points" | "keywords" | "definition" | "tests">;

function limitsOf({ time_limit, memory, output }: z.infer<(typeof Shared)["limits"]>) {
  return { timeSeconds: time_limit, memoryMiB: memory, outputKiB: output * 1024 };
}

function functionQuestion(files: PackageFiles, yaml: z.infer<typeof FunctionYaml>): Made {
  const { title, language, points, keywords, languages, signature, comparison } = yaml;
  const unknown = languages.find((id) => !FUNCTION_LANGUAGES.includes(id));
  if (unknown !== undefined)
    throw new PackageError(PATH, `languages: ${unknown} is none that a function can be asked for in`);
  const limits = limitsOf(yaml.limits);
  const definition = FunctionDefinition.parse({ type: "function", languages, limits, signature, comparison });
  return { title, language, points, keywords, definition, tests: readCases(files, signature) };
}

function parseCases(text: string): Map<string, Value> {
  try {
    const cases = parseValue(text);
    if (cases instanceof Map) return cases;
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new PackageError("cases.json", error.message);
  }
  throw new PackageError("cases.json", 'has to be {"sample": [...], "secret": [...]}');
}

function readCases(files: PackageFiles, signature: Signature): TestInput[] {
  const cases = parseCases(
    readRequired(files, "cases.json", 'write {"sample": [...], "secret": [...]} there'),
  );
  const tests = (["sample", "secret"] as const).flatMap((visibility) => {
    const listed = cases.get(visibility) ?? [];
    if (!Array.isArray(listed)) throw new PackageError("cases.json", `${visibility} is no list`);
    return listed.map((one, index) => readCase(one, `${visibility}/${index + 1}`, visibility, signature));
  });
  const names = tests.map(({ name }) => name);
  const twin = names.find((name, index) => names.indexOf(name) < index);
  if (twin) throw new PackageError("cases.json", `two cases are called ${twin}; rename one`);
  return tests;
}

function readCase(
  one: Value,
  place: string,
  visibility: TestInput["visibility"],
  signature: Signature,
): TestInput {
  if (!(one instanceof Map) || !one.has("args") || !one.has("expected"))
    throw new PackageError("cases.json", `${place} needs args and expected`);
  const name = one.get("name") ?? null;
  if (name !== null && !(typeof name === "string" && CASE_NAME.test(name)))
    throw new PackageError("cases.json", `${place}: name has to be a short text in one line`);
  const input = Buffer.from(writeValue(one.get("args") ?? null));
  const answer = Buffer.from(writeValue(one.get("expected") ?? null));
  try {
    readArguments(signature, input);
    readExpected(signature, answer);
  } catch (error) {
    if (!(error instanceof CaseError)) throw error;
    throw new PackageError("cases.json", `${place}: ${error.message}`);
  }
  const path = name !== null ? `${visibility}/${name}` : place;
  return { name: path, group: visibility, visibility, input, answer };
}

function sqlQuestion(files: PackageFiles, yaml: z.infer<typeof SqlYaml>): Made {
  const { title, language, points, keywords, mode, check, comparison, starter } = yaml;
  const schema = readRequired(files, "schema.sql", "write the CREATE TABLE statements there");
  if (schema.trim() === "") throw new PackageError("schema.sql", "is empty; it makes the tables");
  const tests = readFixtures(files);
  if (tests.length === 0)
    throw new PackageError("data", "holds no fixtures; add data/sample/1.sql with 1.json, and data/secret");
  const limits = limitsOf(yaml.limits);
  const definition = SqlDefinition.parse({
    type: "sql",
    limits,
    mode,
    schema,
    check,
    comparison,
    tables: [],
    starter,
  });
  return { title, language, points, keywords, definition, tests };
}

function readFixtures(files: PackageFiles): TestInput[] {
  return (["sample", "secret"] as const).flatMap((visibility) =>
    [...files.sizes.keys()]
      .filter((path) => path.startsWith(`data/${visibility}/`) && path.endsWith(".sql"))
      .sort()
      .map((path) => {
        const answerPath = `${path.slice(0, -".sql".length)}.json`;
        if (!files.sizes.has(answerPath)) throw new PackageError(path, `has no answer; add ${answerPath}`);
        const table = parsePlainTable(readText(files, answerPath));
        if (typeof table === "string") throw new PackageError(answerPath, table);
        return {
          name: path.slice("data/".length, -".sql".length),
          group: visibility,
          visibility,
          input: Buffer.from(readText(files, path)),
          answer: Buffer.from(JSON.stringify(table)),
        };
      }),
  );
}
