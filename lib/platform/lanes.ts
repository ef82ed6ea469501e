import { type JobWithMetadata, PgBoss } from "pg-boss";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { subscribe } from "./listen.ts";
import { log } from "./log.ts";
import {
  DEAD_LETTER_QUEUE,
  HandBack,
  HEARTBEAT_SECONDS,
  JOB_CHANNEL,
  type JobBinding,
  RETRY_DELAY_SECONDS,
  releaseJob,
} from "./queue.ts";

/*
 * The worker's side of the queue. A lane takes one job at a time and is woken by NOTIFY; there are as many lanes of a
 * queue as it has slots. pg-boss's own work() cannot leave a group of jobs to workers that can do them, so lanes fetch
 * by themselves: the job's life (claim, heartbeat, retry with backoff, dead letter) stays pg-boss's.
 */

/** Backstop behind NOTIFY: scheduled jobs become due, and a notification may be lost. */
const BACKSTOP_POLL_MS = 10_000;
/** After a failure its retry becomes due soon. */
const RETRY_POLL_MS = RETRY_DELAY_SECONDS * 1000;
const RETRY_WATCH_MS = 60_000;
/** A database that is away is asked again after this. */
const AWAY_MS = 1_000;
const HANDED_BACK_PAUSE_MS = 2_000;
/** How often pg-boss looks for jobs whose worker has stopped beating. */
const SUPERVISE_SECONDS = 15;
/**
 * How long a stopping worker lets its jobs finish, and how long it then waits for them to be handed back. The
 * supervisor kills after 25 s.
 */
const PATIENCE = { drainMs: 15_000, handBackMs: 5_000 };

interface Station {
  boss: PgBoss;
  stopping: AbortController;
  /** Fires when what still runs must be handed back. */
  handBack: AbortController;
  inHand: Set<{ queue: string; job: JobWithMetadata }>;
}

export interface DeadLetter {
  queue: string;
  jobId: string;
  payload: object;
}

/**
 * Works the queues until `stop`: then takes nothing more, lets what runs finish, and hands the rest back.
 * @param patience for tests, which have less.
 */
export async function startWorkers(
  bindings: JobBinding[],
  onDeadLetter: (letter: DeadLetter) => void,
  patience = PATIENCE,
): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    // Lanes wait on one shared listener, not on a connection each: these are for claims and heartbeats.
    max: 6,
    migrate: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  boss.on("error", (error) => log.warn("queue.worker_error", { error }));
  await boss.start();
  const station: Station = {
    boss,
    stopping: new AbortController(),
    handBack: new AbortController(),
    inHand: new Set(),
  };
  const lanes = bindings.flatMap((binding) =>
    Array.from({ length: binding.slots }, () => workLane(station, binding)),
  );
  for (const { job } of bindings) if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: "UTC" });
  await boss.work(DEAD_LETTER_QUEUE, { includeMetadata: true }, async (jobs: JobWithMetadata[]) => {
    for (const job of jobs)
      onDeadLetter({
        queue: job.sourceName ?? DEAD_LETTER_QUEUE,
        jobId: job.sourceId ?? job.id,
        payload: (job.data ?? {}) as object,
      });
  });
  return { stop: () => drain(station, lanes, patience) };
}

async function drain(station: Station, lanes: Promise<void>[], patience: typeof PATIENCE): Promise<void> {
  station.stopping.abort();
  const all = Promise.all(lanes).then(() => true);
  if (!(await within(all, patience.drainMs))) {
    station.handBack.abort(new HandBack("the worker stops"));
    if (!(await within(all, patience.handBackMs))) {
      // A handler that hears nothing: its process ends now, and the job must not wait until that is noticed.
      for (const { queue, job } of station.inHand) await releaseJob(db, queue, job.id);
    }
  }
  await station.boss.stop({ graceful: false });
}

async function within(done: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One lane: never throws, ends when the station stops. */
async function workLane(station: Station, binding: JobBinding): Promise<void> {
  let watchUntil = 0;
  while (!station.stopping.signal.aborted) {
    try {
      // Listening begins before the look at the queue: what comes in between rings.
      const bell = await subscribe(JOB_CHANNEL, binding.job.name);
      try {
        const job = await take(station, binding);
        if (job) {
          if (!(await handle(station, binding, job))) watchUntil = performance.now() + RETRY_WATCH_MS;
          continue;
        }
        const ms = performance.now() < watchUntil ? RETRY_POLL_MS : BACKSTOP_POLL_MS;
        await (bell ? bell.wait(ms, station.stopping.signal) : pause(RETRY_POLL_MS));
      } finally {
        bell?.end();
      }
    } catch (error) {
      log.warn("queue.lane_error", { job: binding.job.name, error });
      await pause(AWAY_MS);
    }
  }
}

async function take(
  { boss }: Station,
  { job, skipGroups }: JobBinding,
): Promise<JobWithMetadata | undefined> {
  const [taken] = await boss.fetch<object>(job.name, {
    batchSize: 1,
    includeMetadata: true,
    ...(skipGroups?.length ? { ignoreGroups: [...skipGroups] } : {}),
  });
  return taken as JobWithMetadata | undefined;
}

/** @returns whether the job is done; otherwise it comes back. */
async function handle(station: Station, binding: JobBinding, job: JobWithMetadata): Promise<boolean> {
  const { boss, handBack } = station;
  const queue = binding.job.name;
  const hand = { queue, job };
  station.inHand.add(hand);
  const beat = setInterval(
    () =>
      boss.touch(queue, job).catch((error: unknown) => log.warn("job.beat_failed", { job: queue, error })),
    (HEARTBEAT_SECONDS * 1000) / 3,
  );
  try {
    const retry = job.retryCount;
    const isLastTry = retry >= job.retryLimit;
    await binding.handle((job.data ?? {}) as object, {
      id: job.id,
      retry,
      isLastTry,
      signal: handBack.signal,
    });
    await boss.complete(queue, job);
    return true;
  } catch (error) {
    if (error instanceof HandBack) {
      log.info("job.handed_back", { job: queue, ids: job.id, reason: error.message });
      await releaseJob(db, queue, job.id);
      // Whoever can do it should be quicker than we are to take it again.
      if (!station.stopping.signal.aborted) await pause(HANDED_BACK_PAUSE_MS);
    } else {
      log.warn("job.failed", { job: queue, ids: job.id, error });
      await boss.fail(queue, job, { message: (error as Error).message });
    }
    return false;
  } finally {
    clearInterval(beat);
    station.inHand.delete(hand);
  }
}
