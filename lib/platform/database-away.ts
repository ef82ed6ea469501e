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

/** Whether an error means "the database cannot be reached now", whatever layer put it into words. */
export function isDatabaseAway(error: unknown): boolean {
  for (let current: unknown = error, depth = 0; current && depth < 8; depth++) {
    const { code, kind, name, message, cause, meta } = current as Record<string, unknown>;
    if (typeof code === "string" && AWAY_CODES.has(code)) return true;
    if (typeof kind === "string" && AWAY_NAMES.has(kind)) return true;
    if (name === "PrismaClientInitializationError") return true;
    if (typeof message === "string" && AWAY_WORDS.test(message)) return true;
    current = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
  return false;
}
