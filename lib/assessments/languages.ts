/**
 * The languages that questions can be answered in, as people name them; how each is compiled and run is the judge's to
 * know (lib/grading/languages). In the order in which people see them. The browser may import it.
 */
export const LANGUAGE_NAMES = {
  python: "Python 3",
  javascript: "JavaScript (Node.js)",
  typescript: "TypeScript (Node.js)",
  java: "Java",
  cpp: "C++20",
  c: "C17",
  go: "Go",
  rust: "Rust",
  ruby: "Ruby",
  php: "PHP",
  bash: "Bash",
  sql: "SQL (SQLite)",
} as const;

export type LanguageId = keyof typeof LANGUAGE_NAMES;

/** File extension → language: of submissions and starters in packages. The first of a language is what its files get. */
export const LANGUAGE_OF_EXTENSION: Readonly<Record<string, LanguageId>> = {
  py: "python",
  py3: "python",
  js: "javascript",
  mjs: "javascript",
  cjs: "javascript",
  ts: "typescript",
  mts: "typescript",
  java: "java",
  cpp: "cpp",
  cc: "cpp",
  cxx: "cpp",
  "c++": "cpp",
  c: "c",
  go: "go",
  rs: "rust",
  rb: "ruby",
  php: "php",
  sh: "bash",
  bash: "bash",
  sql: "sql",
};

/** A language as people read it; one that we do not know goes by its id. */
export function languageName(id: string): string {
  return isLanguageId(id) ? LANGUAGE_NAMES[id] : id;
}

/** Without dot: `py`. */
export function extensionOfLanguage(id: string): string {
  return Object.entries(LANGUAGE_OF_EXTENSION).find(([, language]) => language === id)?.[0] ?? "txt";
}

function isLanguageId(id: string): id is LanguageId {
  return Object.hasOwn(LANGUAGE_NAMES, id);
}
