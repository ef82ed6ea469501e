import { fromPrisma, type JobWithMetadata, PgBoss } from "pg-boss";
import type { z } from "zod";
import type { Tx } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

/** A worker that stops beating is noticed after this; its job goes to another. */
const HEARTBEAT_SECONDS = 30;
/** Longest handler: a 100-test submission of a slow language, with room. */
const EXPIRE_SECONDS = 900;
const RETRY_DELAY_SECONDS = 2;
/** Backstop poll behind NOTIFY, should a notification be lost. */
const BACKSTOP_POLL_SECONDS = 10;
const POLL_SECONDS = 0.5;
/** How long a stopping worker lets its jobs finish. */
const DRAIN_MS = 20_000;
export const DEAD_LETTER_QUEUE = "dead-letter";

export interface JobContract<Payload extends object> {
  name: string;
  /** Payloads are ids only: the handler reads the truth from the database. */
  payload: z.ZodType<Payload>;
  retryLimit: number;
  /** Five fields, UTC; a job of its own schedule has an empty payload. */
  cron?: string;
}

export interface JobMeta {
  id: string;
  /** 0 on the first try. */
  retry: number;
  isLastTry: boolean;
}

export interface JobBinding {
  job: JobContract<object>;
  handle: (payload: object, meta: JobMeta) => Promise<void>;
  slots: number;
}

/** Declares a job: its name and payload are a contract between the process that enqueues and the one that works. */
export function defineJob<Payload extends object>(job: JobContract<Payload>): JobContract<Payload> {
  return job;
}

/** Binds a job to its handler; `slots` handlers of it run at once in one worker. */
export function bindJob<Payload extends object>(
  job: JobContract<Payload>,
  handle: (payload: Payload, meta: JobMeta) => Promise<void>,
  slots = 1,
): JobBinding {
  return {
    job: job as unknown as JobContract<object>,
    handle: (payload, meta) => handle(job.payload.parse(payload), meta),
    slots,
  };
}

const home = globalThis as { assayBoss?: Promise<PgBoss> };

/** A sender: it neither supervises nor schedules, so that a web process costs the database nothing while idle. */
function sender(): Promise<PgBoss> {
  home.assayBoss ??= startSender().catch((error: unknown) => {
    home.assayBoss = undefined;
    throw error;
  });
  return home.assayBoss;
}

async function startSender(): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    max: 2,
    supervise: false,
    schedule: false,
    migrate: false,
  });
  boss.on("error", (error) => log.warn("queue.sender_error", { error }));
  await boss.start();
  return boss;
}

/** Closes the sender, when there is one: at the end of a script or of the set-up. */
export async function closeSender(): Promise<void> {
  const boss = await home.assayBoss;
  home.assayBoss = undefined;
  await boss?.stop({ graceful: false });
}

export interface EnqueueOptions {
  /** Higher first. */
  priority?: number;
  startAfterSeconds?: number;
  /** At most one waiting job of this key. */
  singletonKey?: string;
}

/** Puts a job on its queue inside the caller's transaction: it exists if and only if the rest was committed. */
export async function enqueue<Payload extends object>(
  tx: Tx,
  job: JobContract<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> {
  const boss = await sender();
  await boss.send(job.name, job.payload.parse(payload), {
    db: fromPrisma(tx),
    ...(options.priority === undefined ? {} : { priority: options.priority }),
    ...(options.startAfterSeconds === undefined ? {} : { startAfter: options.startAfterSeconds }),
    ...(options.singletonKey === undefined ? {} : { singletonKey: options.singletonKey }),
  });
}

/** Creates or updates the queue tables and one queue a job. Idempotent; part of applying migrations. */
export async function installQueues(databaseUrl: string, jobs: JobContract<object>[]): Promise<void> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 1, supervise: false, schedule: false });
  boss.on("error", (error) => log.warn("queue.install_error", { error }));
  await boss.start();
  try {
    if (!(await boss.getQueue(DEAD_LETTER_QUEUE))) await boss.createQueue(DEAD_LETTER_QUEUE);
    for (const job of jobs) {
      const options = {
        retryLimit: job.retryLimit,
        retryDelay: RETRY_DELAY_SECONDS,
        retryBackoff: true,
        expireInSeconds: EXPIRE_SECONDS,
        heartbeatSeconds: HEARTBEAT_SECONDS,
        notify: true,
      };
      if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, options);
      else await boss.createQueue(job.name, { ...options, deadLetter: DEAD_LETTER_QUEUE });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/**
 * Works the queues until `stop`. One fetch loop per slot, each told to look again as soon as it has finished: with
 * NOTIFY alone a backlog would wait for the backstop poll between two jobs.
 */
export async function startWorkers(
  bindings: JobBinding[],
  onDeadLetter: (payload: unknown, source: string) => Promise<void>,
): Promise<{ stop: () => Promise<void> }> {
  const boss = new PgBoss({
    connectionString: env().DATABASE_URL,
    max: 4 + bindings.reduce((sum, binding) => sum + binding.slots, 0),
    useListenNotify: true,
    migrate: false,
  });
  boss.on("error", (error) => log.warn("queue.worker_error", { error }));
  await boss.start();
  for (const binding of bindings) {
    for (let slot = 0; slot < binding.slots; slot++) await workSlot(boss, binding);
    if (binding.job.cron) await boss.schedule(binding.job.name, binding.job.cron, {}, { tz: "UTC" });
  }
  await boss.work(DEAD_LETTER_QUEUE, { includeMetadata: true }, async (jobs: JobWithMetadata[]) => {
    for (const job of jobs) await onDeadLetter(job.data, DEAD_LETTER_QUEUE);
  });
  return { stop: () => boss.stop({ graceful: true, timeout: DRAIN_MS }) };
}

async function workSlot(boss: PgBoss, binding: JobBinding): Promise<void> {
  const options = {
    batchSize: 1,
    includeMetadata: true as const,
    pollingIntervalSeconds: POLL_SECONDS,
    notifyPollingIntervalSeconds: BACKSTOP_POLL_SECONDS,
  };
  let workerId = "";
  workerId = await boss.work(binding.job.name, options, async (jobs: JobWithMetadata[]) => {
    try {
      for (const job of jobs) {
        const retry = job.retryCount;
        await binding.handle((job.data ?? {}) as object, {
          id: job.id,
          retry,
          isLastTry: retry >= job.retryLimit,
        });
      }
    } catch (error) {
      log.warn("job.failed", { job: binding.job.name, ids: jobs.map((job) => job.id).join(","), error });
      throw error;
    } finally {
      boss.notifyWorker(workerId);
    }
  });
}
