import { describe, expect, test } from "vitest";
import { readPackage } from "#lib/assessments/packages/read.ts";
import { makePackage } from "#lib/assessments/packages/testing.ts";
import { zipFiles } from "#lib/assessments/packages/zip.ts";
import { holdJudge } from "../sandbox/hold-judge.ts";
import { checkPackage } from "./check-package.ts";
import { gatedOf } from "./gated.ts";

const judge = holdJudge(1, { languages: ["python", "cpp"] });

async function gate(changes: Parameters<typeof makePackage>[0]) {
  const source = readPackage(await zipFiles(makePackage(changes), "twice.zip"));
  return checkPackage(judge, gatedOf(source), { at: new Date(0), by: "worker" });
}

const LIMITED = (test: string) => `import sys
line = sys.stdin.read()
if ${test}: sys.exit(42)
print("a number past the bounds")
sys.exit(43)
`;

describe("the parts of a package", () => {
  test("a folder of sources is one submission: modules are found, sources compiled together", async () => {
    const { reasons, submissions } = await gate({
      "submissions/accepted/twice.py": null,
      "submissions/accepted/modules/main.py": "from doubling import twice\nprint(*twice(int(input())))\n",
      "submissions/accepted/modules/doubling.py": "def twice(n):\n    return n, n\n",
      "submissions/accepted/units/start.cc":
        '#include <iostream>\n#include "doubling.h"\nint main() { long long n; std::cin >> n; print(n); }\n',
      "submissions/accepted/units/doubling.cpp":
        '#include <iostream>\n#include "doubling.h"\nvoid print(long long n) { std::cout << n << " " << n << "\\n"; }\n',
      "submissions/accepted/units/doubling.h": "void print(long long n);\n",
      "submissions/wrong_answer/mixed/a.py": "print(1)\n",
      "submissions/wrong_answer/mixed/b.cpp": "int main() {}\n",
    });
    expect(submissions.map(({ path, language, verdict }) => [path, language, verdict])).toEqual([
      ["accepted/modules", "python", "AC"],
      ["accepted/units", "cpp", "AC"],
      ["wrong_answer/mixed", null, "JE"],
      ["wrong_answer/once.py", "python", "WA"],
    ]);
    expect(reasons).toEqual([
      expect.stringMatching(/^wrong_answer\/mixed: .*mixes languages \(python, cpp\)/),
    ]);
  }, 60_000);

  test("what a package includes stands beside every submission in its language, and the starter", async () => {
    const { reasons } = await gate({
      "include/python3/doubling.py": "def twice(n):\n    print(n, n)\n",
      "include/cpp/main.cpp":
        "#include <iostream>\nvoid twice(long long n);\nint main() { long long n; std::cin >> n; twice(n); }\n",
      "submissions/accepted/twice.py": "from doubling import twice\ntwice(int(input()))\n",
      "submissions/accepted/twice.cpp":
        '#include <iostream>\nvoid twice(long long n) { std::cout << n << " " << n << "\\n"; }\n',
    });
    expect(reasons).toEqual([]);
  }, 60_000);

  test("its input validators look at every input, in a box", async () => {
    const allowed = await gate({
      "input_validators/validate.py": LIMITED("abs(int(line)) <= 10 ** 11"),
      "data/invalid_input/1.in": "200000000000\n",
    });
    expect(allowed.reasons).toEqual([]);
    const { reasons, warnings } = await gate({
      "input_validators/bounds/validate.py": LIMITED("0 <= int(line) <= int(sys.argv[1])"),
      "input_validators/lines.py": LIMITED("line.count('\\n') == 1"),
      "input_validators/numbers.ctd": "INT(0, 10) NEWLINE EOF\n",
      "data/test_group.yaml": "input_validator_args: [100000000000]\n",
      "data/invalid_input/1.in": "7\n",
    });
    expect(reasons).toEqual([
      "data/secret/02-negative.in is refused by the input validator bounds (exit code 43: a number past the bounds).",
      "data/invalid_input/1.in should be refused by an input validator, and none does.",
    ]);
    expect(warnings.join()).toMatch(/numbers.ctd is a grammar, which is not run here/);
  }, 60_000);

  test("an interactive validator is tried on programs that say odd things", async () => {
    const talks = (validator: string) => ({
      "problem.yaml":
        "problem_format_version: 2025-09\nname: Echo\ntype: interactive\nlimits: {time_limit: 1}\n",
      "output_validator/validate.py": validator,
    });
    const trusting =
      "import sys\nn = int(open(sys.argv[1]).read())\nprint(n, flush=True)\nsaid = list(map(int, sys.stdin.readline().split()))\nsys.exit(42 if said == [n, n] else 43)\n";
    const { reasons } = await gate(talks(trusting));
    expect(reasons.join("\n")).toMatch(/output validator fails at words where it may expect numbers/);
    const careful = trusting
      .replace("list(map(int, sys.stdin.readline().split()))", "sys.stdin.buffer.readline().split()")
      .replace("[n, n]", "[b'%d' % n] * 2");
    expect((await gate(talks(careful))).reasons).toEqual([]);
  }, 60_000);
});
