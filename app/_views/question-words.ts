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

const LANGUAGE_NAMES: Record<string, string> = {
  python: "Python",
  javascript: "JavaScript",
  typescript: "TypeScript",
  java: "Java",
  cpp: "C++",
  go: "Go",
  rust: "Rust",
  ruby: "Ruby",
  php: "PHP",
  sql: "SQL",
};

/** “JavaScript, Python”; a language without a name here goes by its id. */
export function languageNames(ids: readonly string[]): string {
  return ids.map((id) => LANGUAGE_NAMES[id] ?? id).join(", ");
}

/** “1 question”, “3 questions”. */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count}\u00a0${count === 1 ? noun : many}`;
}
