import { afterAll, beforeAll } from "vitest";
import { type Judge, type JudgeOptions, openJudge } from "./detect.ts";

/** Every language of a machine proves itself before the first test. */
const OPENED_WITHIN_MS = 60_000;

/** For tests: a judge that is open while the tests of the file, or of the `describe` around the call, run. */
export function holdJudge(slots: number, options?: JudgeOptions, withinMs = OPENED_WITHIN_MS): Judge {
  let opened: Judge | undefined;
  beforeAll(async () => {
    const judge = await openJudge(slots, options);
    if (!judge.sandbox) throw new Error(JSON.stringify(judge.report));
    opened = judge;
  }, withinMs);
  afterAll(() => opened?.sandbox.close());
  const held = (): Judge => {
    if (!opened) throw new Error("The judge is open from the first test on, not before.");
    return opened;
  };
  return {
    get sandbox() {
      return held().sandbox;
    },
    get runtimes() {
      return held().runtimes;
    },
    get report() {
      return held().report;
    },
  };
}
