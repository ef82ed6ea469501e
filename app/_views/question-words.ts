import { languageName } from "#lib/assessments/languages.ts";
import type { QuestionType } from "#lib/assessments/schema.ts";

/** What the pages call each kind of question. */
export const QUESTION_KIND: Record<QuestionType, string> = {
  code: "Coding",
  function: "Function",
  sql: "SQL",
  choice: "Choice",
  text: "Written",
  file: "Upload",
};

/** “JavaScript (Node.js), Python 3”. */
export function languageNames(ids: readonly string[]): string {
  return ids.map(languageName).join(", ");
}

/** “1 question”, “3 questions”. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count}\u00a0${count === 1 ? noun : many}`;
}
