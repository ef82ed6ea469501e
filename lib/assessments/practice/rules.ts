import { functionStarter } from "../functions/starters.ts";
import type { Definition, FileDefinition, FunctionDefinition, SqlDefinition } from "../schema.ts";
import type { Translations } from "../translations/schema.ts";
import { GERMAN } from "./german/rules.ts";

/*
 * What a practice asks: one invented question of each kind that the assessment itself asks, in the languages that it
 * takes. None is hard: what is practised is the room. Any change here makes a new version, and leaves the old one.
 */

export interface PracticeQuestion {
  title: string;
  /** Markdown. */
  statement: string;
  translations: Translations;
  definition: Definition;
  /** All of them are samples. */
  tests: { name: string; input: string; answer: string }[];
}

const LIMITS = { timeSeconds: 2, memoryMiB: 256, outputKiB: 64 };
const NO_TOLERANCE = { floatAbsoluteTolerance: null, floatRelativeTolerance: null };

/** Reads n and prints what `value` says of it. Each starter prints n itself, so that there is something to change. */
const PROGRAMS: Record<string, (value: string) => string> = {
  python: (value) => `n = int(input())\nprint(${value})\n`,
  javascript: (value) =>
    `const n = Number(require("node:fs").readFileSync(0, "utf8"));\nconsole.log(${value});\n`,
  typescript: (value) =>
    `import { readFileSync } from "node:fs";\n\nconst n: number = Number(readFileSync(0, "utf8"));\nconsole.log(${value});\n`,
  java: (value) =>
    `import java.util.Scanner;\n\npublic class Main {\n    public static void main(String[] args) {\n        int n = new Scanner(System.in).nextInt();\n        System.out.println(${value});\n    }\n}\n`,
  cpp: (value) =>
    `#include <iostream>\n\nint main() {\n    int n;\n    std::cin >> n;\n    std::cout << ${value} << "\\n";\n}\n`,
  c: (value) =>
    `#include <stdio.h>\n\nint main(void) {\n    int n;\n    scanf("%d", &n);\n    printf("%d\\n", ${value});\n}\n`,
  go: (value) =>
    `package main\n\nimport "fmt"\n\nfunc main() {\n\tvar n int\n\tfmt.Scan(&n)\n\tfmt.Println(${value})\n}\n`,
  rust: (value) =>
    `use std::io;\n\nfn main() {\n    let mut line = String::new();\n    io::stdin().read_line(&mut line).unwrap();\n    let n: i64 = line.trim().parse().unwrap();\n    println!("{}", ${value});\n}\n`,
  ruby: (value) => `n = gets.to_i\nputs ${value}\n`,
  php: (value) => `<?php\n$n = (int) fgets(STDIN);\necho ${value.replace("n", "$n")}, "\\n";\n`,
  bash: (value) => `read -r n\necho $((${value}))\n`,
};

const DOUBLE = "n * 2";

function codeQuestion(languages: string[]): PracticeQuestion {
  const starters = languages.flatMap((id) => {
    const program = PROGRAMS[id];
    return program ? [[id, program("n")]] : [];
  });
  return {
    title: "Twice as many",
    statement:
      "Read one whole number and print its double.\n\nThe program that stands there prints the number as it is. **Run samples** first and see what the results say; then change the program, and run it again. On **Own input** you can give it a number of your own.",
    translations: { de: GERMAN.code },
    definition: {
      type: "code",
      languages,
      limits: LIMITS,
      validator: { caseSensitive: false, spaceChangeSensitive: false, ...NO_TOLERANCE },
      starter: Object.fromEntries(starters) as Record<string, string>,
    },
    tests: [
      { name: "sample/1", input: "21\n", answer: "42\n" },
      { name: "sample/2", input: "-3\n", answer: "-6\n" },
    ],
  };
}

function functionQuestion(languages: string[]): PracticeQuestion {
  return {
    title: "A function that doubles",
    statement:
      "Write the function so that it returns the double of the number that it is given. The samples call it for you: there is nothing to read and nothing to print.",
    translations: { de: GERMAN.function },
    definition: {
      type: "function",
      languages,
      limits: LIMITS,
      signature: {
        name: "doubled",
        parameters: [{ name: "n", type: "int", description: "any whole number" }],
        result: { type: "int", description: "twice the number" },
      },
      comparison: { order: "exact", ...NO_TOLERANCE },
    },
    tests: [
      { name: "sample/1", input: "[21]", answer: "42" },
      { name: "sample/2", input: "[-3]", answer: "-6" },
    ],
  };
}

const SHELF: SqlDefinition = {
  type: "sql",
  limits: LIMITS,
  mode: "query",
  schema: "CREATE TABLE shelf (title TEXT PRIMARY KEY, copies INTEGER NOT NULL);",
  check: null,
  comparison: { ordered: false, columns: "position", ...NO_TOLERANCE },
  tables: [
    {
      name: "shelf",
      columns: [
        { name: "title", type: "TEXT", key: true, nullable: true },
        { name: "copies", type: "INTEGER", key: false, nullable: false },
      ],
      sample: [
        ["Night Trains", ["i", "3"]],
        ["Small Harbours", ["i", "1"]],
        ["The Long Way Up", ["i", "2"]],
      ],
      rowCount: 3,
    },
  ],
  starter: "SELECT title\nFROM shelf;\n",
};

const SQL_QUESTION: PracticeQuestion = {
  title: "More than one copy",
  statement:
    "Give the titles of which there is more than one copy. The query that stands there gives them all: run it, look at the result, then change it.",
  translations: { de: GERMAN.sql },
  definition: SHELF,
  tests: [
    {
      name: "sample/1",
      input: "INSERT INTO shelf VALUES ('Night Trains', 3), ('Small Harbours', 1), ('The Long Way Up', 2);",
      answer: JSON.stringify({ columns: ["title"], rows: [["Night Trains"], ["The Long Way Up"]] }),
    },
  ],
};

const CHOICE_QUESTION: PracticeQuestion = {
  title: "When is it saved?",
  statement: "You type half a line and close the page by accident. What is lost?",
  translations: { de: GERMAN.choice },
  definition: {
    type: "choice",
    multiple: false,
    options: [
      { id: "all", text: "Everything since the last run" },
      { id: "line", text: "The line that was not finished" },
      { id: "nothing", text: "Nothing: open the page again and go on" },
    ],
    correct: ["nothing"],
  },
  tests: [],
};

const TEXT_QUESTION: PracticeQuestion = {
  title: "A few words",
  statement:
    "Write whatever you like, and watch the line above: it says when your words are saved. Paste something too, and see what is recorded.",
  translations: { de: GERMAN.text },
  definition: { type: "text", minWords: null, maxWords: null, rubric: [] },
  tests: [],
};

const SHORT_QUESTION: PracticeQuestion = {
  title: "One line",
  statement: "How many minutes are there in two hours? The answer is one line, and a key grades it.",
  translations: { de: GERMAN.short },
  definition: {
    type: "text",
    minWords: null,
    maxWords: null,
    rubric: [],
    short: {
      accepted: [
        { number: 120, tolerance: 0, relativeTolerance: 0, units: ["min", "minutes"], unitRequired: false },
      ],
      caseSensitive: false,
      spaces: "one",
    },
  },
  tests: [],
};

/** What a practice takes in: enough to try it with. */
const PRACTICE_FILE_BYTES = 1024 * 1024;

function fileQuestion(kinds: FileDefinition["kinds"]): PracticeQuestion {
  return {
    title: "A file",
    statement:
      "Upload any file of the kinds that are named, look at what is said of it, and take it away again.",
    translations: { de: GERMAN.file },
    definition: { type: "file", kinds, maxBytes: PRACTICE_FILE_BYTES, rubric: [] },
    tests: [],
  };
}

/** The practice for an assessment that asks these; never nothing. */
export function practiceQuestions(asked: readonly Definition[]): PracticeQuestion[] {
  const languagesOf = (type: "code" | "function") => [
    ...new Set(asked.flatMap((one) => (one.type === type ? one.languages : []))),
  ];
  const has = (type: Definition["type"]) => asked.some((one) => one.type === type);
  const texts = asked.filter((one) => one.type === "text");
  const kinds = [...new Set(asked.flatMap((one) => (one.type === "file" ? one.kinds : [])))];
  const questions = [
    ...(has("code") ? [codeQuestion(languagesOf("code"))] : []),
    ...(has("function") ? [functionQuestion(languagesOf("function"))] : []),
    ...(has("sql") ? [SQL_QUESTION] : []),
    ...(has("choice") ? [CHOICE_QUESTION] : []),
    ...(texts.some(({ short }) => short) ? [SHORT_QUESTION] : []),
    ...(texts.some(({ short }) => !short) ? [TEXT_QUESTION] : []),
    ...(kinds.length > 0 ? [fileQuestion(kinds)] : []),
  ];
  return questions.length > 0 ? questions : [TEXT_QUESTION];
}

/** What takes the place of a starter's “not written yet”. */
const RETURNS: Record<string, string> = {
  python: "return n * 2",
  ruby: "n * 2",
  rust: "n * 2",
  go: "return n * 2",
  php: "return $n * 2;",
};

function functionSolution({ signature }: FunctionDefinition, language: string): string {
  const body = RETURNS[language] ?? "return n * 2;";
  return functionStarter(signature, language).replace(/^(\s*).*Not written yet.*$/m, `$1${body}`);
}

/** A right answer to one of these questions: what the check of a device runs. null where nothing is run. */
export function practiceSolution(definition: Definition, language: string): string | null {
  if (definition.type === "code") return PROGRAMS[language]?.(DOUBLE) ?? null;
  if (definition.type === "function") return functionSolution(definition, language);
  return definition.type === "sql" ? "SELECT title FROM shelf WHERE copies > 1;\n" : null;
}
