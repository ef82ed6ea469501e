import { parseValidatorFlags } from "#lib/assessments/packages/validator-flags.ts";
import type { ValidatorFlags } from "#lib/assessments/schema.ts";
import { compareOutputs } from "./compare.ts";
import type { Checker } from "./types.ts";

/** Kattis' default output validator. A test's own arguments replace `flags` as a whole. */
export function defaultValidator(flags: ValidatorFlags): Checker {
  return async (test, { stdout }) => {
    const comparison = compareOutputs(
      test.answer,
      stdout,
      test.args ? parseValidatorFlags(test.name, test.args) : flags,
    );
    return comparison.ok ? { verdict: "AC" } : { verdict: "WA", reason: comparison.reason };
  };
}
