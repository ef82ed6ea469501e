import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isProgramQuestion, readProgram, readProgramQuestion } from "./programs.ts";
import { readPackage } from "./read.ts";
import { makeZip } from "./testing.ts";
import { zipFiles } from "./zip.ts";

const FOLDER = "content/split-the-bill";

test("a function question in a zip is read as it is from its folder, and is no problem package", async () => {
  const entries = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => `${parentPath}/${name}`)
    .map((path) => ({ name: path.slice("content/".length), content: readFileSync(path) }));
  const files = await zipFiles(makeZip(entries), "any.zip");
  expect(isProgramQuestion(files)).toBe(true);
  const inZip = readProgram(files);
  const inFolder = readProgramQuestion(FOLDER);
  expect(inZip).toMatchObject({ slug: inFolder.slug, title: inFolder.title, points: inFolder.points });
  expect(inZip.tests.length).toBe(inFolder.tests.length);
  expect(inZip.submissions.length).toBe(inFolder.submissions.length);
  expect(() => readPackage(files)).toThrow(/function or SQL question.*npm run judge/);
});
