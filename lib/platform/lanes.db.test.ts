import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { judgeRun } from "#lib/attempts/jobs.ts";
import { db } from "./db.ts";
import { newId } from "./ids.ts";
import { type DeadLetter, startWorkers } from "./lanes.ts";
import { bindJob, type EnqueueOptions, enqueue, type JobMeta } from "./queue.ts";

/* Any queue of the product will do: what is tried here is how jobs are taken, kept and given back. */

const SHORT = { drainMs: 50, handBackMs: 300 };
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  await db.$executeRaw`delete from pgboss.job where name in (${judgeRun.name}, 'dead-letter')`;
});

type Handler = (payload: { runId: string }, meta: JobMeta) => Promise<void>;

async function work(
  handle: Handler,
  options: { slots?: number; skip?: string[]; letters?: DeadLetter[] } = {},
) {
  const { slots = 1, skip, letters = [] } = options;
  const bindings = [bindJob(judgeRun, handle, slots, skip)];
  const workers = await startWorkers(bindings, (letter) => letters.push(letter), SHORT);
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= workers.stop();
    return stopped;
  };
  stops.push(stop);
  return { stop };
}

async function send(options: EnqueueOptions = {}): Promise<string> {
  const runId = newId();
  await db.$transaction((tx) => enqueue(tx, judgeRun, { runId }, { id: runId, ...options }));
  return runId;
}

async function jobOf(id: string) {
  const rows = await db.$queryRaw<{ state: string; tries: number }[]>`
    select state::text, retry_count as tries from pgboss.job where name = ${judgeRun.name} and id = ${id}::uuid`;
  return rows[0];
}

test("a job wakes an idle lane at once, and is done once by two workers together", async () => {
  const done: string[] = [];
  const handle: Handler = async ({ runId }) => {
    done.push(runId);
  };
  await work(handle, { slots: 2 });
  await work(handle, { slots: 2 });
  // Both have looked at an empty queue, and would look again only after ten seconds.
  await pause(500);
  const sent = await Promise.all(Array.from({ length: 12 }, () => send()));
  await expect.poll(() => done.length, { timeout: 8_000, interval: 10 }).toBe(12);
  expect(done.toSorted()).toEqual(sent.toSorted());
});

test("the highest priority goes first, whenever it came", async () => {
  const low = await send({ priority: -20 });
  const high = await send({ priority: -10 });
  const done: string[] = [];
  await work(async ({ runId }) => {
    done.push(runId);
  });
  await expect.poll(() => done).toEqual([high, low]);
});

test("a group that a worker cannot do is left to one that can", async () => {
  const java = await send({ group: "java" });
  const python = await send({ group: "python" });
  const done: [string, string][] = [];
  const doneBy = (who: string): Handler => {
    return async ({ runId }) => {
      done.push([who, runId]);
    };
  };
  await work(doneBy("plain"), { skip: ["java"] });
  await expect.poll(() => done).toEqual([["plain", python]]);
  await pause(300);
  expect(await jobOf(java)).toEqual({ state: "created", tries: 0 });
  await work(doneBy("complete"));
  await expect.poll(() => done.at(-1)).toEqual(["complete", java]);
});

test("a worker that stops hands back what it cannot finish, and no try is spent", async () => {
  const listens = await send();
  let begun = 0;
  const listening = await work(async (_payload, { signal }) => {
    begun += 1;
    await pause(30_000, undefined, { signal }).catch(() => signal.throwIfAborted());
  });
  await expect.poll(() => begun).toBe(1);
  await listening.stop();
  expect(await jobOf(listens)).toEqual({ state: "created", tries: 0 });

  const deaf = await work(async () => {
    begun += 1;
    await pause(1_500);
  });
  await expect.poll(() => begun).toBe(2);
  await deaf.stop();
  expect(await jobOf(listens)).toEqual({ state: "created", tries: 0 });
});

test("a job that fails its last try is told of with its ids", async () => {
  const letters: DeadLetter[] = [];
  const runId = await send();
  await db.$executeRaw`update pgboss.job set retry_limit = 0 where id = ${runId}::uuid`;
  await work(() => Promise.reject(new Error("no box starts")), { letters });
  await expect
    .poll(() => letters, { timeout: 8_000 })
    .toEqual([{ queue: judgeRun.name, jobId: runId, payload: { runId } }]);
  expect((await jobOf(runId))?.state).toBe("failed");
});
