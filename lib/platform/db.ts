import { PrismaPg } from "@prisma/adapter-pg";
import { env } from "./env.ts";
import { type Prisma, PrismaClient } from "./generated/client.ts";

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

function connect(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
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
