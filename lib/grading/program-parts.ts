import type { FunctionDefinition, SqlDefinition } from "#lib/assessments/schema.ts";
import { functionSubmission } from "./harness/function-question.ts";
import type { JudgeTest, Submission } from "./judge.ts";
import type { Runtime } from "./sandbox/toolchains.ts";
import { sqlSubmission } from "./sql/sql-question.ts";

/**
 * What makes the judge call a function, or run SQL, instead of a program.
 * @returns null when no function can be asked for in the runtime's language.
 * @throws CaseError when a test does not fit the signature.
 */
export function programParts(
  definition: FunctionDefinition | SqlDefinition,
  runtime: Runtime,
  tests: readonly Pick<JudgeTest, "name" | "input" | "answer">[],
): Pick<Submission, "tests" | "checker" | "runtime"> | null {
  if (definition.type === "sql") return sqlSubmission(definition, runtime, tests);
  return functionSubmission(definition, runtime, tests);
}
