import { z } from "zod";
import type { ValidatorFlags } from "../schema.ts";

export const DEFAULT_VALIDATOR: ValidatorFlags = {
  caseSensitive: false,
  spaceChangeSensitive: false,
  floatAbsoluteTolerance: null,
  floatRelativeTolerance: null,
};

/** Limits of one test. `timeSeconds` null: the package leaves it to the accepted submissions to set. */
export const ProblemLimits = z.object({
  timeSeconds: z.number().positive().nullable(),
  memoryMib: z.number().int().positive(),
  outputMib: z.number().int().positive(),
  codeKib: z.number().int().positive(),
  /** Slowest accepted run × this = the time limit, when the package gives none. */
  acToTimeLimit: z.number().min(1),
  timeResolution: z.number().positive(),
});
export type ProblemLimits = z.infer<typeof ProblemLimits>;

/** The verdicts a package can ask for. The judge's own failure is never an expectation. */
export const EXPECTABLE = ["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE"] as const;
export type ExpectedVerdict = (typeof EXPECTABLE)[number];

/** File extension → language id: of submissions and starters in packages. */
export const LANGUAGE_OF_EXTENSION: Record<string, string> = {
  py: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  c: "c",
  cc: "cpp",
  cpp: "cpp",
  cxx: "cpp",
};

export type ProblemTest = {
  /** Path below `data/` without extension: `sample/1`, `secret/edge/02`. */
  name: string;
  /** Folder below `data/`: `sample`, `secret`, `secret/edge`. */
  group: string;
  input: Uint8Array;
  answer: Uint8Array;
  /** The output validator's arguments, its groups' included. */
  args: readonly string[];
};

export type PackageSubmission = {
  /** Path below `submissions/`. */
  path: string;
  source: Uint8Array;
  expected: readonly ExpectedVerdict[];
  /** Why this one cannot be judged, in a sentence. */
  unsupported?: string;
};

export type PackageFile = { name: string; content: Uint8Array };

/** A Kattis problem package, read and checked. */
export type ProblemPackage = {
  shortName: string;
  title: string;
  /** Markdown by language code. */
  statements: Record<string, string>;
  limits: ProblemLimits;
  tests: ProblemTest[];
  submissions: PackageSubmission[];
  attachments: PackageFile[];
  /** Starter code by file extension (`py`, `js`), from `attachments/starter.*`. */
  starters: Record<string, string>;
  keywords: string[];
  /** Sentences naming what the package asks for and this judge lacks. Not empty: every verdict is JE. */
  unsupported: string[];
};

/** A package that cannot be read: `file` is relative to the package, the message says what to do. */
export class PackageError extends Error {
  readonly file: string;

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = "PackageError";
    this.file = file;
  }
}
