import { expect, test } from "vitest";
import { type JudgeTest, judgeSubmission, type Submission } from "./judge.ts";
import { LANGUAGES } from "./languages.ts";
import type { Runtime } from "./sandbox/toolchains.ts";
import type { Limits, RunResult, Sandbox } from "./sandbox/types.ts";

/* What the judge makes of a box's end, with a sandbox that ends as told. */

const BOX = { cpu: "", memory: "whole box", processes: "", output: "", network: "", degraded: false };

function runtimeOf(id: string): Runtime {
  const language = LANGUAGES.find((it) => it.id === id);
  if (!language) throw new Error(id);
  const { compile: _none, ...plain } = language;
  return {
    language: plain,
    tool: { executable: "/bin/x", version: "1" },
    mounts: [],
    compileMounts: [],
  } as unknown as Runtime;
}

function ended(result: Partial<RunResult>): RunResult {
  const none = new Uint8Array();
  const empty = { stdout: none, stderr: none, result: none, memoryKb: 1 };
  return { ending: "exited", exitCode: 0, cpuMs: 10, wallMs: 20, ...empty, ...result };
}

/** A judgement of as many tests as asked, on a machine that runs each as told; with the limits of every run. */
async function judged(
  run: (limits: Limits) => Partial<RunResult>,
  { count = 1, ...parts }: Partial<Submission> & { count?: number } = {},
) {
  const given: Limits[] = [];
  const sandbox: Pick<Sandbox, "prepare" | "limits" | "slots"> = {
    slots: 1,
    limits: BOX,
    prepare: async () => ({
      dispose: async () => {},
      run: async ({ limits }) => {
        given.push(limits);
        return ended(run(limits));
      },
    }),
  };
  const tests: JudgeTest[] = Array.from({ length: count }, (_, index) => ({
    name: String(index),
    input: new Uint8Array(),
    answer: new Uint8Array(),
  }));
  const judgement = await judgeSubmission(
    {
      tests,
      source: "",
      runtime: { ...runtimeOf("python") },
      limits: { timeMs: 1000, memoryMib: 256, outputKib: 1024 },
      checker: async () => ({ verdict: "AC" }),
      ...parts,
    },
    sandbox,
  );
  return { given, ...judgement };
}

test("a function that returns more than is read has exceeded the output, in words", async () => {
  const words = "Your function returned more than 1 KiB.";
  const { tests } = await judged(() => ({ result: new Uint8Array(2000) }), {
    result: true,
    mostResult: { bytes: 1024, words },
  });
  expect(tests[0]).toMatchObject({ verdict: "OLE", reason: words, detail: { reason: words } });
});

test("a program that waits for a busy machine runs once more with more real time, and is judged by that", async () => {
  const slow = ({ wallMs }: Limits): Partial<RunResult> =>
    wallMs < 9_000 ? { ending: "wall_limit", cpuMs: 400, wallMs } : { cpuMs: 500, wallMs: 9_000 };
  const { verdict, given, tests } = await judged(slow);
  expect(verdict).toBe("AC");
  expect(given.map(({ cpuMs, wallMs }) => ({ cpuMs, wallMs }))).toEqual([
    { cpuMs: 1_000, wallMs: 3_500 },
    { cpuMs: 1_000, wallMs: 12_000 },
  ]);
  expect(tests[0]?.timeMs).toBe(500);
});

test("a program that sleeps is too slow all the same, and costs one second look for all its tests", async () => {
  const asleep = ({ wallMs }: Limits) => ({ ending: "wall_limit" as const, cpuMs: 10, wallMs });
  const { verdict, given } = await judged(asleep, { count: 5 });
  expect(verdict).toBe("TLE");
  expect(given.filter(({ wallMs }) => wallMs === 12_000)).toHaveLength(1);
});

test("a program that has used its CPU time gets no second look", async () => {
  const { verdict, given } = await judged(() => ({ ending: "cpu_limit", cpuMs: 1_001, wallMs: 1_100 }));
  expect(verdict).toBe("TLE");
  expect(given).toHaveLength(1);
});

test.each([
  [{ ending: "cpu_limit", cpuMs: 1_004 }, "TLE", "Used 1.0 s of CPU time; the limit is 1.0 s."],
  [
    { ending: "wall_limit", wallMs: 12_001 },
    "TLE",
    "Still running after 12.0 s of real time, mostly waiting.",
  ],
  [{ ending: "wall_limit", wallMs: 12_001, cpuMs: 900 }, "TLE", "Still running after 12.0 s of real time."],
  [{ ending: "memory_limit" }, "MLE", "Needed more than 256 MiB of memory."],
  [{ ending: "output_limit" }, "OLE", "Wrote more than 1 MiB."],
] as const)("%j says why, to the candidate as well", async (result, verdict, reason) => {
  const { tests } = await judged(() => result);
  expect(tests[0]).toMatchObject({ verdict, reason, detail: { reason } });
});
