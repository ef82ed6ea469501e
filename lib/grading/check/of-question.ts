import type { CodeDefinition } from "#lib/assessments/schema.ts";
import { findValidatorFiles } from "../queries.ts";
import type { Judge } from "../sandbox/detect.ts";
import { customValidator } from "./custom-validator.ts";
import { defaultValidator } from "./default-validator.ts";
import type { Checker } from "./types.ts";

/** Validators that a worker keeps at hand: versions never change, and grading asks for the same few all day. */
const REMEMBERED = 32;
const known = new Map<string, Checker>();

/** The checker of a coding question's version; one of its own is read and compiled once in this process. */
export async function findChecker(
  judge: Judge,
  { checking, validator }: CodeDefinition,
  questionVersionId: string,
): Promise<Checker> {
  if (!checking) return defaultValidator(validator);
  const found = known.get(questionVersionId);
  if (found) return found;
  const { language, entry, limits } = checking;
  const program = { language, entry, files: await findValidatorFiles(questionVersionId) };
  const runtime = judge.runtimes.get(language);
  const checker = customValidator({ program, limits, runtime, scope: questionVersionId }, judge.sandbox);
  const [oldest] = known.keys();
  if (known.size >= REMEMBERED && oldest) known.delete(oldest);
  known.set(questionVersionId, checker);
  return checker;
}
