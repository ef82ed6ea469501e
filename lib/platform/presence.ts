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
const RECONNECT_MS = 1_000;

async function connect(worker: string, onLost: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL, keepAlive: true });
  client.on("error", (error) => log.warn("presence.lost", { worker, error }));
  client.on("end", onLost);
  await client.connect();
  // A machine that has lost its power says no goodbye: then the server must ask.
  await client.query(
    "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3",
  );
  await client.query("select pg_advisory_lock($1, hashtext($2))", [LOCK_CLASS, worker]);
  return client;
}

/** Says that this worker lives, until `stop` or its end. A lost connection is made again. */
export async function holdPresence(worker: string): Promise<{ stop: () => Promise<void> }> {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let client: pg.Client | undefined;
  const again = () => {
    client = undefined;
    if (stopped) return;
    timer = setTimeout(async () => {
      try {
        client = await connect(worker, again);
      } catch (error) {
        log.warn("presence.reconnect_failed", { worker, error });
        again();
      }
    }, RECONNECT_MS);
  };
  client = await connect(worker, again);
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end();
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
