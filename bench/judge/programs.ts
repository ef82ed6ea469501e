import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_VALIDATOR } from "#lib/assessments/packages/schema.ts";
import { defaultValidator } from "#lib/grading/check/default-validator.ts";
import { runContext } from "#lib/grading/compile.ts";
import { judgeSubmission, type Submission } from "#lib/grading/judge.ts";
import { type Judge, openJudge } from "#lib/grading/sandbox/detect.ts";
import type { Sandbox } from "#lib/grading/sandbox/types.ts";

/** What candidates' programs begin with. */
export const USUAL = `import sys, math, re, heapq, itertools, functools
from collections import Counter, defaultdict, deque
print(sum(map(int, sys.stdin.read().split())))
`;
export const TRIVIAL = "print(sum(map(int, input().split())))\n";
const INPUT = "1 2 3\n";
const ANSWER = "6\n";
const LIMITS = { timeMs: 10_000, memoryMib: 256, outputKib: 1024 };

/** One program of Python, judged in boxes, and bare: the same interpreter, flags, input and files, started by Node. */
export interface Bench {
  sandbox: Sandbox;
  /** Runs it in a box. @returns milliseconds. */
  boxed: () => Promise<number>;
  /** Runs a program that does nothing at all in a box. */
  nothing: () => Promise<void>;
  /** @returns milliseconds from the spawn to its exit. */
  bare: () => Promise<number>;
  /** Its check for syntax, bare. */
  bareCheck: () => Promise<number>;
  /** Judges it with so many tests, all of which must be accepted. @returns milliseconds. */
  judge: (tests: number, priority: Submission["priority"]) => Promise<number>;
  close: () => Promise<void>;
}

export async function openBench(slots: number, source: string): Promise<Bench> {
  const judge = await openPython(slots);
  const runtime = judge.runtimes.get("python");
  if (!runtime) throw new Error("Python is off on this machine");
  const { language } = runtime;
  const folder = mkdtempSync(join(tmpdir(), "assay-bench-"));
  const path = join(folder, language.sourceName);
  writeFileSync(path, source);
  writeFileSync(join(folder, "input"), INPUT);
  const inBox = `/w/${language.sourceName}`;
  const argv = language.run(runContext(runtime, LIMITS.memoryMib));
  const check = language.compile?.({ tool: runtime.tool, source: inBox, sources: [inBox] }) ?? [];
  const outside = (words: readonly string[]) => words.map((word) => (word === inBox ? path : word));
  const job = await judge.sandbox.prepare({
    files: [{ name: language.sourceName, content: source }],
    mounts: runtime.mounts,
  });
  const limits = {
    cpuMs: LIMITS.timeMs,
    wallMs: LIMITS.timeMs,
    memoryBytes: 256 << 20,
    outputBytes: 1 << 20,
    processes: 64,
  };
  return {
    sandbox: judge.sandbox,
    boxed: () =>
      timed(async () => {
        const { exitCode, stdout } = await job.run({ argv, stdin: Buffer.from(INPUT), limits });
        if (exitCode !== 0 || Buffer.from(stdout).toString() !== ANSWER) throw new Error("a wrong run");
      }),
    nothing: async () => {
      const { exitCode } = await job.run({
        argv: ["/usr/bin/sh", "-c", ":"],
        stdin: new Uint8Array(),
        limits,
      });
      if (exitCode !== 0) throw new Error("a wrong run");
    },
    bare: () => timed(() => spawnBare(outside(argv), folder)),
    bareCheck: () => timed(() => spawnBare(outside(check), folder)),
    judge: (tests, priority) => timed(() => judgeAll(judge, source, tests, priority)),
    close: async () => {
      await job.dispose();
      await judge.sandbox.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function openPython(slots: number): Promise<Judge> {
  const judge = await openJudge(slots, { languages: ["python"] });
  if (!judge.sandbox) throw new Error(`nothing can be judged here: ${JSON.stringify(judge.report)}`);
  return judge;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function spawnBare([command = "", ...args]: readonly string[], folder: string): Promise<void> {
  const files = [
    openSync(join(folder, "input"), "r"),
    openSync(join(folder, "output"), "w"),
    openSync(join(folder, "errors"), "w"),
  ];
  return new Promise<void>((resolve, reject) => {
    const env = { PATH: "/usr/bin", LANG: "C.UTF-8" } as unknown as NodeJS.ProcessEnv;
    spawn(command, args, { stdio: files, env })
      .on("error", reject)
      .on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  }).finally(() => files.forEach(closeSync));
}

async function judgeAll(
  judge: Judge,
  source: string,
  count: number,
  priority: Submission["priority"],
): Promise<void> {
  const runtime = judge.runtimes.get("python");
  if (!runtime) throw new Error("Python is off on this machine");
  const test = { name: "1", input: Buffer.from(INPUT), answer: Buffer.from(ANSWER) };
  const { verdict, reason } = await judgeSubmission(
    {
      tests: Array.from({ length: count }, () => test),
      limits: LIMITS,
      runtime,
      source,
      checker: defaultValidator(DEFAULT_VALIDATOR),
      ...(priority ? { priority } : {}),
    },
    judge.sandbox,
  );
  if (verdict !== "AC") throw new Error(`${verdict} ${reason ?? ""}`);
}
