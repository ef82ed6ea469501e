import { z } from "zod";
import { LANGUAGE_NAMES } from "../languages.ts";
import type { ValidatorFlags } from "../schema.ts";
import type { Scoring } from "../scoring/schema.ts";
import type { Picture } from "./pictures.ts";

export const DEFAULT_VALIDATOR: ValidatorFlags = {
  caseSensitive: false,
  spaceChangeSensitive: false,
  floatAbsoluteTolerance: null,
  floatRelativeTolerance: null,
};

/** Of one run of a package's own validator, where it says nothing. */
export const DEFAULT_VALIDATION = { timeSeconds: 60, memoryMib: 2048, outputMib: 8 };

/** Limits of one test. `timeSeconds` null: the package leaves it to the accepted submissions to set. */
export const ProblemLimits = z.object({
  timeSeconds: z.number().positive().nullable(),
  memoryMib: z.number().int().positive(),
  outputMib: z.number().int().positive(),
  codeKib: z.number().int().positive(),
  /** Slowest accepted run × this = the time limit, when the package gives none. */
  acToTimeLimit: z.number().min(1),
  timeResolution: z.number().positive(),
  /** Of one run of the package's own validator. */
  validation: z.object({
    timeSeconds: z.number().positive(),
    memoryMib: z.number().int().positive(),
    outputMib: z.number().int().positive(),
  }),
});
export type ProblemLimits = z.infer<typeof ProblemLimits>;

/** The verdicts a package can ask for. The judge's own failure is never an expectation. */
export const EXPECTABLE = ["AC", "WA", "TLE", "MLE", "OLE", "RTE", "CE"] as const;
export type ExpectedVerdict = (typeof EXPECTABLE)[number];

/** Where the format's code of a language is not our id. */
const LANGUAGE_OF_CODE: Record<string, string> = { python3: "python", nodejs: "javascript" };

/** The language ids behind the codes of problem.yaml; null: it says nothing. Codes that nobody knows here are left out. */
export function languageIds(codes: readonly string[] | null): readonly string[] | null {
  if (codes === null) return null;
  // SQL answers questions of its own kind; a program of a package is never written in it.
  const known = Object.keys(LANGUAGE_NAMES).filter((id) => id !== "sql");
  if (codes.includes("all")) return known;
  return known.filter((id) => codes.some((code) => (LANGUAGE_OF_CODE[code] ?? code) === id));
}

export type ProblemTest = {
  /** Path below `data/` without extension: `sample/1`, `secret/edge/02`. */
  name: string;
  /** Folder below `data/`: `sample`, `secret`, `secret/edge`. */
  group: string;
  input: Uint8Array;
  answer: Uint8Array;
  /** The output validator's arguments, its groups' included. */
  args: readonly string[];
  /** Command-line arguments of the submission. */
  argv: readonly string[];
  /** Arguments of the input validators; absent: none. */
  inputArgs?: readonly string[];
  /** The author's word to whoever fails it. */
  hint?: string;
};

/** An output that the validator has to accept (`valid_output`) or to reject (`invalid_output`). */
export type TriedOutput = Omit<ProblemTest, "argv" | "hint"> & { output: Uint8Array; valid: boolean };

/** What must hold for the tests whose name or group matches; the format's `submissions.yaml` and its folders. */
export type ExpectationRule = {
  /** Glob over names of tests and groups; null: all tests. */
  tests: string | null;
  /** Every one of these tests has a verdict among these. */
  permitted: readonly ExpectedVerdict[] | null;
  /** At least one of them has. */
  required: readonly ExpectedVerdict[] | null;
  /** From–to, both included; of the submission, or of the group named. */
  score: readonly [number, number] | null;
  /** Stands in what the validator says of at least one of them. */
  message: string | null;
};

export type PackageSubmission = {
  /** Path below `submissions/`. */
  path: string;
  source: Uint8Array;
  /** Of a folder of sources: the file whose content is `source`, and those beside it. */
  folder?: { entry: string; extraFiles: readonly PackageFile[] };
  /** The verdicts that the submission as a whole may get. */
  expected: readonly ExpectedVerdict[];
  /** What the author says beyond that in submissions.yaml. */
  rules: readonly ExpectationRule[];
  /** Whether the time limit has to leave it room. */
  lowersTimeLimit: boolean;
  /** Why this one cannot be judged, in a sentence. */
  unsupported?: string;
};

export type PackageFile = { name: string; content: Uint8Array };

/** A program of the package's own, such as its output validator: trusted no more than a candidate's. */
export type PackageProgram = {
  /** Language id. */
  language: string;
  /** Name among `files` of the one that is compiled or run. */
  entry: string;
  files: PackageFile[];
};

/** null: the default validator. */
export type PackageValidator = { program: PackageProgram; interactive: boolean };

/** A program that says whether an input is one that the statement allows: 42 for yes. */
export type InputValidator = { name: string; program: PackageProgram };

/** A file of `include/`: laid beside every submission in its language (`default`: in any), and compiled with it. */
export type IncludedFile = PackageFile & { language: string };

/** A Kattis problem package, read and checked. */
export type ProblemPackage = {
  shortName: string;
  format: string;
  title: string;
  /** By language code; absent: it gives one for all. */
  titles?: Readonly<Record<string, string>>;
  /** Markdown by language code. */
  statements: Record<string, string>;
  /** That the statements show. */
  pictures: Picture[];
  limits: ProblemLimits;
  /** null: pass-fail. */
  scoring: Scoring | null;
  validator: PackageValidator | null;
  /** Language ids that problem.yaml names; null: it names none. */
  languages: readonly string[] | null;
  tests: ProblemTest[];
  triedOutputs: TriedOutput[];
  inputValidators: InputValidator[];
  /** `data/invalid_input`: each has to be refused by an input validator. */
  triedInputs: { name: string; input: Uint8Array; inputArgs?: readonly string[] }[];
  included: IncludedFile[];
  /** Talks to show in the statement of an interactive problem, by sample. */
  interactions: { name: string; text: string }[];
  submissions: PackageSubmission[];
  attachments: PackageFile[];
  /** Starter code by file extension (`py`, `js`), from `attachments/starter.*` or `attachments/templates/`. */
  starters: Record<string, string>;
  keywords: string[];
  /** Sentences naming what the package asks for and this judge lacks. Not empty: every verdict is JE. */
  unsupported: string[];
  /** What Kattis' own verifier would say of its files; none of it stops judging. */
  issues: PackageIssue[];
};

/** `error`: against the format. `warning`: allowed, but read this. */
export type PackageIssue = { weight: "error" | "warning"; detail: string };

/** A package that cannot be read: `file` is relative to the package, the message says what to do. */
export class PackageError extends Error {
  readonly file: string;

  constructor(file: string, message: string) {
    super(`${file}: ${message}`);
    this.name = "PackageError";
    this.file = file;
  }
}
