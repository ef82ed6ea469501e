import { z } from "zod";
import { Line, Text } from "#lib/platform/text.ts";
import { FileKind, MAX_FILE_BYTES } from "./files/schema.ts";
import { Signature, ValueComparison } from "./functions/schema.ts";
import { Checking, Timing } from "./questions/schema.ts";
import { Scoring } from "./scoring/schema.ts";
import { ShortKey } from "./short/schema.ts";
import { MAX_TEXT_CHARACTERS } from "./sizes/rules.ts";
import { TableComparison, TableShape } from "./tables/schema.ts";
import { LanguageTag } from "./translations/schema.ts";

/** Where a statement's pictures are in the portal; behind it `<sha256>.<form>` of a file of the question. */
export const PICTURES_AT = "/api/questions/pictures/";

export const QuestionType = z.enum(["code", "function", "sql", "choice", "text", "file"]);
export type QuestionType = z.infer<typeof QuestionType>;

/** What the default validator compares (Kattis problem package format, 2025-09). */
export const ValidatorFlags = z.object({
  caseSensitive: z.boolean(),
  spaceChangeSensitive: z.boolean(),
  floatAbsoluteTolerance: z.number().nonnegative().nullable(),
  floatRelativeTolerance: z.number().nonnegative().nullable(),
});
export type ValidatorFlags = z.infer<typeof ValidatorFlags>;

export const Limits = z.object({
  /** CPU seconds per test, before a language's multiplier. */
  timeSeconds: z.number().positive().max(60),
  memoryMiB: z.number().int().positive().max(4096),
  /** Bytes that a program may write, in KiB. */
  outputKiB: z.number().int().positive().max(65_536),
});
export type Limits = z.infer<typeof Limits>;

export const CodeDefinition = z.object({
  type: z.literal("code"),
  languages: z.array(z.string()).min(1),
  limits: Limits,
  validator: ValidatorFlags,
  /** Starter source per language id; a language without one starts empty. */
  starter: z.record(z.string(), z.string()),
  /** Languages for which the version's files hold code that is compiled with each answer; `default`: for all. */
  included: z.array(z.string()).optional(),
  /** Absent: pass-fail, so that each secret test weighs the same. */
  scoring: Scoring.optional(),
  /** Absent: the default validator. */
  checking: Checking.optional(),
  timing: Timing.optional(),
});

/** A function to write; its cases are the version's tests: input a JSON list of arguments, answer the value expected. */
export const FunctionDefinition = z.object({
  type: z.literal("function"),
  languages: z.array(z.string()).min(1),
  limits: Limits,
  signature: Signature,
  comparison: ValueComparison,
});

/** A query or statements against a fixture database; its fixtures are the version's tests: input the rows as SQL, answer a table. */
export const SqlDefinition = z.object({
  type: z.literal("sql"),
  limits: Limits,
  /** `query`: the answer only reads, and its last result counts. `statements`: it changes the data, and `check` reads what it left. */
  mode: z.enum(["query", "statements"]),
  /** SQL of the tables, before each fixture's rows. */
  schema: z.string().min(1),
  /** The query whose result is compared after statements; null for a query. Never sent to a candidate. */
  check: z.string().min(1).nullable(),
  comparison: TableComparison,
  /** For the schema browser: the gate asks SQLite for them, in a box. Empty until then. */
  tables: z.array(TableShape),
  starter: z.string(),
});

export const ChoiceDefinition = z.object({
  type: z.literal("choice"),
  multiple: z.boolean(),
  options: z.array(z.object({ id: z.string(), text: z.string() })).min(2),
  /** The key: never sent to a candidate. All of these and no other earn the points. */
  correct: z.array(z.string()).min(1),
});

/** The criteria by which people score an answer. */
const Rubric = z.array(z.object({ id: z.string(), title: z.string(), description: z.string() }));

export const TextDefinition = z.object({
  type: z.literal("text"),
  minWords: z.number().int().nonnegative().nullable(),
  maxWords: z.number().int().positive().nullable(),
  /** What reviewers look at; never sent to a candidate. Empty where a key grades. */
  rubric: Rubric,
  /** Of a short answer, which is one line: the key that grades it, never sent to a candidate. Absent: people read it. */
  short: ShortKey.optional(),
});

/** A document, a drawing, a sheet: people read it. */
export const FileDefinition = z.object({
  type: z.literal("file"),
  kinds: z.array(FileKind).min(1),
  /** Of one file; an answer is one file. */
  maxBytes: z.number().int().positive().max(MAX_FILE_BYTES),
  rubric: Rubric,
});

/** `QuestionVersion.definition`. */
export const Definition = z.discriminatedUnion("type", [
  CodeDefinition,
  FunctionDefinition,
  SqlDefinition,
  ChoiceDefinition,
  TextDefinition,
  FileDefinition,
]);
export type Definition = z.infer<typeof Definition>;
export type CodeDefinition = z.infer<typeof CodeDefinition>;
export type FunctionDefinition = z.infer<typeof FunctionDefinition>;
export type SqlDefinition = z.infer<typeof SqlDefinition>;
export type ChoiceDefinition = z.infer<typeof ChoiceDefinition>;
export type TextDefinition = z.infer<typeof TextDefinition>;
export type FileDefinition = z.infer<typeof FileDefinition>;

export const CodeAnswer = z.object({ language: z.string().max(32), source: z.string() });
export const ChoiceAnswer = z.object({ choices: z.array(z.string().max(64)).max(64) });
export const TextAnswer = z.object({
  text: z
    .string()
    .max(MAX_TEXT_CHARACTERS, `Too long: at most ${MAX_TEXT_CHARACTERS} characters. Shorten it.`),
});
/** An upload of the same attempt and question; null: the candidate took it away again. */
export const FileAnswer = z.object({ fileId: z.uuid().nullable() });
export type CodeAnswer = z.infer<typeof CodeAnswer>;
export type ChoiceAnswer = z.infer<typeof ChoiceAnswer>;
export type TextAnswer = z.infer<typeof TextAnswer>;
export type FileAnswer = z.infer<typeof FileAnswer>;

/** `Answer.content` and `Submission.content`: which form it has follows from the question's type. */
export const AnswerContent = z.union([CodeAnswer, ChoiceAnswer, TextAnswer, FileAnswer]);
export type AnswerContent = z.infer<typeof AnswerContent>;

/** An hour's assessment holds three to ten; past fifty the list is a mistake. */
export const MAX_ITEMS = 50;
export const MIN_DURATION_MINUTES = 5;
/** A working day: nobody may be asked for more in one sitting. */
export const MAX_DURATION_MINUTES = 480;
export const MAX_ITEM_POINTS = 1000;
const MAX_NAME = 120;
const MAX_DESCRIPTION = 4000;

const emptyIsNull = (value: unknown) => (value === "" || value === undefined ? null : value);

/** Lower-case words joined by hyphens: part of an address, and what a partner names an assessment by. */
export const Slug = z
  .string()
  .max(80, "is longer than 80 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "takes lower-case letters, digits and single hyphens between them");

export const Points = z.coerce
  .number("Points are a whole number")
  .int("Points are a whole number")
  .min(1, "A question is worth at least 1 point")
  .max(MAX_ITEM_POINTS, `A question is worth at most ${MAX_ITEM_POINTS} points`);

/** What an assessment is called and how long it takes; the form's and the command's input alike. */
export const AssessmentSettings = z.object({
  name: Line.min(1, "Enter a name").max(MAX_NAME, `Keep the name to ${MAX_NAME} characters`),
  description: Text.trim()
    .max(MAX_DESCRIPTION, `Keep the description to ${MAX_DESCRIPTION} characters`)
    .default(""),
  durationMinutes: z.coerce
    .number("Enter the time in whole minutes")
    .int("Enter the time in whole minutes")
    .min(MIN_DURATION_MINUTES, `Give at least ${MIN_DURATION_MINUTES} minutes`)
    .max(MAX_DURATION_MINUTES, `Give at most ${MAX_DURATION_MINUTES} minutes`),
  /** Percent of the points from which a result counts as passed; null: no cut. */
  cutScorePercent: z.preprocess(
    emptyIsNull,
    z.coerce
      .number("Enter the cut score in whole percent")
      .int("Enter the cut score in whole percent")
      .min(1, "A cut score is at least 1 percent")
      .max(100, "A cut score is at most 100 percent")
      .nullable(),
  ),
});
export type AssessmentSettings = z.infer<typeof AssessmentSettings>;

export const ItemInput = z.object({ questionVersionId: z.uuid(), points: Points });
export type ItemInput = z.infer<typeof ItemInput>;

/** A whole assessment in one go. With `assessmentId` it becomes that assessment's next version. */
export const PublishAssessment = AssessmentSettings.extend({
  assessmentId: z.uuid().optional(),
  slug: Slug.optional(),
  items: z.array(ItemInput).max(MAX_ITEMS),
});
export type PublishAssessment = z.input<typeof PublishAssessment>;

/** A question without a program as content keeps it; coding questions come as problem packages. */
export const QuestionContent = z.object({
  slug: Slug,
  title: Line.min(1).max(200),
  statement: Text.min(1),
  /** BCP 47, of title, statement and options; absent: English. */
  language: LanguageTag.optional(),
  definition: z.discriminatedUnion("type", [ChoiceDefinition, TextDefinition, FileDefinition]),
  /** Suggested points in an assessment; null: none. */
  points: Points.nullable().default(null),
});
export type QuestionContent = z.input<typeof QuestionContent>;
