import { symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readAuthored } from "./library.ts";
import { readProblemPackage } from "./read.ts";
import { PackageError } from "./schema.ts";
import { makeFolder, WHOLE } from "./testing-folders.ts";

describe("a problem package", () => {
  test("is read with its limits, tests, submissions and starters", () => {
    const read = readProblemPackage(makeFolder(WHOLE));
    expect(read.title).toBe("Twice");
    expect(read.limits).toMatchObject({ timeSeconds: 1.5, memoryMib: 128, outputMib: 8 });
    expect(read.tests.map(({ name, group }) => [name, group])).toEqual([
      ["sample/1", "sample"],
      ["secret/1", "secret"],
    ]);
    expect(read.submissions.map(({ path, expected }) => [path, expected])).toEqual([
      ["accepted/a.py", ["AC"]],
      ["wrong_answer/b.js", ["WA"]],
    ]);
    expect(read.starters).toEqual({ py: "n = int(input())\n" });
    expect(read.unsupported).toEqual([]);
  });

  test("takes validator arguments from its groups, the inner one deciding", () => {
    const read = readProblemPackage(
      makeFolder({
        ...WHOLE,
        "data/test_group.yaml": "output_validator_args: [float_tolerance, 1e-6]\n",
        "data/secret/test_group.yaml": "output_validator_args: [case_sensitive]\n",
      }),
    );
    expect(read.tests.map((each) => each.args)).toEqual([
      ["float_tolerance", "0.000001"],
      ["case_sensitive"],
    ]);
  });

  test("in the legacy layout is read too", () => {
    const read = readProblemPackage(
      makeFolder({
        "problem.yaml":
          "name: Old\nvalidation: default\nvalidator_flags: float_tolerance 1e-4 case_sensitive\n",
        "problem_statement/problem.md": "Old.\n",
        "data/secret/1.in": "",
        "data/secret/1.ans": "",
      }),
    );
    expect(read.tests[0]?.args).toEqual(["float_tolerance", "1e-4", "case_sensitive"]);
    expect(read.limits).toMatchObject({ timeSeconds: null, acToTimeLimit: 5 });
    expect(read.statements).toEqual({ en: "Old.\n" });
  });

  test.each([
    ["problem.yaml", "problem_format_version: 2025-09\nname: X\ntype: interactive\n", "interactive"],
    ["problem.yaml", "name: X\nvalidation: custom\n", "custom"],
    ["output_validator/build", "", "build or run script"],
    ["data/secret/test_group.yaml", "scoring: {score: 10}\n", "scoring"],
    ["data/secret/1.args", "--fast", "command-line"],
    ["include/typescript/lib.ts", "", "one file here"],
    [
      "problem.yaml",
      "problem_format_version: 2025-09\nname: X\ntype: multi-pass\n",
      "several times and hands",
    ],
  ])("that asks in %s for what is not supported says so", (path, text, word) => {
    const read = readProblemPackage(makeFolder({ ...WHOLE, [path]: text }));
    expect(read.unsupported.join()).toContain(word);
  });

  test.each([
    [{ "problem.yaml": "name: [" }, /problem.yaml: is not valid YAML/],
    [{ "problem.yaml": "name: X\nlimits: {memory: lots}\n" }, /limits.memory/],
    [{ "data/secret/2.in": "x" }, /data\/secret\/2.in: has no answer; add data\/secret\/2.ans/],
    [{ "submissions/perhaps/a.py": "" }, /says no verdict/],
    [{ "data/test_group.yaml": "output_validator_args: [sloppy]" }, /knows no argument "sloppy"/],
    [{ "data/test_group.yaml": "output_validator_args: [float_tolerance]" }, /needs a number/],
  ])("with a mistake names the file and what to do", (broken, words) => {
    expect(() => readProblemPackage(makeFolder({ ...WHOLE, ...broken }))).toThrow(words);
  });

  test("may not reach outside itself by a symbolic link", () => {
    const directory = makeFolder(WHOLE);
    symlinkSync("/etc/passwd", `${directory}/data/secret/2.in`);
    expect(() => readProblemPackage(directory)).toThrow(PackageError);
  });

  test("may link to its own files", () => {
    const directory = makeFolder({ ...WHOLE, "data/secret/2.in": "7\n" });
    symlinkSync("1.ans", `${directory}/data/secret/2.ans`);
    expect(readProblemPackage(directory).tests.at(-1)).toMatchObject({
      name: "secret/2",
      answer: Buffer.from("4\n"),
    });
  });

  test("that is not there is refused in words", () => {
    expect(() => readProblemPackage("/nowhere/at/all")).toThrow(/is not a folder/);
  });
});

describe("the starter library", () => {
  test.each(["ledger-undo", "night-log", "release-train", "shift-cover", "support-desk"])(
    "has in %s a statement, samples, hidden tests and starters",
    (name) => {
      const source = readProblemPackage(`content/${name}`);
      expect(source.statements.en?.length).toBeGreaterThan(200);
      expect(source.tests.filter((each) => each.group === "sample").length).toBeGreaterThanOrEqual(2);
      expect(source.tests.filter((each) => each.group.startsWith("secret")).length).toBeGreaterThanOrEqual(8);
      expect(Object.keys(source.starters)).toEqual(expect.arrayContaining(["js", "py"]));
    },
  );

  test("has two choice questions and a written one", () => {
    const questions = [...readAuthored("content/choice"), ...readAuthored("content/text")];
    expect(questions.map((question) => question.definition.type)).toEqual(["choice", "choice", "text"]);
    for (const question of questions) expect(question.statement.length).toBeGreaterThan(200);
  });

  test("has a short question, whose own statement gives its answer away to nobody", () => {
    const [question] = readAuthored("content/short");
    const short = question?.definition.type === "text" ? question.definition.short : undefined;
    expect(short?.accepted).toMatchObject([{ number: 1700 }, { number: 1.7, unitRequired: true }]);
    expect(question?.statement).not.toMatch(/1[.,]?7/);
  });

  test.each([
    ["[]", /q.yaml: accepted/],
    ["[Git, gIT]", /the same once case and spaces are folded/],
    ["[{number: 1, unitRequired: true}]", /a unit is required, and none is listed/],
    ["[{pattern: '(a+)+'}]", /q.yaml: accepted/],
  ])("refuses a short question whose key is %s", (accepted, words) => {
    const text = `format: assay-short-1\ntitle: T\nstatement: S\npoints: 1\naccepted: ${accepted}\n`;
    expect(() => readAuthored(makeFolder({ "q.yaml": text }))).toThrow(words);
  });

  test("refuses a choice question whose key names no option", () => {
    const text =
      "format: assay-choice-1\ntitle: T\nstatement: S\npoints: 1\noptions: [{id: a, text: A}, {id: b, text: B}]\ncorrect: [c]\n";
    expect(() => readAuthored(makeFolder({ "q.yaml": text }))).toThrow(/q.yaml: correct: names an option/);
  });
});
