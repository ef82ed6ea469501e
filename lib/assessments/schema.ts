import { z } from "zod";

/** 256 KiB: more than any answer typed by hand; beyond it is an upload. */
export const MAX_SOURCE_BYTES = 256 * 1024;
/** A written answer: about 40 pages. */
export const MAX_TEXT_CHARACTERS = 100_000;

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
});

export const ChoiceDefinition = z.object({
  type: z.literal("choice"),
  multiple: z.boolean(),
  options: z.array(z.object({ id: z.string(), text: z.string() })).min(2),
  /** The key: never sent to a candidate. All of these and no other earn the points. */
  correct: z.array(z.string()).min(1),
});

export const TextDefinition = z.object({
  type: z.literal("text"),
  minWords: z.number().int().nonnegative().nullable(),
  maxWords: z.number().int().positive().nullable(),
  /** What reviewers look at; never sent to a candidate. */
  rubric: z.array(z.object({ id: z.string(), title: z.string(), description: z.string() })),
});

/** `QuestionVersion.definition`. Function, SQL and file questions join with the judge's next languages. */
export const Definition = z.discriminatedUnion("type", [CodeDefinition, ChoiceDefinition, TextDefinition]);
export type Definition = z.infer<typeof Definition>;
export type CodeDefinition = z.infer<typeof CodeDefinition>;
export type ChoiceDefinition = z.infer<typeof ChoiceDefinition>;
export type TextDefinition = z.infer<typeof TextDefinition>;

export const CodeAnswer = z.object({ language: z.string().max(32), source: z.string() });
export const ChoiceAnswer = z.object({ choices: z.array(z.string().max(64)).max(64) });
export const TextAnswer = z.object({ text: z.string().max(MAX_TEXT_CHARACTERS) });
export type CodeAnswer = z.infer<typeof CodeAnswer>;
export type ChoiceAnswer = z.infer<typeof ChoiceAnswer>;
export type TextAnswer = z.infer<typeof TextAnswer>;

/** `Answer.content` and `Submission.content`: which form it has follows from the question's type. */
export const AnswerContent = z.union([CodeAnswer, ChoiceAnswer, TextAnswer]);
export type AnswerContent = z.infer<typeof AnswerContent>;
