import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runContext } from "../compile.ts";
import type { Judge } from "./detect.ts";
import { type JobFile, type Limits, type RunResult, type RunSpec, SandboxFailure } from "./types.ts";

/** What a driver may lack, said by name so that nobody lacks it by accident. */
export type Offers = {
  /** Descriptor 3 of the program (`RunSpec.result`). */
  result: boolean;
  /** `runTogether`. */
  together: boolean;
  /** Programs can start processes of their own. */
  processes: boolean;
};

const MIB = 1024 * 1024;
const LIMITS: Limits = {
  cpuMs: 2_000,
  wallMs: 6_000,
  memoryBytes: 256 * MIB,
  outputBytes: 64 * 1024,
  processes: 32,
};
const LOOP = "while True: pass";

/**
 * What every driver of the sandbox owes, however it keeps programs apart. Programs are Python's, as the judge starts
 * them.
 * @param open a judge of two slots with Python in it.
 */
export function sandboxContract(
  name: string,
  open: () => Promise<Judge>,
  offers: Offers = { result: true, together: true, processes: true },
): void {
  describe(`the sandbox contract, ${name}`, () => {
    let judge: Judge;
    beforeAll(async () => {
      judge = await open();
    });
    afterAll(() => judge.sandbox.close());

    const prepare = (source: string, extra: readonly JobFile[] = []) => {
      const { runtime, mounts } = pythonOf(judge);
      const files = [{ name: runtime.language.sourceName, content: source }, ...extra];
      return judge.sandbox.prepare({ files, mounts });
    };
    const specOf = (spec: Partial<RunSpec> = {}): RunSpec => {
      const argv = pythonOf(judge).argv;
      return { argv, stdin: new Uint8Array(), limits: LIMITS, ...spec };
    };
    const run = async (source: string, spec: Partial<RunSpec> = {}): Promise<RunResult> => {
      const job = await prepare(source);
      return job.run(specOf(spec)).finally(job.dispose);
    };

    test("gives back what a program printed, what it complained of and how it ended", async () => {
      const source = "import sys\nprint('out', input())\nprint('err', file=sys.stderr)\nsys.exit(7)";
      const result = await run(source, { stdin: Buffer.from("put\nmore\n") });
      expect(wordsOf(result)).toEqual({
        ending: "exited",
        exitCode: 7,
        stdout: "out put\n",
        stderr: "err\n",
      });
      expect(result.wallMs).toBeGreaterThan(0);
      expect(result.result.length).toBe(0);
    });

    test("input ends where it ends, and may be left unread", async () => {
      const stdin = Buffer.from("line\n".repeat(200_000));
      const reader = "import sys\nprint(len(sys.stdin.read()), repr(sys.stdin.read()))";
      expect(wordsOf(await run(reader, { stdin })).stdout).toBe("1000000 ''\n");
      expect(wordsOf(await run("print('unread')", { stdin })).stdout).toBe("unread\n");
    });

    test("a file laid beside the source is there, and neither can be changed", async () => {
      const job = await prepare(
        "print(open('/w/words.txt').read())\nfor name in ('/w/words.txt', '/w/new'):\n  try: open(name, 'w'); print('written')\n  except OSError: print('refused')",
        [{ name: "words.txt", content: "beside" }],
      );
      const { stdout } = wordsOf(await job.run(specOf()));
      expect(stdout).toBe("beside\nrefused\nrefused\n");
      await job.dispose();
    });

    test("every run is in a box of its own: what one leaves, the next does not find", async () => {
      const job = await prepare("import os\nprint(os.listdir('/tmp'))\nopen('/tmp/left', 'w').write('x')");
      const said = [];
      for (let count = 0; count < 5; count++) said.push(wordsOf(await job.run(specOf())).stdout);
      expect(said).toEqual(Array(5).fill("[]\n"));
      await job.dispose();
    });

    test("more runs than slots all end, each with its own input's answer", async () => {
      const job = await prepare("print(int(input()) * 2)");
      const asked = Array.from({ length: 12 }, (_, index) =>
        job.run(specOf({ stdin: Buffer.from(`${index}\n`) })),
      );
      const said = (await Promise.all(asked)).map((result) => Number(wordsOf(result).stdout));
      expect(said).toEqual(asked.map((_, index) => index * 2));
      await job.dispose();
    });

    test("who waits at Run goes before grading", async () => {
      const job = await prepare("pass");
      const begun: string[] = [];
      const ask = (priority: RunSpec["priority"], name: string) =>
        job.run(specOf(priority ? { priority } : {})).then(() => begun.push(name));
      const grading = Array.from({ length: 10 }, () => ask("batch", "grading"));
      await Promise.all([...grading, ask("interactive", "run")]);
      expect(begun.indexOf("run")).toBeLessThan(6);
      await job.dispose();
    });

    test("an endless loop ends at its CPU limit, and says so", async () => {
      const { ending, cpuMs } = await run(LOOP, { limits: { ...LIMITS, cpuMs: 400, wallMs: 20_000 } });
      expect(ending).toBe("cpu_limit");
      expect(cpuMs).toBeGreaterThan(200);
    });

    if (offers.processes)
      test("children that share an endless loop are counted as one", async () => {
        const source = `import os\nfor _ in range(3): os.fork()\n${LOOP}`;
        const { ending } = await run(source, { limits: { ...LIMITS, cpuMs: 800, wallMs: 20_000 } });
        expect(ending).toBe("cpu_limit");
      });

    test("a sleeper ends at its wall limit with hardly any CPU time", async () => {
      const limits = { ...LIMITS, wallMs: 700 };
      const { ending, cpuMs, wallMs } = await run("import time; time.sleep(100)", { limits });
      expect(ending).toBe("wall_limit");
      expect(cpuMs).toBeLessThan(500);
      expect(wallMs).toBeGreaterThan(690);
    });

    test("the clocks start with the program: a box that stood ready for a while costs it nothing", async () => {
      const job = await prepare("print(1)");
      await job.run(specOf());
      // Longer than a run takes on a busy machine, so that the wait would show.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const { cpuMs, wallMs } = await job.run(specOf());
      expect(wallMs).toBeLessThan(2000);
      expect(cpuMs).toBeLessThan(500);
      await job.dispose();
    });

    test("memory has an end", async () => {
      const { ending, exitCode } = await run("x = []\nwhile True: x.append(bytearray(1 << 20))", {
        limits: { ...LIMITS, memoryBytes: 96 * MIB, addressSpaceBytes: 96 * MIB },
      });
      if (judge.sandbox.limits.degraded)
        expect({ ending, failed: exitCode !== 0 }).toHaveProperty("failed", true);
      else expect(ending).toBe("memory_limit");
    });

    test("a flood is an output limit, and no more than the cap comes back", async () => {
      const { ending, stdout } = await run("while True: print('x' * 10000)");
      expect(ending).toBe("output_limit");
      expect(stdout.length).toBe(LIMITS.outputBytes);
    });

    test("nothing of this process is in sight", async () => {
      const source = `import os\nprint(sorted(os.environ))\nfor p in (${JSON.stringify(process.cwd())}, '/root', '/etc/shadow'): print(os.path.exists(p + '/package.json') or os.access(p, os.R_OK))`;
      const [names = "", ...seen] = wordsOf(await run(source))
        .stdout.trim()
        .split("\n");
      expect(names).not.toMatch(/DATABASE|SECRET|VITEST|NODE/);
      expect(seen).toEqual(["False", "False", "False"]);
    });

    if (offers.result)
      test("a result is apart from what is printed", async () => {
        const source = "import os\nprint('printed')\nos.write(3, b'given')";
        const result = await run(source, { result: true });
        expect(Buffer.from(result.result).toString()).toBe("given");
        expect(wordsOf(result).stdout).toBe("printed\n");
      });

    if (offers.together)
      describe("two together", () => {
        const together = async (a: string, b: string, limits: Partial<Limits> = {}) => {
          const [jobA, jobB] = [await prepare(a), await prepare(b)];
          const spec = { argv: pythonOf(judge).argv, limits: { ...LIMITS, ...limits } };
          return judge.sandbox
            .runTogether({ job: jobA, run: spec }, { job: jobB, run: { ...spec, result: true } })
            .finally(() => Promise.all([jobA.dispose(), jobB.dispose()]));
        };
        const GUESS =
          "low, high = 1, 1000\nwhile True:\n  m = (low + high) // 2\n  print(m, flush=True)\n  s = input()\n  if s == 'right': break\n  if s == 'more': low = m + 1\n  else: high = m - 1";
        const REFEREE =
          "import os\nasked = 0\nwhile True:\n  m = int(input()); asked += 1\n  print('right' if m == 777 else 'more' if m < 777 else 'less', flush=True)\n  if m == 777: break\nos.write(3, str(asked).encode())";

        test("each reads what the other writes", async () => {
          const { a, b } = await together(GUESS, REFEREE);
          expect([wordsOf(a), wordsOf(b)]).toMatchObject([
            { ending: "exited", exitCode: 0, stderr: "" },
            { ending: "exited", exitCode: 0, stderr: "" },
          ]);
          expect(Number(Buffer.from(b.result).toString())).toBeLessThanOrEqual(10);
        });

        test("more pairs than slots all end", async () => {
          const pairs = await Promise.all(Array.from({ length: 4 }, () => together(GUESS, REFEREE)));
          expect(pairs.map(({ a, b }) => [a.exitCode, b.exitCode])).toEqual(Array(4).fill([0, 0]));
        });

        test("one that ends early leaves the other an end of input, and is known as the first", async () => {
          const { a, b, first } = await together(
            "print('bye')",
            "print(input())\nprint(open(0).read() == '')",
          );
          expect([a.exitCode, first]).toEqual([0, "a"]);
          expect(b.ending).toBe("exited");
        });

        test("two that wait for each other end at the wall limit", async () => {
          const { a, b } = await together("input()", "input()", { wallMs: 600 });
          expect([a.ending, b.ending]).toContain("wall_limit");
        });
      });

    test("after it is closed it takes nothing on, and says so", async () => {
      const closing = await open();
      const { runtime, mounts, argv } = pythonOf(closing);
      const files = [{ name: runtime.language.sourceName, content: LOOP }];
      const job = await closing.sandbox.prepare({ files, mounts });
      const running = job.run({ argv, stdin: new Uint8Array(), limits: LIMITS }).catch((error) => error);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await closing.sandbox.close();
      expect(await running).toBeInstanceOf(SandboxFailure);
      await expect(closing.sandbox.prepare({ files, mounts })).rejects.toBeInstanceOf(SandboxFailure);
      await closing.sandbox.close();
    });
  });
}

function pythonOf(judge: Judge) {
  const runtime = judge.runtimes.get("python");
  if (!runtime) throw new Error("Python is off");
  return { runtime, mounts: runtime.mounts, argv: runtime.language.run(runContext(runtime, 256)) };
}

function wordsOf({ ending, exitCode, stdout, stderr }: RunResult) {
  return {
    ending,
    exitCode,
    stdout: Buffer.from(stdout).toString(),
    stderr: Buffer.from(stderr).toString(),
  };
}
