import type { Signature } from "#lib/assessments/functions/schema.ts";
import type { Language, RunContext } from "../languages/types.ts";
import type { JobFile } from "../sandbox/types.ts";

/**
 * How one language's functions are called. The candidate's file stays as it is, with its own line numbers; the harness
 * is a file beside it, which reads arguments on standard input and writes what came back to descriptor 3:
 * `=` and a value (lib/assessments/functions/values.ts), or `?` and a word of `Trouble` with what is to say of it.
 */
export type Harness = {
  /** `json`: a JSON list. `bigints`: the same with every `long` as text. `tokens`: see wire.ts, for languages without JSON. */
  wire: "json" | "bigints" | "tokens";
  /** What the candidate's file is called, where that is not the language's own choice. */
  sourceName?: string;
  file: (signature: Signature) => JobFile;
  /** `run`: laid beside the program as it is. `compile`: part of what is compiled. */
  place: "run" | "compile";
  /** What the compiler is given of the candidate's source and the harness; default: both. */
  sources?: (own: string, harness: string) => string[];
  /** How the program is started; default: as the language starts its own. */
  run?: (language: Language, context: RunContext, harness: string) => readonly string[];
};

/** What a harness may say instead of a value. */
export const TROUBLES = ["missing", "arity", "threw"] as const;
export type Trouble = (typeof TROUBLES)[number];
