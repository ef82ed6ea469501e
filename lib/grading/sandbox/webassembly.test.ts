import { describe, expect, test } from "vitest";
import { ValueComparison } from "#lib/assessments/functions/schema.ts";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { defaultValidator } from "../check/default-validator.ts";
import { functionSubmission } from "../harness/function-question.ts";
import { ECHO, SOLUTIONS } from "../harness/testing.ts";
import { type JudgeLimits, judgeSubmission } from "../judge.ts";
import { holdJudge } from "./hold-judge.ts";
import { withWall } from "./other-wall.ts";
import type { Runtime } from "./toolchains.ts";

/* What the contract does not say of it: how JavaScript reads its input here, and what hostile programs come to. */

const judge = holdJudge(2, { driver: "webassembly", languages: ["python", "javascript", "java"] }, 120_000);

function runtimeOf(language: string): Runtime {
  const runtime = judge.runtimes.get(language);
  if (!runtime) throw new Error(`${language} is off`);
  return runtime;
}

const LIMITS = { timeMs: 1500, memoryMib: 64, outputKib: 64 };
/** For what sleeps, in milliseconds: the interpreter starts in it on a busy machine. */
const SHORT_WALL_MS = 4_000;

async function verdictOf(
  language: string,
  source: string,
  limits: JudgeLimits = LIMITS,
  sandbox = judge.sandbox,
): Promise<string> {
  const tests = [{ name: "1", input: Buffer.from("3\n1 2\n3\n"), answer: Buffer.from("6\n") }];
  const checker = defaultValidator(DEFAULT_VALIDATOR);
  const submission = { tests, limits, runtime: runtimeOf(language), source, checker };
  return (await judgeSubmission(submission, sandbox)).verdict;
}

const SUM = "(text) => text.trim().split(/\\s+/).slice(1).reduce((sum, n) => sum + Number(n), 0)";

test.each([
  ["all at once", `console.log((${SUM})(require("node:fs").readFileSync(0, "utf8")))`],
  ["as bytes", `console.log((${SUM})(require("fs").readFileSync("/dev/stdin").toString()))`],
  [
    "in pieces",
    `let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => console.log((${SUM})(text)))`,
  ],
  [
    "in pieces of bytes",
    `const parts = []; process.stdin.on("data", (part) => parts.push(part)); process.stdin.on("end", () => console.log((${SUM})(Buffer.concat(parts).toString())))`,
  ],
  [
    "and ends an interval from within",
    `let nth = 0; const clock = setInterval(() => { if (++nth < 3) return; clearInterval(clock); console.log((${SUM})(require("fs").readFileSync(0, "utf8"))); }, 1)`,
  ],
  [
    "and tells listeners of a class of its own",
    `class Adder extends require("events") { add(text) { this.emit("sum", (${SUM})(text)); } }
const adder = new Adder(); adder.once("sum", (sum) => console.log(structuredClone(new Map([["sum", sum]])).get("sum")));
adder.add(require("fs").readFileSync(0, "utf8")); adder.add("0\\n9");`,
  ],
  [
    "line by line",
    `const lines = []; require("readline").createInterface({ input: process.stdin }).on("line", (line) => lines.push(line)).on("close", () => console.log((${SUM})(lines.join("\\n"))))`,
  ],
  [
    "by promises",
    `(async () => { const lines = []; for await (const line of require("readline").createInterface({ input: process.stdin })) lines.push(line); setTimeout(() => console.log((${SUM})(lines.join("\\n"))), 5); })()`,
  ],
  ["as a module", `import fs from "node:fs";\nconsole.log((${SUM})(fs.readFileSync(0, "utf8")));`],
])("JavaScript reads its input %s", async (_, source) => {
  expect(await verdictOf("javascript", source)).toBe("AC");
});

describe("hostile programs", () => {
  test.each([
    ["javascript", "for (;;);", "TLE"],
    ["javascript", "for (;;) console.log('x'.repeat(1000));", "OLE"],
    ["javascript", "process.exit(3)", "RTE"],
    ["javascript", "console.log(6); null.x", "RTE"],
    ["javascript", "require('child_process')", "RTE"],
    ["javascript", "console.log(require('fs').readFileSync('/etc/passwd', 'utf8'))", "RTE"],
    ["javascript", "console.log(typeof fetch, typeof process.binding, typeof process.kill)", "WA"],
    ["javascript", "let x = ;", "CE"],
    ["javascript", "function f(n) { return [n, f(n + 1)]; }\nf(0)", "RTE"],
    ["python", "while True: pass", "TLE"],
    ["python", "x = []\nwhile True: x.append(bytearray(1 << 20))", "MLE"],
    ["python", "import js\nprint(js.process.env)", "RTE"],
    ["python", "import pyodide_js\nprint(pyodide_js._module)", "RTE"],
    [
      "python",
      "import time\ntime.sleep.__closure__[0].cell_contents.constructor('return process')().kill(1, 0)\nprint(6)",
      "RTE",
    ],
    [
      "python",
      "from _pyodide_core import to_js\nto_js([1]).constructor.constructor('return process')()\nprint(6)",
      "RTE",
    ],
    ["python", "import pyodide.webloop as w\nprint(6 if hasattr(w, 'scheduleCallback') else 5)", "WA"],
    ["python", "import time, os\ntime.sleep(0.01)\nprint(6)", "AC"],
    ["python", "print(open('/etc/passwd').read())", "RTE"],
    ["python", "import subprocess\nprint(subprocess.check_output(['id']))", "RTE"],
    ["python", "import socket\nsocket.create_connection(('127.0.0.1', 22), 1)", "RTE"],
    ["python", "import os\nos._exit(4)", "RTE"],
    ["python", "def f(: pass", "CE"],
    ["python", "input(); a = input().split(); print(int(a[0]) + int(a[1]) + int(input()))", "AC"],
  ])("%s: %s → %s", async (language, source, verdict) => {
    expect(await verdictOf(language, source)).toBe(verdict);
  });

  test("python that sleeps for ever ends by real time", async () => {
    const hurried = withWall(judge.sandbox, SHORT_WALL_MS);
    expect(await verdictOf("python", "import time\ntime.sleep(60)", LIMITS, hurried)).toBe("TLE");
  });
});

const SMALL = { timeMs: 8000, memoryMib: 24, outputKib: 64 };

test.each([
  ["strings", '"x".repeat(1e6) + all.length'],
  ["arrays", "new Array(1e5).fill(all.length)"],
  ["typed arrays", "new Uint8Array(1e6)"],
  ["small objects", "{ a: [all.length], b: () => all }"],
])("JavaScript that keeps %s for ever ends for want of memory, not of time", async (_, one) => {
  const source = `const all = []; for (;;) all.push(${one});`;
  expect(await verdictOf("javascript", source, SMALL)).toBe("MLE");
});

test("JavaScript gets back the memory of what it no longer holds", async () => {
  const source = `let last; for (let nth = 0; nth < 200; nth++) last = new Uint8Array(1e6);
for (let nth = 0; nth < 3e5; nth++) { const ring = {}; ring.self = ring; }
console.log(6);`;
  expect(await verdictOf("javascript", source, SMALL)).toBe("AC");
});

test.each(["python", "javascript"])(
  "a function in %s gives its values apart from what it prints",
  async (language) => {
    const definition = { signature: ECHO, comparison: ValueComparison.parse({}) };
    const tests = [
      {
        name: "1",
        input: Buffer.from('[{"a": [1, -2, null]}, 0.1, true]'),
        answer: Buffer.from('{"a": [1, -2, null]}'),
      },
    ];
    const parts = functionSubmission(definition, runtimeOf(language), tests);
    const source = SOLUTIONS[language]?.echo ?? "";
    if (!parts) throw new Error(`${language} has no harness`);
    const judgement = await judgeSubmission(
      { ...parts, limits: { ...LIMITS, timeMs: 4000 }, source },
      judge.sandbox,
    );
    expect(judgement.tests.map(({ verdict, reason }) => [verdict, reason])).toEqual([["AC", undefined]]);
  },
);

test("a language without an engine is off, and says why without a command that would not help", () => {
  const java = judge.report.languages.find(({ id }) => id === "java");
  expect(java).toMatchObject({ on: false, why: expect.stringContaining("needs bubblewrap") });
  expect(java).not.toHaveProperty("fix");
});
