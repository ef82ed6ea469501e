import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** A read of one's own, and what stands before it. */
const READ = /(.{0,6})\b(?:get|list)[A-Z]\w*\((?:actor\b|await requireCandidate)/g;

test("what a page reads for its candidate is one of few reads of theirs at a time", () => {
  const pages = globSync("**/*.tsx", { cwd: import.meta.dirname }).map((file) => ({
    file,
    text: readFileSync(`${import.meta.dirname}/${file}`, "utf8"),
  }));
  const reads = pages.flatMap(({ file, text }) =>
    [...text.matchAll(READ)].map(([read, before]) => ({ file, read, before, text })),
  );
  expect(reads.length).toBeGreaterThan(8);
  const outside = reads.filter(
    ({ before, text }) => !before?.endsWith("() => ") || !text.includes("inCallersTurn(actor.userId, () =>"),
  );
  expect(outside.map(({ file, read }) => `${file}: ${read}`)).toEqual([]);
});
