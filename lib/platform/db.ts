import { PrismaPg } from "@prisma/adapter-pg";
import { sha256 } from "./crypto.ts";
import { env } from "./env.ts";
import { Prisma, PrismaClient } from "./generated/client.ts";

/** Ten per process: beyond that PostgreSQL spends its time on switching, not on queries. */
const POOL_SIZE = 10;
/** A statement that takes longer is a bug or a lock: fail it rather than queue behind it. */
const STATEMENT_TIMEOUT_MS = 5_000;
/** A server that is frozen rather than gone enforces nothing: then the client gives up by itself. */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 3_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 10_000;
/** How long a request waits for a connection before the portal says 503. */
const CONNECT_TIMEOUT_MS = 2_000;

export type Tx = Prisma.TransactionClient;

const PREPARED = Prisma.raw("/* prepared */");
const names = new Map<string, string>();

/**
 * Put first into a raw statement, lets every connection parse and plan it once instead of at each call. For the few that
 * most requests run, with parameters alone changing: each text stays in the memory of each connection.
 */
export const prepared = (): Prisma.Sql => PREPARED;

function statementName({ sql }: { sql: string }): string | undefined {
  if (!sql.trimStart().startsWith(PREPARED.sql)) return undefined;
  const name = names.get(sql) ?? `assay_${sha256(sql).slice(0, 16)}`;
  names.set(sql, name);
  return name;
}

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env().DATABASE_URL,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
    },
    // Unnamed is what the driver does when it gets nothing; its type leaves that out.
    { statementNameGenerator: statementName as (query: { sql: string }) => string },
  );
  return new PrismaClient({ adapter });
}

/** Next bundles a module once per entry point; one pool per process needs a home outside the bundles. */
const home = globalThis as { assayDb?: PrismaClient };

/** The one database client of the process, connected at first use. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_target, property) {
    home.assayDb ??= connect();
    const value: unknown = Reflect.get(home.assayDb, property);
    return typeof value === "function" ? value.bind(home.assayDb) : value;
  },
});

/** Closes the pool: at the end of a worker or a script. */
export async function disconnectDb(): Promise<void> {
  await home.assayDb?.$disconnect();
  home.assayDb = undefined;
}
