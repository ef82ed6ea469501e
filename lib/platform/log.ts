type Level = "info" | "warn" | "error";

/** Names of fields that may hold a secret: their values never reach a log line, whoever passes them. */
const SECRET_FIELD = /password|secret|token|cookie|authorization|apikey|source|body|^content$|^stdin$/i;
/** A line longer than this is somebody's payload, not an event. */
const MAX_VALUE = 2_000;

function printable(key: string, value: unknown): unknown {
  if (SECRET_FIELD.test(key)) return "[removed]";
  if (value instanceof Error)
    return { name: value.name, message: value.message.slice(0, MAX_VALUE), stack: value.stack };
  if (typeof value === "string") return value.slice(0, MAX_VALUE);
  return value;
}

function write(level: Level, event: string, fields: Record<string, unknown>): void {
  const safe = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, printable(key, value)]));
  const line = JSON.stringify({ at: new Date().toISOString(), level, event, ...safe });
  (level === "info" ? process.stdout : process.stderr).write(`${line}\n`);
}

/** One JSON line an event. Fields hold ids and numbers; anything named like a secret is removed. */
export const log = {
  info: (event: string, fields: Record<string, unknown> = {}) => write("info", event, fields),
  warn: (event: string, fields: Record<string, unknown> = {}) => write("warn", event, fields),
  error: (event: string, fields: Record<string, unknown> = {}) => write("error", event, fields),
};
