import type { ProgramQuestion } from "../../packages/programs.ts";
import { submissionFiles } from "../../packages/question-files.ts";
import { slugOf } from "../../rules.ts";
import { detailsOf, type QuestionInput, refuseErrors, withinLimits } from "../rules.ts";

/**
 * A function or SQL question, checked.
 * @throws DomainError invalid: it lacks what could show that it works, or breaks a limit.
 */
export function questionOfProgram(source: ProgramQuestion): QuestionInput {
  const { slug, title, statement, language, translations, definition, tests, submissions, points, issues } =
    source;
  refuseErrors(detailsOf(issues, "error"));
  return withinLimits({
    slug: slugOf(slug),
    title,
    statement,
    language,
    translations,
    definition,
    tests,
    files: submissionFiles(submissions),
    points,
    warnings: detailsOf(issues, "warning"),
  });
}
