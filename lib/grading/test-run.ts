import type { Scoring } from "#lib/assessments/scoring/schema.ts";
import type { Talk } from "./check/interactive.ts";
import type { CheckedTest } from "./check/types.ts";
import { runContext } from "./compile.ts";
import { testWorth } from "./groups/rules.ts";
import type { JudgeTest, Submission } from "./judge.ts";
import { type Limits, type PreparedJob, type RunResult, SandboxFailure } from "./sandbox/types.ts";

/** Threads of a runtime and some children; a fork bomb ends here. */
const PROCESSES = 64;
/** Real time of a run: room for a busy machine, and for programs that wait. */
const WALL = { factor: 2, plusMs: 1_500 } as const;
/**
 * The rule of the second look: a program that real time stopped has not used its CPU time, and may only have stood
 * behind others. It runs once more with this much, one at a time within its submission; who is stopped again sleeps.
 */
const SECOND_LOOK = { factor: 4, plusMs: 8_000 } as const;
/** A test that the judge itself failed at is tried this many times before it is JE. */
const ATTEMPTS = 2;

/** What the tests of one submission share. */
export type Bench = { job: PreparedJob; look: SecondLook; memoryLimit: string };

/** Where a submission stands with its second looks. */
export type SecondLook = {
  /** One of its tests was stopped in the second look as well: the others need none. */
  isAsleep: boolean;
  /** The look that is under way. */
  before: Promise<unknown>;
};

/** `talk`: with the question's validator, where it has an interactive one. */
export type Ran = { result: RunResult; talk: Talk | null };

/** Runs the program on a test, and once more when it is not certain that it was too slow. @throws SandboxFailure */
export async function runTest(submission: Submission, test: JudgeTest, { job, look }: Bench): Promise<Ran> {
  const limits = limitsOf(submission);
  const ran = await runOnce(submission, test, job, limits);
  if (ran.result.ending !== "wall_limit") return ran;
  const again = look.before.then(async () => {
    if (look.isAsleep) return ran;
    const wallMs = limits.cpuMs * SECOND_LOOK.factor + SECOND_LOOK.plusMs;
    const second = await runOnce(submission, test, job, { ...limits, wallMs });
    look.isAsleep = second.result.ending === "wall_limit";
    return second;
  });
  look.before = again.catch(() => {});
  return again;
}

async function runOnce(
  { runtime, limits: { memoryMib }, priority = "batch", result: givesValue, interactor, scoring }: Submission,
  test: JudgeTest,
  job: PreparedJob,
  limits: Limits,
): Promise<Ran> {
  const argv = [...runtime.language.run(runContext(runtime, memoryMib)), ...(test.argv ?? [])];
  const run = { argv, limits, priority, ...(givesValue ? { result: true as const } : {}) };
  if (!interactor || test.answer === null)
    return { result: await retried(() => job.run({ ...run, stdin: test.input })), talk: null };
  const given = checked(test, test.answer, scoring);
  const talk = await retried(() => interactor(given, { job, run }));
  return { result: talk.result, talk };
}

/** The limits of one test in this language, for the sandbox. */
export function limitsOf(submission: Pick<Submission, "limits" | "runtime">): Limits {
  const { language } = submission.runtime;
  const { timeMs, memoryMib, outputKib } = submission.limits;
  const cpuMs = timeMs * language.timeMultiplier;
  const memoryBytes = memoryMib * 1024 * 1024;
  return {
    cpuMs,
    wallMs: cpuMs * WALL.factor + WALL.plusMs,
    memoryBytes,
    outputBytes: outputKib * 1024,
    processes: PROCESSES,
    addressSpaceBytes: memoryBytes + language.reservesMib * 1024 * 1024,
  };
}

/** What the checker may know of a test. */
export function checked(test: JudgeTest, answer: Uint8Array, scoring: Scoring | undefined): CheckedTest {
  const worth = scoring ? testWorth(scoring, test.name) : undefined;
  return { ...test, answer, ...(worth === undefined ? {} : { worth }) };
}

async function retried<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof SandboxFailure) || attempt === ATTEMPTS) throw error;
    }
  }
}
