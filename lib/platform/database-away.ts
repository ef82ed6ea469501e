const AWAY_CODES = new Set([
  "P1001",
  "P1002",
  "P1008",
  "P1017",
  "P2024",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "57P01",
  "57P02",
  "57P03",
  "08000",
  "08001",
  "08003",
  "08004",
  "08006",
  "53300",
]);
const AWAY_NAMES = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
]);
const AWAY_WORDS =
  /Connection terminated|timeout exceeded when trying to connect|Query read timeout|Can't reach database|connection is closed|not queryable|Unable to start a transaction/i;

/** What the server itself says when it goes or is gone: no load that one person makes, and no wait, brings it about. */
const GONE = new Set([
  "P1001",
  "P1017",
  "ECONNREFUSED",
  "57P01",
  "57P02",
  "57P03",
  "08001",
  "08003",
  "08004",
  "08006",
  "DatabaseNotReachable",
  "ConnectionClosed",
]);
const GONE_WORDS = /Connection terminated|Can't reach database/i;

type Facts = Record<string, unknown>;

/** An error, what it came from and so on: Prisma puts the driver's error into its own in two ways. */
function chainOf(error: unknown): Facts[] {
  const chain: Facts[] = [];
  let current: unknown = error;
  while (current && typeof current === "object" && chain.length < 8) {
    const facts = current as Facts;
    chain.push(facts);
    const { errors } = facts;
    // Of a name with several addresses Node tells one failure each.
    const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
    current =
      facts.cause ??
      (facts.meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError ??
      first;
  }
  return chain;
}

const isOneOf = (known: ReadonlySet<string>, ...words: unknown[]) =>
  words.some((word) => typeof word === "string" && known.has(word));

/** Whether it is Node's word for a request whose sender went away in the middle of it. */
export function isBrokenOff(error: unknown): boolean {
  return chainOf(error).some(({ code, message }) => code === "ECONNRESET" && message === "aborted");
}

/** Whether an error means "the database cannot be reached now", whatever layer put it into words. */
export function isDatabaseAway(error: unknown): boolean {
  if (isBrokenOff(error)) return false;
  return chainOf(error).some(
    ({ code, kind, name, message }) =>
      isOneOf(AWAY_CODES, code) ||
      isOneOf(AWAY_NAMES, kind) ||
      name === "PrismaClientInitializationError" ||
      (typeof message === "string" && AWAY_WORDS.test(message)),
  );
}

/** Whether the server refused or ended the connection: the part of `isDatabaseAway` that no user of it can cause. */
export function isDatabaseGone(error: unknown): boolean {
  return (
    isDatabaseAway(error) &&
    chainOf(error).some(
      ({ code, kind, message }) =>
        isOneOf(GONE, code, kind) || (typeof message === "string" && GONE_WORDS.test(message)),
    )
  );
}

/**
 * `isDatabaseAway` where a process speaks with others too (boxes, mail servers, partners): a socket's or a pipe's own
 * error counts only when it names the database.
 * @param databaseUrl where the database is.
 */
export function isThisDatabaseAway(error: unknown, databaseUrl: string): boolean {
  if (!isDatabaseAway(error)) return false;
  return !chainOf(error).some((facts) => typeof facts.syscall === "string" && !names(facts, databaseUrl));
}

function names({ syscall, port, hostname, address }: Facts, databaseUrl: string): boolean {
  const url = URL.parse(databaseUrl);
  if (syscall === "getaddrinfo") return hostname === url?.hostname;
  if (syscall !== "connect") return false;
  // A socket in the file system is called after the server's port.
  if (port === undefined) return typeof address === "string" && address.includes(".s.PGSQL.");
  return port === Number(url?.port || 5432);
}
