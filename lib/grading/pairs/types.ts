import type { LanguageId } from "#lib/assessments/languages.ts";
import type { Verdict } from "../verdicts.ts";

/** Even numbers in [low, high], the same ones every time. */
export type Random = (low: number, high: number) => number;

type Sources = Partial<Record<LanguageId, string>>;

type Common = {
  id: string;
  /** The statement, in a line. */
  task: string;
  /** The input of test `index`; the first is small, the later ones are what wrong programs fall for. */
  input: (random: Random, index: number) => string;
  /** Default 3. */
  tests?: number;
  /** Arguments of the default validator. */
  flags?: readonly string[];
  /** Bodies of right programs; `frames.ts` says what stands around them. */
  right: Sources;
  /** Bodies of wrong ones, and what they must be called. */
  wrong: readonly (readonly [LanguageId, Verdict, string])[];
};

/** A small problem with right and wrong programs. The answers come from `answer`, never from a program that is judged. */
export type Pair = Common &
  (
    | { reads: "ints"; answer: (a: readonly number[]) => string | number | bigint }
    | { reads: "text"; answer: (s: string) => string | number | bigint }
  );
