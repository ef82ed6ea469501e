import { languageName } from "#lib/assessments/languages.ts";
import type { ProgramQuestion } from "#lib/assessments/packages/programs.ts";
import type { PackageSubmission } from "#lib/assessments/packages/schema.ts";
import { JudgeUnable, judgeProgram } from "#lib/grading/grade.ts";
import type { Judgement } from "#lib/grading/judge.ts";
import { languageOfFile } from "#lib/grading/languages.ts";
import type { Judge } from "#lib/grading/sandbox/detect.ts";
import { verdictWords } from "#lib/grading/verdicts.ts";

/** Judges the submissions of a function or SQL question, one line each. @returns whether all are as expected. */
export async function judgeQuestion(
  judge: Judge,
  question: ProgramQuestion,
  alone: PackageSubmission | null,
  json: boolean,
): Promise<boolean> {
  const submissions = alone ? [alone] : question.submissions;
  let allHold = submissions.length > 0;
  if (!allHold)
    process.stderr.write(`${question.slug}: no submissions to judge; add submissions/accepted/…\n`);
  for (const submission of submissions) {
    const judgement = await judgeOne(judge, question, submission);
    const ok = (submission.expected as readonly string[]).includes(judgement.verdict);
    allHold &&= ok;
    process.stdout.write(`${line(question, submission, judgement, ok, json)}\n`);
  }
  return allHold;
}

async function judgeOne(
  judge: Judge,
  { definition, tests }: ProgramQuestion,
  submission: PackageSubmission,
): Promise<Judgement> {
  const refused = (reason: string): Judgement => ({ verdict: "JE", tests: [], reason });
  const language = languageOfFile(submission.path);
  if (!language) return refused(`no language is known for ${submission.path}`);
  const offered = definition.type === "sql" ? ["sql"] : definition.languages;
  if (!offered.includes(language.id))
    return refused(`the question is not asked in ${languageName(language.id)}`);
  const program = { language: language.id, source: Buffer.from(submission.source).toString("utf8") };
  try {
    return await judgeProgram(judge, definition, program, tests, { priority: "batch" });
  } catch (error) {
    if (error instanceof JudgeUnable) return refused(error.message);
    throw error;
  }
}

function line(
  { slug }: ProgramQuestion,
  { path, expected }: PackageSubmission,
  judgement: Judgement,
  ok: boolean,
  json: boolean,
): string {
  const { verdict, reason, compileOutput } = judgement;
  const language = languageOfFile(path)?.id ?? null;
  const tests = judgement.tests.map(({ name, verdict, timeMs, memoryKb }) => ({
    name,
    verdict,
    timeMs,
    memoryKb,
  }));
  if (json)
    return JSON.stringify({
      package: slug,
      submission: path,
      language,
      expected,
      verdict,
      tests,
      ok,
      reason,
      compileOutput,
    });
  const failing = judgement.tests.find((test) => test.verdict !== "AC");
  const slowest = judgement.tests.reduce((most, test) => Math.max(most, test.timeMs), 0);
  const words = [
    ok ? "ok  " : "FAIL",
    `${slug} ${path}`,
    `${verdict} (${verdictWords(verdict)})`,
    ok ? "" : `expected ${expected.join(" or ")}`,
    `${tests.length} tests, slowest ${slowest} ms`,
    reason ?? (failing ? `${failing.name}: ${failing.reason ?? ""}` : (compileOutput?.split("\n")[0] ?? "")),
  ];
  return words.filter(Boolean).join(" · ");
}
