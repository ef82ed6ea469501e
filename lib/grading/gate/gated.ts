import { functionStarter } from "#lib/assessments/functions/starters.ts";
import type { ProgramQuestion } from "#lib/assessments/packages/programs.ts";
import { DEFAULT_VALIDATION, type ProblemPackage } from "#lib/assessments/packages/schema.ts";
import { languagesOf, starterOf } from "#lib/assessments/questions/rules.ts";
import type { FunctionDefinition, SqlDefinition } from "#lib/assessments/schema.ts";
import type { GatedPackage } from "./check-package.ts";

/** The limit on a submission's source where the portal's own applies: CodeAnswer's 256 KiB. */
export const CODE_KIB = 256;
/** What the time limit of a function or SQL question leaves over the slowest accepted run; Kattis' default too. */
const TIME_FACTOR = 2;

/** Who does nothing may earn nothing: where a database is to be changed, a fixture may need no change. */
const NOTHING = "-- nothing\n";

/** What a question is gated upon, as it was read from its files. */
export function gatedOf(source: ProblemPackage | ProgramQuestion): GatedPackage {
  if ("slug" in source) return gatedProgram({ shortName: source.slug, ...source });
  return { ...source, languages: languagesOf(source), starter: starterOf(source) };
}

/** The same of a function or SQL question, wherever it comes from. */
export function gatedProgram({
  shortName,
  definition,
  tests,
  submissions,
  issues,
}: Pick<ProgramQuestion, "definition" | "tests" | "submissions" | "issues"> & {
  shortName: string;
}): GatedPackage {
  const { timeSeconds, memoryMiB, outputKiB } = definition.limits;
  return {
    shortName,
    program: definition,
    scoring: null,
    validator: null,
    limits: {
      timeSeconds,
      memoryMib: memoryMiB,
      outputMib: outputKiB / 1024,
      codeKib: CODE_KIB,
      acToTimeLimit: TIME_FACTOR,
      timeResolution: 1,
      validation: DEFAULT_VALIDATION,
    },
    ...offerOf(definition),
    tests: tests.map((test) => ({ ...test, args: [], argv: [] })),
    submissions,
    triedOutputs: [],
    unsupported: [],
    issues,
  };
}

/** In which languages it is answered, and what the editor begins with in each. */
function offerOf(
  definition: FunctionDefinition | SqlDefinition,
): Pick<GatedPackage, "languages" | "starter"> {
  if (definition.type === "sql")
    return { languages: ["sql"], starter: { sql: definition.starter || NOTHING } };
  const { languages, signature } = definition;
  const starters = languages.map((language) => [language, functionStarter(signature, language)] as const);
  return { languages, starter: Object.fromEntries(starters) };
}
