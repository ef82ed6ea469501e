import { sha256 } from "#lib/platform/crypto.ts";
import { DomainError } from "#lib/platform/errors.ts";
import type { QuestionFileKind, TestVisibility } from "#lib/platform/generated/client.ts";
import { LANGUAGE_NAMES, LANGUAGE_OF_EXTENSION } from "../languages.ts";
import { questionFiles } from "../packages/question-files.ts";
import { DEFAULT_VALIDATOR, type ProblemPackage } from "../packages/schema.ts";
import { parseValidatorFlags } from "../packages/validator-flags.ts";
import { slugOf } from "../rules.ts";
import { CodeDefinition, type Definition, Points, type QuestionType, Slug } from "../schema.ts";
import { statementFault } from "../statements/rules.ts";
import { MAX_TRANSLATIONS } from "../translations/rules.ts";
import type { Translations } from "../translations/schema.ts";
import type { StoredExpectation, TestSettings } from "./schema.ts";
import { textsOfPackage } from "./texts/rules.ts";

/** Beyond this a question makes the judge wait for minutes and the database for megabytes. */
const MAX_TESTS = 500;
const MAX_TEST_BYTES = 64 * 1024 * 1024;
/** Submissions, validator and attachments: sources, and small files beside them. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_TITLE = 200;
/** YAML can write "\\0"; the database cannot. A backslash before it makes it the text of an escape. */
const ESCAPED_NUL = /(?<!\\)(?:\\\\)*\\u0000/;
/** A limit that the gate replaces by what the accepted solutions need. */
const UNSET_SECONDS = 30;

/** What of a problem package (lib/assessments/packages) makes a question. */
export type ImportablePackage = Pick<
  ProblemPackage,
  | "shortName"
  | "title"
  | "titles"
  | "statements"
  | "pictures"
  | "limits"
  | "scoring"
  | "validator"
  | "languages"
  | "tests"
  | "interactions"
  | "inputValidators"
  | "included"
  | "submissions"
  | "attachments"
  | "starters"
  | "unsupported"
  | "issues"
>;

export interface TestInput {
  name: string;
  group: string;
  visibility: TestVisibility;
  input: Uint8Array;
  answer: Uint8Array;
  settings?: TestSettings;
}

export interface FileInput {
  kind: QuestionFileKind;
  path: string;
  content: Uint8Array;
  expectation?: StoredExpectation;
}

export interface QuestionInput {
  slug: string;
  title: string;
  statement: string;
  /** BCP 47; English unless it says so. */
  language?: string;
  /** Absent: there is no other language. */
  translations?: Translations;
  definition: Definition;
  tests: TestInput[];
  files: FileInput[];
  /** What its author would give for it in an assessment; null: nothing is suggested. */
  points: number | null;
  /** What its author should look at. */
  warnings: string[];
}

/** One reason, and what in the package it is about. */
export function refusal(detail: string, pointer: string): DomainError {
  return new DomainError("invalid", detail, { errors: [{ pointer, detail }] });
}

/** Whether the judge can be asked about questions of this kind. */
export function isJudged(type: QuestionType): boolean {
  return type === "code" || type === "function" || type === "sql";
}

function textsWithinLimits({ title, statement }: { title: string; statement: string }, which = ""): void {
  if (title.trim() === "") throw refusal(`The title${which} is empty. Give the question a name.`, "/title");
  if (title.length > MAX_TITLE)
    throw refusal(`The title${which} is longer than ${MAX_TITLE} characters.`, "/title");
  const fault = statementFault(statement);
  if (fault) throw refusal(`The statement${which} ${fault}.`, "/statement");
}

/** What holds of every question. @throws DomainError invalid */
export function withinLimits(question: QuestionInput): QuestionInput {
  const { title, statement, translations = {}, slug, definition, tests, files } = question;
  const others = Object.entries(translations);
  if (others.length > MAX_TRANSLATIONS)
    throw refusal(`At most ${MAX_TRANSLATIONS} further languages; this has more.`, "/statements");
  textsWithinLimits({ title, statement });
  for (const [language, texts] of others) textsWithinLimits(texts, ` in ${language}`);
  if (definition.type === "choice")
    for (const { id, text } of definition.options) {
      const wrong = statementFault(text);
      if (wrong) throw refusal(`The option “${id}” ${wrong}.`, "/definition/options");
    }
  const texts = [title, translations, definition, tests.map(({ settings }) => settings)];
  if (ESCAPED_NUL.test(JSON.stringify(texts)))
    throw refusal("A text of this question holds a NUL character. Remove it.", "/definition");
  if (!Slug.safeParse(slug).success)
    throw refusal("The package's short name cannot be part of an address.", "/shortName");
  if (tests.length > MAX_TESTS) throw refusal(`At most ${MAX_TESTS} tests; this has more.`, "/tests");
  const bytes = tests.reduce((sum, test) => sum + test.input.length + test.answer.length, 0);
  if (bytes > MAX_TEST_BYTES) throw refusal("Test data is larger than 64 MiB in all.", "/tests");
  if (files.reduce((sum, file) => sum + file.content.length, 0) > MAX_FILE_BYTES)
    throw refusal("Submissions, validator and attachments are larger than 16 MiB in all.", "/files");
  return question;
}

function languageOfPath(path: string): string[] {
  const language: string | undefined =
    LANGUAGE_OF_EXTENSION[path.slice(path.lastIndexOf(".") + 1).toLowerCase()];
  return language ? [language] : [];
}

/** Starter code by language id. */
export function starterOf({ starters }: Pick<ImportablePackage, "starters">): Record<string, string> {
  return Object.fromEntries(
    Object.entries(starters).flatMap(([extension, source]) =>
      languageOfPath(`.${extension}`).map((language) => [language, source] as const),
    ),
  );
}

/**
 * The languages that candidates may answer in: those that the package names, else those in which it brings an accepted
 * solution or a starter, since in no other does anything show that the limits can be held.
 */
export function languagesOf(
  source: Pick<ImportablePackage, "languages" | "submissions" | "starters">,
): string[] {
  const inShownOrder = (ids: ReadonlySet<string>) => Object.keys(LANGUAGE_NAMES).filter((id) => ids.has(id));
  if (source.languages) return inShownOrder(new Set(source.languages));
  const accepted = source.submissions.filter(({ path }) => path.startsWith("accepted/"));
  const solved = accepted.flatMap(({ path, folder }) => languageOfPath(folder?.entry ?? path));
  return inShownOrder(new Set([...Object.keys(starterOf(source)), ...solved]));
}

/** Everything against the format at once. @throws DomainError invalid */
export function refuseErrors(against: readonly string[]): void {
  if (against.length === 0) return;
  const errors = against.map((detail, index) => ({ pointer: `/issues/${index}`, detail }));
  throw new DomainError("invalid", against.join(" "), { errors });
}

export function detailsOf(issues: ImportablePackage["issues"], weight: "error" | "warning"): string[] {
  return issues.filter((issue) => issue.weight === weight).map(({ detail }) => detail);
}

function definitionOf(source: ImportablePackage): CodeDefinition {
  const { limits, validator, scoring, tests, included } = source;
  const parsed = CodeDefinition.safeParse({
    type: "code",
    languages: languagesOf(source),
    limits: {
      timeSeconds: limits.timeSeconds ?? UNSET_SECONDS,
      memoryMiB: limits.memoryMib,
      outputKiB: limits.outputMib * 1024,
    },
    validator: validator ? DEFAULT_VALIDATOR : parseValidatorFlags("data", tests[0]?.args ?? []),
    starter: starterOf(source),
    ...(included.length > 0 ? { included: [...new Set(included.map(({ language }) => language))] } : {}),
    ...(scoring ? { scoring } : {}),
    ...(validator ? { checking: checkingOf(validator, limits) } : {}),
    timing: {
      factor: limits.acToTimeLimit,
      resolution: limits.timeResolution,
      derived: limits.timeSeconds === null,
    },
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const words =
    issue?.path[0] === "languages"
      ? "The package is offered in no language. Add an accepted solution."
      : `${issue?.path.join(".")}: ${issue?.message}`;
  throw refusal(words, `/${issue?.path.join("/") ?? "limits"}`);
}

function checkingOf(
  { program, interactive }: NonNullable<ImportablePackage["validator"]>,
  { validation }: ImportablePackage["limits"],
) {
  const { language, entry } = program;
  return { kind: interactive ? "interactive" : "custom", language, entry, limits: validation };
}

/**
 * A problem package as a question, checked.
 * @throws DomainError invalid: it asks for what the judge lacks, or breaks a limit.
 */
export function questionOfPackage(source: ImportablePackage): QuestionInput {
  const { unsupported, issues, tests, scoring } = source;
  refuseErrors([...unsupported, ...detailsOf(issues, "error")]);
  if (tests.length === 0)
    throw refusal("The package has no tests. Put at least one pair into data/secret.", "/tests");
  const maxScore = scoring?.groups[0]?.maxScore ?? null;
  if (scoring && !maxScore)
    throw refusal("The score has no bound. Give data/secret a max_score (legacy: a range).", "/scoring");
  const texts = textsOfPackage(source);
  if (!texts) throw refusal("The package has no statement. Add statement/problem.en.md.", "/statements");
  return withinLimits({
    slug: slugOf(source.shortName),
    ...texts,
    definition: definitionOf(source),
    tests: tests.map(testOf),
    files: questionFiles(source),
    // A problem that scores says itself what its groups are worth.
    points: maxScore === null ? null : (Points.safeParse(maxScore).data ?? null),
    warnings: detailsOf(issues, "warning"),
  });
}

function testOf({
  name,
  group,
  input,
  answer,
  args,
  argv,
  inputArgs,
  hint,
}: ImportablePackage["tests"][number]): TestInput {
  const settings: TestSettings = {
    ...(args.length > 0 ? { args: [...args] } : {}),
    ...(argv.length > 0 ? { argv: [...argv] } : {}),
    ...(inputArgs ? { inputArgs: [...inputArgs] } : {}),
    ...(hint === undefined ? {} : { hint }),
  };
  const visibility = group.startsWith("sample") ? "sample" : "secret";
  const own = Object.keys(settings).length > 0 ? { settings } : {};
  return { name, group, visibility, input, answer, ...own };
}

/** SHA-256 over all that makes the question and shows that it works: equal content, equal hash. */
export function contentHash(question: QuestionInput): string {
  const { title, statement, language, translations, definition, tests, files, points } = question;
  const hashedTests = tests.map(({ name, group, input, answer, settings }) => [
    name,
    group,
    sha256(input),
    sha256(answer),
    settings ?? null,
  ]);
  const hashedFiles = files.map(({ kind, path, content, expectation }) => [
    kind,
    path,
    sha256(content),
    expectation ?? null,
  ]);
  const spoken = language === undefined || language === "en" ? [] : [language];
  const suggested = points === null ? [] : [points];
  const translated = translations ? [translations] : [];
  const more = [...spoken, ...suggested, ...translated];
  return sha256(JSON.stringify([title, statement, definition, hashedTests, hashedFiles, ...more]));
}
