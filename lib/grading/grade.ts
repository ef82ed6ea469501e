import { languageName } from "#lib/assessments/languages.ts";

import {
  ChoiceAnswer,
  CodeAnswer,
  type CodeDefinition,
  type Definition,
  type FunctionDefinition,
  type SqlDefinition,
  TextAnswer,
} from "#lib/assessments/schema.ts";
import { matchShort } from "#lib/assessments/short/rules.ts";
import { isWithdrawn } from "#lib/attempts/answers/rules.ts";
import { findChecker } from "./check/of-question.ts";
import type { Grade, TestGrade } from "./commands.ts";
import { scoreGroups } from "./groups/rules.ts";
import { explainCompileOutput } from "./harness/function-question.ts";

import {
  type JudgeHooks,
  type Judgement,
  type JudgeTest,
  judgeSubmission,
  type Submission,
  type TestOutcome,
} from "./judge.ts";
import { includedFor, laidBeside } from "./languages/beside.ts";
import { programParts } from "./program-parts.ts";
import { findIncluded, type StoredTest, type WaitingSubmission } from "./queries.ts";
import { aggregateVerdict, codePoints, scoreChoice } from "./rules.ts";
import type { Judge } from "./sandbox/detect.ts";
import type { Runtime } from "./sandbox/toolchains.ts";

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
export type ProgramTest = Pick<JudgeTest, "name" | "input" | "answer" | "args" | "argv">;

/** The grade of an answer that needs no sandbox: by its key, or none yet where people read it. */
export function gradeByKey({
  content,
  definition,
  maxPoints,
}: Pick<WaitingSubmission, "content" | "definition" | "maxPoints">): Grade {
  if (content === null || isWithdrawn(content)) return { verdict: null, points: 0 };
  if (definition.type === "choice") {
    return { verdict: null, points: scoreChoice(maxPoints, definition, ChoiceAnswer.parse(content).choices) };
  }
  if (definition.type !== "text" || !definition.short) return { verdict: null, points: null };
  const right = matchShort(TextAnswer.parse(content).text, definition.short) !== undefined;
  return { verdict: null, points: right ? maxPoints : 0 };
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
      { priority: "batch", scope, questionVersionId: submission.questionVersionId },
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
    return result ? [{ ...result, name: test.name, visibility: test.visibility }] : [];
  });
  const { definition, maxPoints } = submission;
  const scored =
    definition.type === "code" && definition.scoring && scoreGroups(definition.scoring, outcomes);
  return {
    verdict: aggregateVerdict(outcomes),
    points: codePoints(maxPoints, scored || undefined, outcomes),
    ...(scored ? { scored } : {}),
  };
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
  { questionVersionId = "", ...how }: Pick<Submission, "priority" | "scope"> & { questionVersionId?: string },
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
      ...(await partsOf(judge, definition, runtime, tests, questionVersionId)),
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
async function partsOf(
  judge: Judge,
  definition: CodeDefinition | FunctionDefinition | SqlDefinition,
  runtime: Runtime,
  tests: readonly ProgramTest[],
  questionVersionId: string,
): Promise<Pick<Submission, "tests" | "checker" | "interactor" | "runtime" | "scoring" | "extraFiles">> {
  if (definition.type === "code") {
    const { scoring, included } = definition;
    const checks = await findChecker(judge, definition, questionVersionId);
    const { language } = runtime;
    const beside = included ? includedFor(await findIncluded(questionVersionId), language.id) : [];
    const extraFiles = laidBeside(language, beside);
    return {
      ...{ tests, runtime, ...checks },
      ...(scoring ? { scoring } : {}),
      ...(extraFiles.length > 0 ? { extraFiles } : {}),
    };
  }
  const parts = programParts(definition, runtime, tests);
  if (!parts) throw new JudgeUnable(`there is no harness for ${runtime.language.id}`);
  return parts;
}
