import { describe, expect, test } from "vitest";
import { readProblemPackage } from "./read.ts";
import { makeFolder, WHOLE } from "./testing-folders.ts";

describe("a scoring package", () => {
  const scoring = (changes: Record<string, string>, remove: string[] = []) => {
    const files: Record<string, string> = {
      ...WHOLE,
      "problem.yaml": "problem_format_version: 2025-09\nname: S\ntype: scoring\n",
      ...changes,
    };
    for (const path of remove) delete files[path];
    return readProblemPackage(makeFolder(files));
  };
  const SECRET = ["data/secret/1.in", "data/secret/1.ans"];
  const test_ = (path: string) => ({ [`${path}.in`]: "1\n", [`${path}.ans`]: "2\n" });

  test("without groups shares 100 points among its secret tests", () => {
    const { scoring: read } = scoring(test_("data/secret/2"));
    expect(read?.groups).toEqual([
      {
        name: "secret",
        aggregation: "sum",
        maxScore: 100,
        testScore: 50,
        testMax: 50,
        requirePass: [],
        breaks: false,
      },
    ]);
  });

  test("has its groups with their own points, and what each requires", () => {
    const { scoring: read } = scoring(
      {
        ...test_("data/secret/1-a/x"),
        ...test_("data/secret/2-b/x"),
        ...test_("data/secret/2-b/deep/y"),
        "data/secret/1-a/test_group.yaml": "max_score: 40\n",
        "data/secret/2-b/test_group.yaml":
          "max_score: 60\nscore_aggregation: sum\nrequire_pass: [sample, secret/1-a]\n",
      },
      SECRET,
    );
    expect(read?.groups.slice(1)).toMatchObject([
      { name: "secret/1-a", aggregation: "pass-fail", maxScore: 40, testScore: null },
      { name: "secret/2-b", aggregation: "sum", testScore: 30, requirePass: ["sample", "secret/1-a"] },
    ]);
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ ...test_("data/secret/a/1"), "data/secret/a/test_group.yaml": "max_score: 1" }, /outside the groups/],
    [{ "data/sample/test_group.yaml": "max_score: 1" }, /samples have no score/],
    [{ "data/secret/test_group.yaml": "require_pass: secret/none" }, /which is no group/],
    [
      { "data/secret/test_group.yaml": "max_score: unbounded\nscore_aggregation: pass-fail" },
      /needs a max_score/,
    ],
    [{ "data/secret/test_group.yaml": "max_score: -1" }, /max_score/],
  ])("against the format says so (%#)", (changes, words) => {
    expect(() => scoring(changes)).toThrow(words);
  });

  test("of the format's drafts says the same in other keys", () => {
    const { scoring: read } = scoring(
      {
        ...test_("data/secret/a/1"),
        ...test_("data/secret/b/1"),
        "data/secret/testdata.yaml": "scoring: {aggregation: sum}\n",
        "data/secret/a/testdata.yaml": "scoring: {score: 30, aggregation: min}\n",
        "data/secret/b/testdata.yaml": "scoring: {score: 70, aggregation: min}\n",
      },
      SECRET,
    );
    expect(read?.groups).toMatchObject([
      { name: "secret", aggregation: "sum", maxScore: 100 },
      { name: "secret/a", aggregation: "min", maxScore: 30, testScore: 30 },
      { name: "secret/b", aggregation: "min", maxScore: 70, testScore: 70 },
    ]);
  });

  test("that is pass-fail may give no score", () => {
    const broken = makeFolder({ ...WHOLE, "data/secret/test_group.yaml": "max_score: 10" });
    expect(() => readProblemPackage(broken)).toThrow(/write type: scoring/);
  });

  test("in the legacy format has every folder as a group, with what it inherits", () => {
    const { scoring: read, unsupported } = scoring(
      {
        "problem.yaml": "name: L\ntype: scoring\n",
        ...test_("data/secret/a/1"),
        ...test_("data/secret/a/2"),
        "data/testdata.yaml": "on_reject: continue\ngrader_flags: ignore_sample\n",
        "data/secret/a/testdata.yaml": "accept_score: 25\ngrader_flags: min\non_reject: break\n",
      },
      [],
    );
    expect(unsupported).toEqual([]);
    expect(read?.groups).toMatchObject([
      { name: "secret", aggregation: "sum", maxScore: 26, testScore: 1, breaks: false },
      { name: "secret/a", aggregation: "min", maxScore: 25, testScore: 25, breaks: true },
    ]);
  });

  test("in the legacy format is refused where its grader does what ours cannot", () => {
    const { unsupported } = scoring({
      "problem.yaml": "name: L\ntype: scoring\ngrading: {objective: min}\n",
      "data/testdata.yaml": "reject_score: 1\ngrader_flags: always_accept\n",
    });
    expect(unsupported.join()).toMatch(/objective: min.*rejected tests.*always_accept/);
  });
});

describe("what submissions have to show", () => {
  const submissions = (yaml: string, more: Record<string, string> = {}) =>
    readProblemPackage(makeFolder({ ...WHOLE, ...more, "submissions/submissions.yaml": yaml })).submissions;

  test("is what their folder says, and what submissions.yaml adds by glob and by group", () => {
    const [accepted, wrong] = submissions(
      "accepted/*.py: {score: [40, 60], message: fine}\n'{wrong_answer,rejected}/*':\n  secret/1-*: {permitted: [AC, RTE], required: [RTE]}\n",
    );
    expect(accepted).toMatchObject({ expected: ["AC"], lowersTimeLimit: true });
    expect(accepted?.rules).toEqual([
      { tests: null, permitted: null, required: null, score: [40, 60], message: "fine" },
    ]);
    expect(wrong?.rules).toMatchObject([
      { tests: "secret/1-*", permitted: ["AC", "RTE", "MLE", "OLE"], required: ["RTE", "MLE", "OLE"] },
    ]);
  });

  test("may be said of folders that the format does not know, and replaced for those that it does", () => {
    const [accepted, slow, wrong] = submissions(
      "slow: {permitted: [AC, TLE], required: [TLE]}\nwrong_answer: {permitted: [AC, WA, TLE]}\naccepted: {permitted: [AC], use_for_time_limit: false}\n",
      { "submissions/slow/a.py": "" },
    );
    expect(accepted?.lowersTimeLimit).toBe(false);
    expect(slow).toMatchObject({ path: "slow/a.py", expected: ["TLE"] });
    expect(wrong?.expected).toEqual(["AC", "WA", "TLE"]);
  });
});

describe("what the verifier says", () => {
  const issues = (changes: Record<string, string>, remove: string[] = []) => {
    const files: Record<string, string> = { ...WHOLE, ...changes };
    for (const path of remove) delete files[path];
    return readProblemPackage(makeFolder(files)).issues.map(({ weight, detail }) => `${weight}: ${detail}`);
  };

  test("of a package in order is next to nothing", () => {
    expect(
      issues({ "problem.yaml": "problem_format_version: 2025-09\nname: X\nlimits: {time_limit: 2}\n" }),
    ).toEqual([]);
  });

  test.each<[Record<string, string>, string[], RegExp]>([
    [{}, ["statement/problem.en.md"], /error: There is no statement/],
    [{}, ["submissions/accepted/a.py"], /error: No submission is accepted/],
    [{}, ["data/secret/1.in", "data/secret/1.ans"], /error: There are no secret tests/],
    [{ "data/secret/9.ans": "" }, [], /error: These belong to no test.*9.ans/],
    [{}, [], /error: The time limit of 1.5 s is no multiple/],
    [{}, ["submissions/wrong_answer/b.js"], /warning: No submission has to fail/],
    [{}, ["data/sample/1.in", "data/sample/1.ans"], /warning: There are no samples/],
    [
      { "data/secret/2.in": "2\n", "data/secret/2.ans": "4\n" },
      [],
      /warning: The same input twice: secret\/1 and/,
    ],
    [
      { "data/secret/10.in": "3\n", "data/secret/10.ans": "6" },
      [],
      /warning: Answers that do not end.*secret\/10/,
    ],
    [
      {
        "data/secret/2.in": "5\n",
        "data/secret/2.ans": "",
        "data/secret/10.in": "6\n",
        "data/secret/10.ans": "",
      },
      [],
      /secret\/10 runs before secret\/2/,
    ],
    [{ "data/secret/my test.in": "" }, [], /warning: Left out.*my test.in/],
    [{ "statement/problem.sv.tex": "" }, [], /warning: Only Markdown/],
  ])("%#", (changes, remove, words) => {
    expect(issues(changes, remove).join("\n")).toMatch(words);
  });
});
