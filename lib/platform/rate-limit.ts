import { db, prepared } from "./db.ts";
import { Prisma } from "./generated/client.ts";

export interface RateLimit {
  /** Requests that may come at once. */
  capacity: number;
  /** Seconds in which that many requests are earned again. */
  windowSeconds: number;
}

export interface RateVerdict {
  allowed: boolean;
  /** Whole requests left now. */
  remaining: number;
  /** Seconds until one more request is allowed (0 when allowed). */
  retryAfterSeconds: number;
  /** Seconds until the full capacity is there again. */
  resetSeconds: number;
}

const intervalOf = (limit: RateLimit): number => limit.windowSeconds / limit.capacity;

/**
 * The generic cell rate algorithm (ITU-T I.371) as one statement: the row holds only the time at which the bucket will
 * be full again, so one upsert both asks and takes. It returns a row (`busy`: seconds until full) when one was left.
 * @param key a query of one column that gives the bucket's key, or no row: then nothing is taken.
 */
export function takeTokenSql(key: Prisma.Sql, limit: RateLimit): Prisma.Sql {
  const interval = intervalOf(limit);
  return Prisma.sql`
    insert into rate_bucket as b (key, "fullAt")
    select asked.key, now() + make_interval(secs => ${interval}::float8) from (${key}) as asked(key)
    on conflict (key) do update
      set "fullAt" = greatest(b."fullAt", now()) + make_interval(secs => ${interval}::float8)
      where greatest(b."fullAt", now()) + make_interval(secs => ${interval}::float8)
            <= now() + make_interval(secs => ${limit.windowSeconds}::float8)
    returning extract(epoch from "fullAt" - now())::float8 as busy`;
}

/**
 * Takes one request from a bucket that every process shares.
 * @param key who and what, such as `partner-key:<id>`; never a secret itself.
 */
export async function takeToken(key: string, limit: RateLimit): Promise<RateVerdict> {
  const interval = intervalOf(limit);
  const taken = await db.$queryRaw<
    { busy: number }[]
  >`${prepared()} ${takeTokenSql(Prisma.sql`select ${key}::text`, limit)}`;
  const busy = taken[0]?.busy;
  if (busy === undefined) return refuse(key, limit, interval);
  return {
    allowed: true,
    remaining: Math.floor((limit.windowSeconds - busy) / interval + 1e-6),
    retryAfterSeconds: 0,
    resetSeconds: Math.ceil(busy),
  };
}

async function refuse(key: string, limit: RateLimit, interval: number): Promise<RateVerdict> {
  const rows = await db.$queryRaw<{ busy: number }[]>`
    select extract(epoch from "fullAt" - now())::float8 as busy from rate_bucket where key = ${key}`;
  const busy = rows[0]?.busy ?? limit.windowSeconds;
  return {
    allowed: false,
    remaining: 0,
    retryAfterSeconds: Math.max(1, Math.ceil(busy + interval - limit.windowSeconds)),
    resetSeconds: Math.ceil(busy),
  };
}
