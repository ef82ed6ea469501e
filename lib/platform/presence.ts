import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { env } from "./env.ts";
import { Prisma } from "./generated/client.ts";
import { log } from "./log.ts";

/*
 * Who is alive, as PostgreSQL sees it: a worker holds an advisory lock for as long as its connection lives. A process
 * that is killed loses it within milliseconds, a machine that loses its power within half a minute; no clock is asked.
 * Nothing depends on it for being right, only for being quick: work that two do at once is written once.
 */

/** The class of our presence locks among all advisory locks of the database. */
const LOCK_CLASS = 0x61737379;
/** A lost connection is made again after this; each failure doubles the wait, as far as the second bound. */
const RECONNECT_MS = { first: 250, most: 5_000 };
/** How long a server may take to let us in, or to answer, before the try counts as failed. */
const ANSWER_MS = 5_000;
/** How often a lock that our own former connection still holds is asked for again. */
const LOCK_RETRY_MS = 1_000;
/** As PostgreSQL lists it in `pg_stat_activity`. */
const PRESENCE_APPLICATION = "assay presence";

interface Held {
  /** Settles when the connection is gone, for whatever reason. */
  lost: Promise<void>;
  /** Closes the socket at once and waits for nobody. */
  close: () => void;
}

/** One connection that holds the lock. Whatever fails on the way closes it: a try leaves nothing behind. */
async function connect(worker: string, connectionString: string, stop: AbortSignal): Promise<Held> {
  const client = new pg.Client({
    connectionString,
    application_name: PRESENCE_APPLICATION,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  const lost = new Promise<void>((resolve) => {
    client.on("error", (error) => {
      log.warn("presence.lost", { worker, error });
      resolve();
    });
    client.on("end", () => resolve());
  });
  const close = () => {
    // Not end() alone: it waits for a farewell that a server which has gone never says.
    void client.end().catch(() => undefined);
    (
      client as unknown as { connection?: { stream?: { destroy?: () => void } } }
    ).connection?.stream?.destroy?.();
  };
  try {
    await client.connect();
    // A machine that has lost its power says no goodbye: then the server must ask.
    await client.query(
      "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3",
    );
    await takeLock(client, worker, stop);
  } catch (error) {
    close();
    throw error;
  }
  return { lost, close };
}

/**
 * The lock may still hang on our own former connection, of which the server does not know yet that it is dead: until
 * it does, that one says that we live. Asked for on this one connection, never waited for inside the server.
 */
async function takeLock(client: pg.Client, worker: string, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    const { rows } = await client.query<{ mine: boolean }>(
      "select pg_try_advisory_lock($1, hashtext($2)) as mine",
      [LOCK_CLASS, worker],
    );
    if (rows[0]?.mine) return;
    await pause(LOCK_RETRY_MS, stop);
  }
}

async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: stop }).catch(() => undefined);
}

/** Makes a lost connection again, one try at a time, until `stop`. */
async function keep(
  first: Held,
  again: () => Promise<Held>,
  worker: string,
  stop: AbortSignal,
): Promise<void> {
  let held: Held | undefined = first;
  let wait = RECONNECT_MS.first;
  while (!stop.aborted) {
    if (held) {
      await Promise.race([held.lost, aborted(stop)]);
      held.close();
      held = undefined;
      wait = RECONNECT_MS.first;
    }
    await pause(wait, stop);
    if (stop.aborted) return;
    try {
      held = await again();
    } catch (error) {
      log.warn("presence.reconnect_failed", { worker, error });
      wait = Math.min(2 * wait, RECONNECT_MS.most);
    }
  }
  held?.close();
}

function aborted(stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => stop.addEventListener("abort", () => resolve(), { once: true }));
}

/**
 * Says that this worker lives, until `stop` or its end: by one connection at a time, however long PostgreSQL is away.
 * @throws when the database cannot be reached at the start.
 */
export async function holdPresence(
  worker: string,
  connectionString = env().DATABASE_URL,
): Promise<{ stop: () => Promise<void> }> {
  const stopping = new AbortController();
  const open = () => connect(worker, connectionString, stopping.signal);
  const keeping = keep(await open(), open, worker, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await keeping;
    },
  };
}

/** A condition: the worker named by this expression is alive. */
export function isPresentSql(worker: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`exists (
    select 1 from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 2 and l.classid = ${LOCK_CLASS}::int8::oid
      and l.objid = (hashtext(${worker})::int8 & 4294967295)::oid
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
  )`;
}
