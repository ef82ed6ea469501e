import type { CodeDefinition } from "#lib/assessments/schema.ts";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { findValidatorFiles } from "../queries.ts";
import type { Judge } from "../sandbox/detect.ts";
import { customValidator } from "./custom-validator.ts";
import { defaultValidator } from "./default-validator.ts";
import { type Interactor, interactiveValidator } from "./interactive.ts";
import type { Checker } from "./types.ts";

/** Validators that a worker keeps at hand: versions never change, and grading asks for the same few all day. */
const REMEMBERED = 32;
type Found = { checker: Checker; interactor?: Interactor };
const known = new BoundedMap<string, Found>(REMEMBERED);

/** The checker of a coding question's version; one of its own is read and compiled once in this process. */
export async function findChecker(
  judge: Judge,
  { checking, validator }: CodeDefinition,
  questionVersionId: string,
): Promise<Found> {
  if (!checking) return { checker: defaultValidator(validator) };
  const found = known.get(questionVersionId);
  if (found) return found;
  const { kind, language, entry, limits } = checking;
  const program = { language, entry, files: await findValidatorFiles(questionVersionId) };
  const input = { program, limits, runtime: judge.runtimes.get(language), scope: questionVersionId };
  const checker = customValidator(input, judge.sandbox);
  const made: Found =
    kind === "interactive"
      ? { checker, interactor: interactiveValidator(input, judge.sandbox) }
      : { checker };
  known.set(questionVersionId, made);
  return made;
}
