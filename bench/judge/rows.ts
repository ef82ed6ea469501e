import { setTimeout as pause } from "node:timers/promises";
import { type Row, rowOf } from "../report.ts";
import { alternate } from "../statistics.ts";
import { type Bench, openBench, TRIVIAL, USUAL } from "./programs.ts";

/*
 * The judge against bare processes that the same Node starts, by turns in one run. What a machine's other work does falls
 * on both sides; what it takes from the core on which the next box is made falls on the judge alone.
 */

const PAIRS = 150;
const WARM_UP = 10;
const GAP_MS = 50;
/** No row takes longer, however slow the machine. */
const ROW_MS = 60_000;
const TESTS = 100;
const SUBMISSION_PAIRS = 5;
const GRADING_TESTS = 1_000;
/** What a press on Run may take besides its bare processes, and the running test it may have to wait for. */
const RUN_GRANT_MS = 60;
const PRESSES = 20;
const PRESS_ROUNDS = 5;
const RUN_PAIRS = 40;
const MANY_RUNS = 10_000;
/** From here on, and at the end, this process' memory is read this often. */
const SETTLED_RUNS = 1_000;
const SAMPLES = 20;

/** Every row that needs no portal. */
export async function measureJudge(): Promise<Row[]> {
  const rows: Row[] = [];
  await withBench(1, USUAL, async (bench) => {
    rows.push(await perTest("usual imports, back to back", bench, 0, 1.5));
    rows.push(await perTest("usual imports, with gaps of 50 ms", bench, GAP_MS, 1.5));
    rows.push(await submission("one slot", bench, 1.5));
  });
  await withBench(1, TRIVIAL, async (bench) => {
    rows.push(await perTest("no imports, back to back", bench, 0));
  });
  await withBench(2, USUAL, async (bench) => {
    rows.push(await submission("two slots", bench, 0.8));
    rows.push(await pressOnIdle(bench));
    rows.push(await pressBesideGrading(bench));
    rows.push(await pressesAtOnce(bench));
    rows.push(await memory(bench));
  });
  await withBench(4, USUAL, async (bench) => {
    rows.push(await submission("four slots", bench));
  });
  return rows;
}

async function withBench(slots: number, source: string, use: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = await openBench(slots, source);
  try {
    for (let count = 0; count < WARM_UP; count++) {
      await bench.boxed();
      await bench.bare();
    }
    await use(bench);
  } finally {
    await bench.close();
  }
}

async function perTest(name: string, bench: Bench, gapMs: number, limit?: number): Promise<Row> {
  const spaced = (work: () => Promise<number>) => async () => {
    if (gapMs > 0) await pause(gapMs);
    return work();
  };
  const found = await alternate(PAIRS, ROW_MS, spaced(bench.bare), spaced(bench.boxed));
  return rowOf(`judge, a Python test ÷ bare: ${name}`, found, limit === undefined ? {} : { limit });
}

/** Its throughput is the inverse: `TESTS` ÷ the median. */
async function submission(name: string, bench: Bench, limit?: number): Promise<Row> {
  const sequential = async () => {
    let sum = 0;
    for (let count = 0; count < TESTS; count++) sum += await bench.bare();
    return sum;
  };
  const found = await alternate(SUBMISSION_PAIRS, ROW_MS, sequential, () => bench.judge(TESTS, "batch"));
  return rowOf(
    `judge, ${TESTS} tests on ${name} ÷ bare, one by one`,
    found,
    limit === undefined ? {} : { limit },
  );
}

/** A press is a check of the syntax, then one test. */
async function barePress(bench: Bench): Promise<number> {
  return (await bench.bareCheck()) + (await bench.bare());
}

async function pressOnIdle(bench: Bench): Promise<Row> {
  const found = await alternate(
    RUN_PAIRS,
    ROW_MS,
    async () => {
      await pause(GAP_MS);
      return barePress(bench);
    },
    async () => {
      await pause(GAP_MS);
      return bench.judge(1, "interactive");
    },
  );
  return rowOf("judge, a Run of one test on an idle worker ÷ bare", found, {
    granted: RUN_GRANT_MS,
    limit: 1,
  });
}

/** Each of a press's two boxes may meet a running test, of which it waits for one. */
async function pressBesideGrading(bench: Bench): Promise<Row> {
  let stopped = false;
  const grading = (async () => {
    while (!stopped) await bench.judge(GRADING_TESTS / 10, "batch");
  })();
  const found = { baseline: [] as number[], measured: [] as number[] };
  for (let count = 0; count < RUN_PAIRS; count++) {
    // The running test that a press may have to wait for is as long as one of its own.
    const one = await bench.bare();
    found.baseline.push((await barePress(bench)) + one);
    found.measured.push(await bench.judge(1, "interactive"));
  }
  stopped = true;
  await grading;
  return rowOf("judge, a Run beside a long grading ÷ bare + one test", found, {
    granted: RUN_GRANT_MS,
    limit: 1,
  });
}

async function pressesAtOnce(bench: Bench): Promise<Row> {
  const found = await alternate(
    PRESS_ROUNDS,
    ROW_MS,
    async () => {
      let sum = 0;
      for (let count = 0; count < PRESSES; count++) sum += await barePress(bench);
      return sum / 2;
    },
    async () => {
      const presses = Array.from({ length: PRESSES }, () => bench.judge(1, "interactive"));
      return Math.max(...(await Promise.all(presses)));
    },
  );
  return rowOf(`judge, the last of ${PRESSES} Runs at once on two slots ÷ their bare half`, found, {
    limit: 1.5,
  });
}

/** Of the process that runs the judge, whichever: what leaks a little shows after this many. */
async function memory(bench: Bench): Promise<Row> {
  const found = { baseline: [] as number[], measured: [] as number[] };
  let begun = 0;
  const lane = async () => {
    while (begun++ < MANY_RUNS) {
      await bench.nothing();
      const megabytes = process.memoryUsage.rss() / 1e6;
      if (begun > SETTLED_RUNS && found.baseline.length < SAMPLES) found.baseline.push(megabytes);
      if (begun > MANY_RUNS - SAMPLES) found.measured.push(megabytes);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  const name = `judge, megabytes after ${MANY_RUNS} runs ÷ after ${SETTLED_RUNS} (not ms)`;
  return rowOf(name, found, { limit: 1.2 });
}
