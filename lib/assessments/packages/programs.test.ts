import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { questionOfProgram } from "../questions/programs/rules.ts";
import { readAny } from "./any.ts";
import { readProgramQuestion } from "./programs.ts";
import { FUNCTION_QUESTION, makeQuestion, makeZip, SQL_QUESTION } from "./testing.ts";
import { zipFiles } from "./zip.ts";

const FOLDER = "content/split-the-bill";

test("a function question in a zip is read as it is from its folder", async () => {
  const entries = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .map((path) => ({ name: path.slice("content/".length), content: readFileSync(path) }));
  const read = readAny(await zipFiles(makeZip(entries), "any.zip"));
  expect(read).toEqual({ kind: "program", source: readProgramQuestion(FOLDER) });
});

const read = async (files: Readonly<Record<string, string>>, changes: Record<string, string | null>) =>
  readAny(await zipFiles(makeQuestion(files, changes), "asked.zip"));

test("a choice question is one file in its folder, and is called after the folder", async () => {
  const yaml =
    "format: assay-choice-1\ntitle: Pick\nstatement: Which?\npoints: 5\noptions: [{id: a, text: A}, {id: b, text: B}]\ncorrect: [a]\n";
  expect(await read({ "question.yaml": yaml }, {})).toMatchObject({
    kind: "authored",
    source: { slug: "asked", points: 5, definition: { type: "choice", correct: ["a"] } },
  });
});

test.each([
  ["cases.json", null, /cases.json: is missing; write/],
  ["cases.json", '{"sample": [], "secret": [{"args": ["x"], "expected": 1}]}', /secret\/1: n is text where/],
  ["cases.json", '{"secret": [{"name": "a\\u0000b", "args": [1], "expected": 2}]}', /name has to be a short/],
  [
    "cases.json",
    '{"secret": [{"name": "a", "args": [1], "expected": 2}, {"name": "a", "args": [2], "expected": 4}]}',
    /two cases are called secret\/a/,
  ],
  ["statement.md", null, /statement.md: is missing/],
  ["question.yaml", "format: assay-tables-9\n", /format: "assay-tables-9" is not known; use one of assay-/],
  ["submissions/sorted/a.py", "", /the folder sorted says no verdict/],
])(
  "a function question with a fault in %s is refused in words that say what to do",
  async (path, text, words) => {
    await expect(read(FUNCTION_QUESTION, { [path]: text })).rejects.toThrow(words);
  },
);

test.each([
  ["schema.sql", null, /schema.sql: is missing; write the CREATE TABLE/],
  ["data/secret/1.json", null, /has no answer; add data\/secret\/1.json/],
  ["data/secret/1.json", "[]", /has to be {"columns"/],
])("a SQL question with a fault in %s is refused in words that say what to do", async (path, text, words) => {
  await expect(read(SQL_QUESTION, { [path]: text })).rejects.toThrow(words);
});

test("nothing to show that it works is an error, not a question", async () => {
  const bare = await read(FUNCTION_QUESTION, {
    "submissions/accepted/twice.py": null,
    "cases.json": '{"sample": [{"args": [1], "expected": 2}]}',
  });
  expect(() => bare.kind === "program" && questionOfProgram(bare.source)).toThrow(
    /No submission is accepted.*There are no secret tests/,
  );
});
