import { fromPrisma, PgBoss } from "pg-boss";
import type { z } from "zod";
import type { Tx } from "./db.ts";
import { env } from "./env.ts";
import { notify } from "./listen.ts";
import { log } from "./log.ts";

/** A job whose worker stops beating goes to another after this: the net below the recovery by presence. */
export const HEARTBEAT_SECONDS = 30;
/** Longest handler: a 100-test submission of a slow language, with room. */
const EXPIRE_SECONDS = 900;
/** Doubles with each try. */
export const RETRY_DELAY_SECONDS = 2;
export const DEAD_LETTER_QUEUE = "dead-letter";
/** On which every worker hears that a queue, named in the payload, has something to do. */
export const JOB_CHANNEL = "assay_job";

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
  /** Fires when the worker must stop: the handler keeps what it has and throws `HandBack`. */
  signal: AbortSignal;
}

/** Thrown by a handler that gives its job back unfinished: it waits again as if nobody had taken it, and no try is spent. */
export class HandBack extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "HandBack";
  }
}

export interface JobBinding {
  job: JobContract<object>;
  handle: (payload: object, meta: JobMeta) => Promise<void>;
  slots: number;
  /** Groups of jobs that this worker leaves to others. */
  skipGroups?: readonly string[];
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
  skipGroups?: readonly string[],
): JobBinding {
  return {
    job: job as unknown as JobContract<object>,
    handle: (payload, meta) => handle(job.payload.parse(payload), meta),
    slots,
    ...(skipGroups === undefined ? {} : { skipGroups }),
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
  /** A worker takes only groups that it can do (`JobBinding.skipGroups`). */
  group?: string;
  /** The row that the job is about: then there is one job of it, and a second changes nothing, */
  id?: string;
  /** unless it takes the place of whatever was there. */
  replace?: boolean;
}

/** Puts a job on its queue inside the caller's transaction: it exists if and only if the rest was committed. */
export async function enqueue<Payload extends object>(
  tx: Tx,
  job: JobContract<Payload>,
  payload: Payload,
  options: EnqueueOptions = {},
): Promise<void> {
  const boss = await sender();
  const inside = { db: fromPrisma(tx) };
  const { priority, startAfterSeconds: startAfter, singletonKey, group, id, replace } = options;
  if (id !== undefined && replace) await boss.deleteJob(job.name, id, inside);
  await boss.send(job.name, job.payload.parse(payload), {
    ...inside,
    ...(priority === undefined ? {} : { priority }),
    ...(startAfter === undefined ? {} : { startAfter }),
    ...(singletonKey === undefined ? {} : { singletonKey }),
    ...(group === undefined ? {} : { group: { id: group } }),
    ...(id === undefined ? {} : { id }),
  });
  if (startAfter === undefined) await notify(tx, JOB_CHANNEL, job.name);
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
        notify: false,
      };
      if (await boss.getQueue(job.name)) await boss.updateQueue(job.name, options);
      else await boss.createQueue(job.name, { ...options, deadLetter: DEAD_LETTER_QUEUE });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

/**
 * Gives a job back that somebody has taken: it stands where it stood, and no try is spent. Nothing, when it is not in
 * hand any more.
 */
export async function releaseJob(tx: Tx, queue: string, id: string): Promise<void> {
  // pg-boss has the same statement for its own use and does not offer it.
  const released = await tx.$executeRaw`
    update pgboss.job set state = 'created', started_on = null, heartbeat_on = null
    where name = ${queue} and id = ${id}::uuid and state = 'active'`;
  if (released > 0) await notify(tx, JOB_CHANNEL, queue);
}
