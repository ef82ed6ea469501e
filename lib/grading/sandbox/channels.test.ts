import { describe, expect, test } from "vitest";
import { holdJudge } from "./hold-judge.ts";
import type { RunResult, RunSpec } from "./types.ts";

const LIMITS = {
  cpuMs: 2000,
  wallMs: 5000,
  memoryBytes: 256 * 1024 * 1024,
  outputBytes: 64 * 1024,
  processes: 16,
};

describe("what a box gives back besides its output", () => {
  const judge = holdJudge(1, { languages: ["python"] });

  async function python(source: string, spec: Partial<RunSpec> = {}): Promise<RunResult> {
    const runtime = judge.runtimes.get("python");
    if (!runtime) throw new Error("python is off");
    const job = await judge.sandbox.prepare({
      files: [{ name: "a.py", content: source }],
      mounts: runtime.mounts,
    });
    const argv = [runtime.tool.executable, "-I", "/w/a.py"];
    return job.run({ argv, stdin: new Uint8Array(), limits: LIMITS, ...spec }).finally(job.dispose);
  }
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("utf8");

  test("the result is what was written to descriptor 3, apart from what was printed", async () => {
    const source = "import os\nprint('printed')\nos.write(3, b'given')";
    const { ending, exitCode, stdout, result } = await python(source, { result: true });
    expect({ ending, exitCode, stdout: text(stdout), result: text(result) }).toEqual({
      ending: "exited",
      exitCode: 0,
      stdout: "printed\n",
      result: "given",
    });
  });

  test("nobody who did not ask for a result finds a descriptor 3, nor what the last program left there", async () => {
    await python("import os\nos.write(3, b'left behind')", { result: true });
    const { exitCode, stderr, result } = await python("import os\nos.write(3, b'x')");
    expect(exitCode).toBe(1);
    expect(text(stderr)).toContain("Bad file descriptor");
    expect(result.length).toBe(0);
    expect((await python("pass", { result: true })).result.length).toBe(0);
  });

  test("a flood of results is an output limit, and no more than the cap comes back", async () => {
    const source = "import os\nwhile True: os.write(3, bytes(10000))";
    const { ending, result } = await python(source, { result: true });
    expect(ending).toBe("output_limit");
    expect(result.length).toBe(LIMITS.outputBytes);
  });

  test("the scratch space is as large as the run asks for, and no larger", async () => {
    const source = "import os\nfor n in 'abcd': open('/tmp/' + n, 'wb').write(bytes(10_000_000))";
    const limits = { ...LIMITS, outputBytes: 16 * 1024 * 1024 };
    expect((await python(source, { limits })).exitCode).toBe(1);
    const roomy = await python(source, { limits: { ...limits, scratchBytes: 64 * 1024 * 1024 } });
    expect(roomy.exitCode, text(roomy.stderr)).toBe(0);
  });
});
