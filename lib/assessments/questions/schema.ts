import { z } from "zod";

const Verdicts = z.array(z.enum(["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE"]));

/** `QuestionTest.settings`. */
export const TestSettings = z.object({
  /** Arguments of the checker, instead of the question's own. */
  args: z.array(z.string()).optional(),
  /** Command-line arguments of the program. */
  argv: z.array(z.string()).optional(),
  /** Arguments of the input validators. */
  inputArgs: z.array(z.string()).optional(),
  hint: z.string().optional(),
});
export type TestSettings = z.infer<typeof TestSettings>;

/** `QuestionFile.expectation` of a submission: what the package says that it has to show. */
export const StoredExpectation = z.object({
  expected: Verdicts.readonly(),
  rules: z.array(
    z.object({
      tests: z.string().nullable(),
      permitted: Verdicts.readonly().nullable(),
      required: Verdicts.readonly().nullable(),
      score: z.tuple([z.number(), z.number()]).readonly().nullable(),
      message: z.string().nullable(),
    }),
  ),
  lowersTimeLimit: z.boolean(),
  unsupported: z.string().optional(),
});
export type StoredExpectation = z.infer<typeof StoredExpectation>;

/** What makes an output right, where it is not the default validator; its sources are the version's files. */
export const Checking = z.object({
  kind: z.enum(["custom", "interactive"]),
  language: z.string(),
  entry: z.string(),
  limits: z.object({
    timeSeconds: z.number().positive(),
    memoryMib: z.number().int().positive(),
    outputMib: z.number().int().positive(),
  }),
});
export type Checking = z.infer<typeof Checking>;

/** How the time limit stands to the accepted solutions. */
export const Timing = z.object({
  /** Slowest accepted run × this fits into the limit. */
  factor: z.number().min(1),
  resolution: z.number().positive(),
  /** The package names no limit: the gate sets it from the accepted solutions. */
  derived: z.boolean(),
});
export type Timing = z.infer<typeof Timing>;

export const QuestionRef = z.object({ questionId: z.uuid() });
