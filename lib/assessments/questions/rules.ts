import { sha256 } from "#lib/platform/crypto.ts";
import { DomainError } from "#lib/platform/errors.ts";
import type { TestVisibility } from "#lib/platform/generated/client.ts";
import { LANGUAGE_OF_EXTENSION } from "../languages.ts";
import { parseValidatorFlags } from "../packages/validator-flags.ts";
import { slugOf } from "../rules.ts";
import { CodeDefinition, type Definition, Slug } from "../schema.ts";

/** The languages that a package is offered in when nobody says otherwise. */
export const DEFAULT_LANGUAGES = ["python", "javascript"];
/** Beyond this a question makes the judge wait for minutes and the database for megabytes. */
const MAX_TESTS = 500;
const MAX_TEST_BYTES = 64 * 1024 * 1024;
/** What of a problem package (lib/assessments/packages) makes a question. */
export interface ImportablePackage {
  shortName: string;
  title: string;
  statements: Record<string, string>;
  limits: { timeSeconds: number | null; memoryMib: number; outputMib: number };
  tests: readonly {
    name: string;
    group: string;
    input: Uint8Array;
    answer: Uint8Array;
    /** Of the default validator. */
    args: readonly string[];
  }[];
  /** By file extension. */
  starters: Record<string, string>;
  unsupported: readonly string[];
}

export interface TestInput {
  name: string;
  group: string;
  visibility: TestVisibility;
  input: Uint8Array;
  answer: Uint8Array;
}

export interface QuestionInput {
  slug: string;
  title: string;
  statement: string;
  definition: Definition;
  tests: TestInput[];
}

function refuse(detail: string, pointer: string): DomainError {
  return new DomainError("invalid", detail, { errors: [{ pointer, detail }] });
}

function starterByLanguage(starters: Record<string, string>): Record<string, string> {
  const known = Object.entries(starters).flatMap(([extension, source]) => {
    const language = LANGUAGE_OF_EXTENSION[extension];
    return language ? [[language, source] as const] : [];
  });
  return Object.fromEntries(known);
}

/** A definition holds one way to compare; a package may give each group its own. */
function oneValidator(tests: ImportablePackage["tests"]): CodeDefinition["validator"] {
  const first = tests[0];
  if (!first) throw refuse("The package has no tests. Put at least one pair into data/secret.", "/tests");
  const key = JSON.stringify(first.args);
  if (tests.some((test) => JSON.stringify(test.args) !== key)) {
    throw refuse(
      "The package compares output differently from group to group. Use one set of flags.",
      "/tests",
    );
  }
  return parseValidatorFlags(first.name, first.args);
}

function checkPackage(source: ImportablePackage): void {
  if (source.unsupported.length > 0) throw refuse(source.unsupported.join(" "), "/unsupported");
  const bytes = source.tests.reduce((sum, test) => sum + test.input.length + test.answer.length, 0);
  if (source.tests.length > MAX_TESTS) throw refuse(`At most ${MAX_TESTS} tests; this has more.`, "/tests");
  if (bytes > MAX_TEST_BYTES) throw refuse("Test data is larger than 64 MiB in all.", "/tests");
  if (source.limits.timeSeconds === null) {
    throw refuse("The package names no time limit. Set limits: time_limit in problem.yaml.", "/limits");
  }
}

/** The portal sets the title itself; a heading that repeats it would stand twice. */
function withoutTitle(markdown: string): string {
  return markdown.replace(/^\s*#\s+.*\n+/, "");
}

/**
 * A problem package as a question, checked.
 * @throws DomainError invalid: it asks for what the judge lacks, or breaks a limit.
 */
export function questionOfPackage(source: ImportablePackage, languages: readonly string[]): QuestionInput {
  checkPackage(source);
  const { limits } = source;
  const definition = CodeDefinition.safeParse({
    type: "code",
    languages,
    limits: {
      timeSeconds: limits.timeSeconds,
      memoryMiB: limits.memoryMib,
      outputKiB: limits.outputMib * 1024,
    },
    validator: oneValidator(source.tests),
    starter: starterByLanguage(source.starters),
  });
  if (!definition.success)
    throw refuse(definition.error.issues[0]?.message ?? "Limits out of range", "/limits");
  const statement = source.statements.en ?? Object.values(source.statements)[0];
  if (!statement) throw refuse("The package has no statement. Add statement/problem.en.md.", "/statements");
  const tests = source.tests.map((test) => ({
    name: test.name,
    group: test.group,
    visibility: test.group.startsWith("sample") ? ("sample" as const) : ("secret" as const),
    input: test.input,
    answer: test.answer,
  }));
  const slug = Slug.safeParse(slugOf(source.shortName));
  if (!slug.success) throw refuse("The package's short name cannot be part of an address.", "/shortName");
  return {
    slug: slug.data,
    title: source.title,
    statement: withoutTitle(statement),
    definition: definition.data,
    tests,
  };
}

/** SHA-256 over all that makes the question: equal content, equal hash. */
export function contentHash(question: QuestionInput): string {
  const tests = question.tests.map((test) => [
    test.name,
    test.group,
    sha256(test.input),
    sha256(test.answer),
  ]);
  return sha256(JSON.stringify([question.title, question.statement, question.definition, tests]));
}
