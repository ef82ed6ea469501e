import { languageName } from "#lib/assessments/languages.ts";
import {
  ChoiceAnswer,
  CodeAnswer,
  type CodeDefinition,
  type Definition,
  type FunctionDefinition,
  type SqlDefinition,
} from "#lib/assessments/schema.ts";
import { defaultValidator } from "./check/default-validator.ts";
import type { Grade, TestGrade } from "./commands.ts";
import { explainCompileOutput, functionSubmission } from "./harness/function-question.ts";
import {
  type JudgeHooks,
  type Judgement,
  judgeSubmission,
  type Submission,
  type TestOutcome,
} from "./judge.ts";
import type { StoredTest, WaitingSubmission } from "./queries.ts";
import { aggregateVerdict, scoreChoice, scoreCode } from "./rules.ts";
import type { Judge } from "./sandbox/detect.ts";
import type { Runtime } from "./sandbox/toolchains.ts";
import { sqlSubmission } from "./sql/sql-question.ts";

/** The judge could not do its work this time: the queue tries again. */
export class JudgeUnable extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "JudgeUnable";
  }
}

/** Program code of a candidate, as answers and runs have it. */
export type Program = { language: string; source: string };
/** `answer` null: own input, compared with nothing. */
export type ProgramTest = { name: string; input: Uint8Array; answer: Uint8Array | null };

/** The grade of an answer that needs no sandbox. */
export function gradeByKey({ content, definition, maxPoints }: WaitingSubmission): Grade {
  if (content === null) return { verdict: null, points: 0 };
  if (definition.type !== "choice") return { verdict: null, points: null };
  return { verdict: null, points: scoreChoice(maxPoints, definition, ChoiceAnswer.parse(content).choices) };
}

export interface GradeHooks {
  /** Results of this grader version that an earlier worker left: they are not judged again. */
  kept: ReadonlyMap<string, TestGrade>;
  /** A test has its result: to be kept. */
  onResult: (result: TestGrade) => Promise<void>;
}

/**
 * Grades an answer that needs the sandbox. What is kept counts as if it had been judged now.
 * @throws JudgeUnable; and whatever `onResult` throws, to stop it.
 */
export async function gradeCode(
  judge: Judge,
  submission: WaitingSubmission,
  tests: readonly StoredTest[],
  { kept, onResult }: GradeHooks,
): Promise<Grade> {
  const results = new Map(kept);
  const left = tests.filter((test) => !results.has(test.id));
  if (left.length > 0 || tests.length === 0) {
    const answer = CodeAnswer.parse(submission.content);
    const scope = submission.attemptId;
    const judgement = await judgeProgram(
      judge,
      submission.definition,
      answer,
      left,
      { priority: "batch", scope },
      {
        onTest: async (outcome, index) => {
          const test = left[index];
          if (!test || outcome.verdict === "JE") return;
          const result = testGrade(test.id, outcome);
          results.set(test.id, result);
          await onResult(result);
        },
      },
    );
    const { verdict, compileOutput } = judgement;
    if (verdict === "CE")
      return { verdict, points: 0, ...(compileOutput === undefined ? {} : { compileOutput }) };
  }
  const outcomes = tests.flatMap((test) => {
    const result = results.get(test.id);
    return result ? [{ ...result, visibility: test.visibility }] : [];
  });
  return { verdict: aggregateVerdict(outcomes), points: scoreCode(submission.maxPoints, outcomes) };
}

function testGrade(testId: string, outcome: TestOutcome): TestGrade {
  const { verdict, timeMs, memoryKb, stdout, stderr, detail, score = null } = outcome;
  const grade = { testId, verdict, timeMs, memoryKb, score, stdout: stdout || null, stderr: stderr || null };
  return detail ? { ...grade, detail } : grade;
}

/** Judges a program. @throws JudgeUnable when there is no verdict on it, only on the judge. */
export async function judgeProgram(
  judge: Judge,
  definition: Definition,
  answer: Program,
  tests: readonly ProgramTest[],
  how: Pick<Submission, "priority" | "scope">,
  hooks: JudgeHooks = {},
): Promise<Judgement> {
  const runtime = judge.runtimes.get(answer.language);
  if (!runtime) throw new JudgeUnable(`${languageName(answer.language)} is off on this worker`);
  if (!("limits" in definition)) throw new JudgeUnable(`${definition.type} questions are not for the judge`);
  const { timeSeconds, memoryMiB, outputKiB } = definition.limits;
  const judgement = await judgeSubmission(
    {
      limits: { timeMs: timeSeconds * 1000, memoryMib: memoryMiB, outputKib: outputKiB },
      source: answer.source,
      ...partsOf(definition, runtime, tests),
      ...how,
    },
    judge.sandbox,
    hooks,
  );
  if (judgement.verdict === "JE") throw new JudgeUnable(judgement.reason ?? "the question has no tests");
  if (definition.type !== "function" || judgement.compileOutput === undefined) return judgement;
  const compileOutput = explainCompileOutput(definition, answer.language, judgement.compileOutput);
  return { ...judgement, compileOutput };
}

/** What of a submission depends on the kind of question. */
function partsOf(
  definition: CodeDefinition | FunctionDefinition | SqlDefinition,
  runtime: Runtime,
  tests: readonly ProgramTest[],
): Pick<Submission, "tests" | "checker" | "runtime"> {
  switch (definition.type) {
    case "code":
      return { tests, runtime, checker: defaultValidator(definition.validator) };
    case "sql":
      return sqlSubmission(definition, runtime, tests);
    case "function": {
      const parts = functionSubmission(definition, runtime, tests);
      if (!parts) throw new JudgeUnable(`there is no harness for ${runtime.language.id}`);
      return parts;
    }
  }
}
