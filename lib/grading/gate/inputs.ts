import { type CheckedInput, type InputCheck, inputCheck } from "../check/input-validator.ts";
import type { Judge } from "../sandbox/detect.ts";
import type { JudgedPackage } from "./judge-package.ts";

/** A validator that refuses everything is named with so many inputs; the others are counted. */
const NAMED = 3;

/** What the package's own input validators say of its inputs: `faults` stand against publishing. */
export async function checkInputs(
  judge: Judge,
  { inputValidators = [], triedInputs = [], tests, limits }: JudgedPackage,
): Promise<{ faults: string[]; warnings: string[] }> {
  const faults: string[] = [];
  const warnings: string[] = [];
  const checks: InputCheck[] = [];
  for (const validator of inputValidators) {
    const check = await inputCheck(validator, limits.validation, judge);
    if (typeof check === "function") {
      checks.push(check);
      faults.push(...(await refusedBy(validator.name, check, tests)));
    } else if ("off" in check) warnings.push(check.off);
    else faults.push(check.broken);
  }
  if (checks.length > 0 && checks.length === inputValidators.length)
    for (const tried of triedInputs)
      if (await isAllowed(checks, tried))
        faults.push(`data/${tried.name}.in should be refused by an input validator, and none does.`);
  return { faults, warnings };
}

async function refusedBy(name: string, check: InputCheck, tests: readonly CheckedInput[]): Promise<string[]> {
  const refused: string[] = [];
  for (const test of tests) {
    const words = await check(test);
    if (words !== null)
      refused.push(`data/${test.name}.in is refused by the input validator ${name} (${words}).`);
  }
  const more = refused.length - NAMED;
  return more > 0
    ? [...refused.slice(0, NAMED), `The input validator ${name} refuses ${more} more inputs.`]
    : refused;
}

async function isAllowed(checks: readonly InputCheck[], input: CheckedInput): Promise<boolean> {
  for (const check of checks) if ((await check(input)) !== null) return false;
  return true;
}
