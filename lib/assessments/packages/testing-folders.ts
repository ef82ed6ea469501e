import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { afterEach } from "vitest";

/* Apart from the zips: the browser tests use those, and know no vitest. */

const made: string[] = [];

afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A package that works. */
export const WHOLE = {
  "problem.yaml": "problem_format_version: 2025-09\nname: Twice\nlimits: {time_limit: 1.5, memory: 128}\n",
  "statement/problem.en.md": "# Twice\n\nPrint it twice.\n",
  "data/sample/1.in": "1\n",
  "data/sample/1.ans": "2\n",
  "data/secret/1.in": "2\n",
  "data/secret/1.ans": "4\n",
  "submissions/accepted/a.py": "print(2 * int(input()))\n",
  "submissions/wrong_answer/b.js": "console.log(1)\n",
  "attachments/starter.py": "n = int(input())\n",
};

/** A folder with these files, removed after the test. */
export function makeFolder(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(`${tmpdir()}/assay-package-`);
  made.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(`${directory}/${path}`), { recursive: true });
    writeFileSync(`${directory}/${path}`, text);
  }
  return directory;
}
