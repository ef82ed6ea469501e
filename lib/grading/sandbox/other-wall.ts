import { COMPILE_LIMITS } from "../compile.ts";
import type { Limits, RunSpec, Sandbox } from "./types.ts";

/**
 * For tests: the sandbox with another limit of real time for every run of a program. Shorter, where a test would wait for
 * sleepers; longer, where what is proved goes by CPU time and memory while the machine also builds and tests. Compilers
 * keep theirs.
 * @param wallMs of a run alone, and of the first of two together; the other keeps its lead over it. Milliseconds.
 */
export function withWall(sandbox: Sandbox, wallMs: number): Sandbox {
  const walled = <Run extends { limits: Limits }>(run: Run, more = 0): Run =>
    run.limits.wallMs === COMPILE_LIMITS.wallMs
      ? run
      : { ...run, limits: { ...run.limits, wallMs: wallMs + more } };
  return {
    driver: sandbox.driver,
    version: sandbox.version,
    limits: sandbox.limits,
    slots: sandbox.slots,
    findRuntime: (language, kept) => sandbox.findRuntime(language, kept),
    close: () => sandbox.close(),
    runTogether: (a, b) =>
      sandbox.runTogether(
        { ...a, run: walled(a.run) },
        { ...b, run: walled(b.run, b.run.limits.wallMs - a.run.limits.wallMs) },
      ),
    prepare: async (spec) => {
      const job = await sandbox.prepare(spec);
      const run = job.run.bind(job);
      // The same job: the driver knows those that run together by who they are.
      return Object.assign(job, { run: (spec: RunSpec) => run(walled(spec)) });
    },
  };
}
