import { describe, expect, test } from "vitest";
import { readPackage } from "#lib/assessments/packages/read.ts";
import { GUESS, makePackage } from "#lib/assessments/packages/testing.ts";
import { zipFiles } from "#lib/assessments/packages/zip.ts";
import type { Judge } from "../sandbox/detect.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { withWall } from "../sandbox/other-wall.ts";
import { checkPackage } from "./check-package.ts";
import { gatedOf } from "./gated.ts";
import { PackageJudge } from "./judge-package.ts";

/** For talks in which both sides wait for ever, in milliseconds. */
const SHORT_WALL_MS = 4_000;

const AT = { at: new Date("2026-11-23T00:00:00Z"), by: "worker" } as const;

/** Accepts any two numbers whose sum is the input; says what it saw, and tries what it may not. */
const VALIDATOR = `import os, sys
test_in, answer, feedback = sys.argv[1:4]
wanted = int(open(test_in).read())
said = sys.stdin.read().split()
right = len(said) == 2 and sum(map(int, said)) == wanted
with open(os.path.join(feedback, "judgemessage.txt"), "w") as out:
    out.write("args %s, answer %s\\n= score.txt\\n| 1\\n" % (sys.argv[4:], open(answer).read().strip()))
if not right:
    open(os.path.join(feedback, "teammessage.txt"), "w").write("The two do not add up.\\n")
sys.exit(42 if right else 43)
`;

const CUSTOM = {
  "output_validator/validate.py": VALIDATOR,
  "data/test_group.yaml": "output_validator_args: [strict, two words]\n",
  "submissions/accepted/twice.py": "n = int(input())\nprint(n - 1, 1)\n",
  "submissions/wrong_answer/once.py": "print(input(), 1)\n",
};

describe("a package in the real judge", () => {
  const judge = holdJudge(1, { languages: ["python", "cpp"] });

  const read = async (changes: Parameters<typeof makePackage>[0]) =>
    readPackage(await zipFiles(makePackage(changes), "twice.zip"));

  const judged = async (changes: Parameters<typeof makePackage>[0], quick = false, by: Judge = judge) => {
    const source = await read(changes);
    const runner = new PackageJudge(by, source, quick);
    const all = [];
    for (const submission of source.submissions) all.push(await runner.submission(submission));
    return all;
  };

  /** Up to the first failing test of each, and without waiting long. */
  const talked = (changes: Parameters<typeof makePackage>[0]) => {
    const { runtimes, report } = judge;
    return judged(changes, true, { sandbox: withWall(judge.sandbox, SHORT_WALL_MS), runtimes, report });
  };

  /** The accepted submission alone, up to the first test that it fails. */
  const firstOf = async (changes: Parameters<typeof makePackage>[0]) => {
    const source = await read(changes);
    const [submission] = source.submissions;
    return submission && new PackageJudge(judge, source, true).submission(submission);
  };

  const gate = async (changes: Parameters<typeof makePackage>[0]) => {
    return checkPackage(judge, gatedOf(await read(changes)), AT);
  };

  test("its own validator accepts what is right in other words, with its groups' arguments and the answer at hand", async () => {
    const [right, wrong] = await judged(CUSTOM);
    expect(right?.judgement.verdict).toBe("AC");
    expect(right?.judgement.tests[1]).toMatchObject({ verdict: "AC" });
    expect(right?.judgement.tests[1]?.reason).toContain("args ['strict', 'two words'], answer 20000000000");
    expect(wrong?.judgement).toMatchObject({ verdict: "WA" });
    expect(wrong?.judgement.tests[0]?.detail).toEqual({ reason: "The two do not add up." });
    expect([right?.reasons, wrong?.reasons]).toEqual([[], []]);
  }, 60_000);

  test.each([
    ["crashes", "import sys\nsys.exit('not today')\n", /exit code 1, where 42 accepts.*not today/s],
    ["says that all is well with 0", "", /exit code 0/],
    ["does not compile", "def", /does not compile/],
    ["runs for ever", "while True: pass\n", /stopped: (cpu|wall) limit/],
    ["floods its folder", "open('/tmp/score.txt','w').write('9' * 30_000_000)\n", /validator failed/],
    [
      "gives two scores",
      "import sys\nfor n in ('score', 'score_multiplier'): open(f'/tmp/{n}.txt','w').write('1')\nsys.exit(42)\n",
      /both score.txt and/,
    ],
  ])(
    "a validator that %s is the judge's failure, never the candidate's",
    async (_, source, words) => {
      const limits =
        "problem_format_version: 2025-09\nname: T\nlimits: {time_limit: 2, validation_time: 1}\n";
      const first = await firstOf({
        ...CUSTOM,
        "problem.yaml": limits,
        "output_validator/validate.py": source,
      });
      expect(first?.judgement.verdict).toBe("JE");
      expect(first?.judgement.reason).toMatch(words);
    },
    60_000,
  );

  test("a validator has no more rights than a candidate: no network, no host, no way to its own score from outside", async () => {
    const spy = `import os, socket, sys
found = []
for path in ("/etc/shadow", "/root", "/work", "/proc/1/environ"):
    try: os.listdir(path) if os.path.isdir(path) else open(path).read(); found.append(path)
    except OSError: pass
try: socket.create_connection(("127.0.0.1", 5432), 1); found.append("network")
except OSError: pass
try: os.write(3, b"= score.txt\\n| 1\\n"); found.append("channel")
except OSError: pass
open("/tmp/judgemessage.txt", "w").write("found %s" % found)
sys.exit(42)
`;
    const first = await firstOf({ ...CUSTOM, "output_validator/validate.py": spy });
    expect(first?.judgement.tests[0]).toMatchObject({ verdict: "AC", reason: "found []" });
  }, 60_000);

  test("an interactive validator talks to the program, and each ends as the format says", async () => {
    const all = await talked({
      ...GUESS,
      "submissions/wrong_answer/quits.py": "print(1, flush=True)\n",
      "submissions/run_time_error/crashes_after.py": `${GUESS["submissions/accepted/twice.py"]}1 / 0\n`,
      "submissions/run_time_error/crashes_before.py": "1 / 0\n",
      "submissions/time_limit_exceeded/never_flushes.py": GUESS["submissions/accepted/twice.py"]
        .replace(", flush=True", "")
        .replace("input()", "sys.stdin.readline().strip()")
        .replace("low", "import sys\nlow"),
    });
    expect(all.map(({ submission, judgement }) => [submission.path, judgement.verdict])).toEqual([
      ["accepted/twice.py", "AC"],
      ["run_time_error/crashes_after.py", "RTE"],
      ["run_time_error/crashes_before.py", "RTE"],
      ["time_limit_exceeded/never_flushes.py", "TLE"],
      ["wrong_answer/once.py", "WA"],
      ["wrong_answer/quits.py", "WA"],
    ]);
    expect(all[0]?.judgement.tests[1]?.reason).toMatch(/asked \d+ times/);
  }, 90_000);

  test("who floods an interactive validator is to blame for what breaks, and a polite program never is", async () => {
    const flood = (piece: string) =>
      `#include <string>\n#include <unistd.h>\nint main() { std::string s; while (s.size() < 65536) s += "${piece}"; while (true) write(1, s.data(), s.size()); }\n`;
    const trusting = `import sys
print("hi", flush=True)
while True:
  line = sys.stdin.readline()
  if not line: sys.exit(43)
  if line == "break\\n": sys.exit("broken")
  if len(line) > 20_000_000: bytes(10**10)
  print("higher", flush=True)
`;
    const all = await talked({
      ...GUESS,
      "problem.yaml":
        "problem_format_version: 2025-09\nname: T\ntype: interactive\nlimits: {time_limit: 1, memory: 256, output: 8, validation_memory: 256}\n",
      "output_validator/validate.py": trusting,
      "submissions/accepted/twice.py": null,
      "submissions/wrong_answer/once.py": null,
      "submissions/wrong_answer/lines.cpp": flood("0\\n"),
      "submissions/wrong_answer/one_line.cpp": flood("1"),
      "submissions/wrong_answer/polite.py":
        "print('break', flush=True)\ntry:\n  while True: input()\nexcept EOFError: pass\n",
      "submissions/wrong_answer/polite_loop.py":
        "import sys\nprint('break', flush=True)\nkept = []\nwhile True: kept.append(sys.stdin.readline())\n",
      "submissions/wrong_answer/then_waits.py": "print('1' * 30_000_000, flush=True)\nwhile True: input()\n",
    });
    expect(all.map(({ submission, judgement }) => [submission.path, judgement.verdict])).toEqual([
      ["wrong_answer/lines.cpp", "TLE"],
      ["wrong_answer/one_line.cpp", "OLE"],
      ["wrong_answer/polite.py", "JE"],
      ["wrong_answer/polite_loop.py", "JE"],
      ["wrong_answer/then_waits.py", "OLE"],
    ]);
  }, 90_000);

  test("groups are scored, and a part of the score is what a package can expect", async () => {
    const [accepted, part] = await judged({
      "problem.yaml": "problem_format_version: 2025-09\nname: T\ntype: scoring\nlimits: {time_limit: 2}\n",
      "data/secret/01-large.in": null,
      "data/secret/01-large.ans": null,
      "data/secret/02-negative.in": null,
      "data/secret/02-negative.ans": null,
      "data/secret/02-negative.yaml": null,
      "data/secret/1-small/test_group.yaml": "max_score: 40\n",
      "data/secret/1-small/1.in": "5\n",
      "data/secret/1-small/1.ans": "5 5\n",
      "data/secret/2-negative/test_group.yaml":
        "max_score: 60\nscore_aggregation: sum\nrequire_pass: secret/1-small\n",
      "data/secret/2-negative/1.in": "-5\n",
      "data/secret/2-negative/1.ans": "-5 -5\n",
      "data/secret/2-negative/2.in": "0\n",
      "data/secret/2-negative/2.ans": "0 0\n",
      "submissions/wrong_answer/once.py": null,
      "submissions/partially_accepted/positive.py": "n = max(0, int(input()))\nprint(n, n)\n",
      "submissions/submissions.yaml":
        "partially_accepted/positive.py: {score: 70, secret/1-small: {permitted: [AC]}}\n",
    });
    expect(accepted).toMatchObject({ reasons: [], judgement: { scored: { score: 100, maxScore: 100 } } });
    expect(part).toMatchObject({ reasons: [], judgement: { verdict: "WA", scored: { score: 70 } } });
  }, 60_000);

  test("a package that shows that it works is let through, with what was measured", async () => {
    const report = await gate({});
    expect(report.reasons).toEqual([]);
    expect(report.submissions.map(({ path, verdict, failedAt }) => [path, verdict, failedAt])).toEqual([
      ["accepted/twice.py", "AC", null],
      ["wrong_answer/once.py", "WA", "sample/1"],
    ]);
    expect(report.starters).toEqual([{ language: "python", verdict: "WA", percent: 0 }]);
    expect(report.time).toMatchObject({ limitSeconds: 2, derived: false, factor: 2 });
    expect(report.time.slowestMs).toBeGreaterThan(0);
    expect(Object.keys(report.toolchains)).toEqual(["python"]);
  }, 60_000);

  test("one that does not is refused with each reason, in words that say what to do", async () => {
    const busy = "import time\nn = int(input())\nwhile time.process_time() < 0.4: pass\nprint(n, n)\n";
    const report = await gate({
      "problem.yaml":
        "problem_format_version: 2025-09\nname: T\nlimits: {time_limit: 0.5, time_resolution: 0.1}\n",
      "submissions/accepted/busy.py": busy,
      "submissions/accepted/broken.py": "print(1)\n",
      "submissions/wrong_answer/once.py": "n = int(input())\nprint(n, n)\n",
      "attachments/starter.py": "n = int(input())\nprint(n, n) if n > 0 else None\n",
    });
    expect(report.reasons.join("\n")).toMatch(/No wrong submission fails for the reason/);
    expect(report.reasons.join("\n")).toMatch(/accepted\/broken.py: expected passed, got wrong answer/);
    expect(report.reasons.join("\n")).toMatch(/wrong_answer\/once.py: expected wrong answer, got passed/);
    expect(report.reasons.join("\n")).toMatch(/starter code in Python 3 scores 50 %, must be 0/);
    expect(report.reasons.join("\n")).toMatch(/time limit of 0.5 s leaves no room.*at least 0\.[89] s/);
  }, 60_000);

  test("what is not as stated says why: the compiler's words, and of the first test that it fails the reason", async () => {
    const { submissions } = await gate({
      "submissions/accepted/broken.py": "print('\n",
      "submissions/accepted/one.py": "print(1)\n",
    });
    const of = (path: string) => submissions.find((each) => each.path === `accepted/${path}`);
    expect(of("broken.py")?.compileOutput).toMatch(/SyntaxError/);
    expect(of("one.py")).toMatchObject({ failedAt: "sample/1", failure: expect.stringMatching(/./) });
    expect(of("twice.py")).not.toHaveProperty("failure");
  }, 60_000);

  test("without a time limit gets the one that its accepted solutions need", async () => {
    const report = await gate({
      "problem.yaml": "problem_format_version: 2025-09\nname: T\nlimits: {time_resolution: 0.5}\n",
    });
    expect(report.time).toMatchObject({ limitSeconds: 0.5, derived: true });
    expect(report.reasons).toEqual([]);
  }, 60_000);

  test("outputs that the package brings to try its validator are tried", async () => {
    const source = await read({
      ...CUSTOM,
      "data/valid_output/1.in": "3\n",
      "data/valid_output/1.ans": "",
      "data/valid_output/1.out": "1 2\n",
      "data/invalid_output/1.in": "3\n",
      "data/invalid_output/1.ans": "",
      "data/invalid_output/1.out": "2 1\n",
    });
    expect(await new PackageJudge(judge, source).triedOutputs()).toEqual([
      expect.stringMatching(/invalid_output\/1.out should be rejected, and is AC/),
    ]);
  }, 60_000);
});
