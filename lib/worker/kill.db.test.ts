import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, expect, test } from "vitest";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";
import { db } from "#lib/platform/db.ts";
import { makeAssessment, makeCandidate, type TestAssessment } from "#prisma/attempt-factories.ts";

/*
 * Real workers, each a process with a sandbox of its own, against the real database; and kill -9, which no handler
 * hears of. What must hold is said of the database and of the machine, not of any word of the workers.
 */

/** Each costs the start of a worker; `ASSAY_THOROUGH=1 npm test` kills as often as is promised. */
const KILLS = process.env.ASSAY_THOROUGH ? 50 : 10;
/** So many wait at any time: a slow machine starts workers slowly, and those before go on grading meanwhile. */
const WAITING = 4;
const SECRET_TESTS = 10;
/** Long enough to be killed in; the answer to SECRETIN is wrong on purpose. */
const SLOW = "import time\nline = input()\ntime.sleep(0.03)\nprint(2 * int(line) if line.isdigit() else 0)\n";

interface Worker {
  process: ChildProcess;
  pid: number;
}

const started = new Set<ChildProcess>();
const pids: number[] = [];

function startWorker(env: Record<string, string> = {}): Worker {
  const start = "import('#lib/worker/main.ts').then((worker) => worker.runWorker())";
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", "--eval", start], {
    env: {
      ...process.env,
      NODE_ENV: "development",
      ASSAY_LOCAL: "1",
      WORKER_CONCURRENCY: "1",
      JUDGE_LANGUAGES: "python",
      // Fifty starts: half of what one costs is reading our own sources.
      NODE_COMPILE_CACHE: ".data/compile-cache",
      ...env,
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  started.add(child);
  child.once("exit", () => started.delete(child));
  const pid = child.pid ?? 0;
  pids.push(pid);
  return { process: child, pid };
}

async function end({ process: child }: Worker, signal: NodeJS.Signals): Promise<number | null> {
  const over = once(child, "exit");
  child.kill(signal);
  const [code] = (await over) as [number | null];
  return code;
}

afterEach(async () => {
  for (const child of started) child.kill("SIGKILL");
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until<Value>(
  what: string,
  read: () => Promise<Value | null | undefined | false>,
  ms = 60_000,
): Promise<Value> {
  const by = Date.now() + ms;
  for (;;) {
    const value = await read();
    if (value) return value;
    if (Date.now() > by) throw new Error(`never: ${what}`);
    await pause(20);
  }
}

async function handIn(assessment: TestAssessment, source = SLOW): Promise<string> {
  const { actor, invitationId } = await makeCandidate(assessment);
  const { attemptId } = await startAttempt(actor, invitationId);
  const itemId = assessment.itemIds[0];
  await saveAnswer(actor, { attemptId, itemId }, { revision: 1, content: { language: "python", source } });
  await submitAttempt(actor, attemptId);
  return attemptId;
}

/** A submission that this worker has in hand, with the number of tests that have their result. */
const heldBy = ({ pid }: Worker) =>
  db.submission.findFirst({
    where: { state: "running", workerId: { contains: `-${pid}-` } },
    select: { id: true, _count: { select: { results: true } } },
  });

/** Everything on this machine that is named after one of these workers, or runs below a box of theirs. */
function leftovers(): string[] {
  const mine = (name: string) =>
    pids.some((pid) => name.includes(`assay-${pid}-`) || name.includes(`-${pid}-`));
  const found: string[] = [];
  const walk = (path: string, depth: number) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      if (mine(entry.name)) found.push(`${path}/${entry.name}`);
      else if (depth > 0) walk(`${path}/${entry.name}`, depth - 1);
    }
  };
  if (existsSync("/sys/fs/cgroup")) walk("/sys/fs/cgroup", 3);
  walk(tmpdir(), 0);
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8");
      const parent = Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1]);
      if (pids.includes(parent) || mine(words)) found.push(`${pid} ${words.replaceAll("\0", " ")}`);
    } catch {
      // It has just ended.
    }
  }
  return found;
}

test("a worker killed in mid-grade, again and again: every submission is graded once, and nothing is left", async () => {
  const assessment = await makeAssessment(SECRET_TESTS);
  const open = { state: { in: ["queued" as const, "running" as const] } };
  const attempts: string[] = [];
  const refill = async () => {
    for (let count = await db.submission.count({ where: open }); count < WAITING; count++)
      attempts.push(await handIn(assessment));
  };
  await refill();
  // One that ends in good order leaves its compiled sources to those after it.
  const first = startWorker();
  await until("a worker grades", () => heldBy(first));
  expect(await end(first, "SIGTERM")).toBe(0);
  let [victim, next] = [startWorker(), startWorker()];
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = victim;
    const held = await until(`a worker grades (kill ${kill})`, async () => {
      await refill();
      return heldBy(worker);
    });
    // Most die between two tests, some at the very beginning; dying there time after time would be the answer's doing.
    if (kill % 5 > 0) {
      await until("it gets on", async () => {
        const now = await heldBy(worker);
        return now?.id !== held.id || now._count.results > held._count.results;
      });
    }
    await pause(Math.random() * 100);
    await end(worker, "SIGKILL");
    [victim, next] = [next, startWorker()];
  }
  await until("all is graded", async () => (await db.submission.count({ where: open })) === 0, 60_000);
  const unscored = { state: "submitted" as const };
  await until("all is scored", async () => (await db.attempt.count({ where: unscored })) === 0);
  expect(await end(victim, "SIGTERM")).toBe(0);
  expect(await end(next, "SIGTERM")).toBe(0);

  const submissions = await db.submission.findMany({
    where: { content: { not: { equals: null } } },
    include: { results: true, attempt: true },
  });
  expect(submissions).toHaveLength(attempts.length);
  for (const { state, verdict, points, results, attempt, failure } of submissions) {
    expect({ state, verdict, failure }).toEqual({ state: "done", verdict: "WA", failure: null });
    expect(points?.toNumber()).toBeCloseTo((10 * SECRET_TESTS) / (SECRET_TESTS + 1), 1);
    expect(results).toHaveLength(SECRET_TESTS + 2);
    expect(new Set(results.map((result) => result.testId)).size).toBe(SECRET_TESTS + 2);
    expect(attempt.state).toBe("graded");
  }
  const graded = await db.auditEvent.groupBy({
    by: ["subjectId"],
    where: { action: "attempt.graded" },
    _count: true,
  });
  expect(graded.map((row) => row._count)).toEqual(attempts.map(() => 1));
  expect(leftovers()).toEqual([]);
}, 900_000);
