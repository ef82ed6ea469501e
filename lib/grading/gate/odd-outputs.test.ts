import { expect, test } from "vitest";
import { readPackage } from "#lib/assessments/packages/read.ts";
import { makePackage } from "#lib/assessments/packages/testing.ts";
import { zipFiles } from "#lib/assessments/packages/zip.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { checkPackage } from "./check-package.ts";
import { gatedOf } from "./gated.ts";

const judge = holdJudge(1, { languages: ["python"] });

async function reasonsFor(compare: string): Promise<string[]> {
  const validator = `import sys\nright = open(sys.argv[2]).read().split()\nsaid = sys.stdin.read().split()\nsys.exit(42 if ${compare} else 43)\n`;
  const zip = makePackage({ "output_validator/validate.py": validator });
  const gated = gatedOf(readPackage(await zipFiles(zip, "twice.zip")));
  return (await checkPackage(judge, gated, { at: new Date(0), by: "worker" })).reasons;
}

test("a validator that fails at odd output is refused, for a candidate's program may print anything", async () => {
  expect((await reasonsFor("int(said[0]) == int(right[0])")).join("\n")).toMatch(
    /output validator fails at no output at all instead of rejecting it/,
  );
  expect((await reasonsFor("said and int(said[0]) == int(right[0])")).join("\n")).toMatch(
    /fails at words where it may expect numbers/,
  );
}, 60_000);

test("one that rejects odd output is published upon", async () => {
  expect(await reasonsFor("said == right")).toEqual([]);
}, 60_000);
