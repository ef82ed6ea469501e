import type { ValidatorFlags } from "../schema.ts";
import { PackageError } from "./schema.ts";

type FloatFlag = "floatAbsoluteTolerance" | "floatRelativeTolerance";

const FLOATS: Record<string, readonly FloatFlag[]> = {
  float_tolerance: ["floatAbsoluteTolerance", "floatRelativeTolerance"],
  float_absolute_tolerance: ["floatAbsoluteTolerance"],
  float_relative_tolerance: ["floatRelativeTolerance"],
};

/** A validator's arguments as single words: formats give them as one string, one number or a list. */
export function validatorWords(value: string | number | readonly (string | number)[]): string[] {
  return (typeof value === "object" ? value.map(String).join(" ") : String(value))
    .split(/\s+/)
    .filter(Boolean);
}

/** The default validator's arguments. @throws PackageError on an unknown one. */
export function parseValidatorFlags(path: string, words: readonly string[]): ValidatorFlags {
  const flags: ValidatorFlags = {
    caseSensitive: false,
    spaceChangeSensitive: false,
    floatAbsoluteTolerance: null,
    floatRelativeTolerance: null,
  };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? "";
    const floats = FLOATS[word];
    if (word === "case_sensitive") flags.caseSensitive = true;
    else if (word === "space_change_sensitive") flags.spaceChangeSensitive = true;
    else if (floats) {
      const tolerance = Number(words[++i]);
      if (!(tolerance >= 0)) throw new PackageError(path, `${word} needs a number after it, such as 1e-6`);
      for (const key of floats) {
        // The format's rule: which of two would count is nobody's guess.
        if (flags[key] !== null)
          throw new PackageError(path, `${word} gives a tolerance that was given before`);
        flags[key] = tolerance;
      }
    } else {
      throw new PackageError(path, `the default validator knows no argument ${JSON.stringify(word)}`);
    }
  }
  return flags;
}
