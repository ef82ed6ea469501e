import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

/** Every way in which the simulated partner can answer, with what a reader of the list needs to know. */
export const MODES = {
  active: "a valid answer: the candidate is active",
  denied: "a valid denial of this very candidate: the only answer that keeps somebody out",
  refused: "nothing listens on the port",
  reset: "the connection is reset before an answer",
  dns_failure: "the address's name does not exist (use the printed address)",
  tls_error: "the address is https, the service is not (use the printed address)",
  slow_headers: "the answer begins after five seconds",
  slow_body: "the answer comes one byte every 200 ms",
  never_answers: "the connection is taken and left alone",
  redirect: "302 to another address",
  bad_request: "400 with a JSON message",
  unauthorized: "401 with an empty body: a wrong or expired secret, not a denial",
  forbidden: "403 with an empty body: not a denial",
  denies_other: "403 with a valid denial of another candidate",
  not_found: "404 that names the candidate",
  wrong_path: "404 with a web page: a wrong address",
  throttled: "429 with Retry-After",
  server_error: "500 with a stack trace as text",
  unavailable_html: "503 with a web page",
  truncated_json: "200 with JSON that ends in the middle",
  huge_body: "200 with ten megabytes",
  wrong_type: "200 with valid JSON called text/html",
  wrong_candidate: "200 about another candidate",
  wrong_schema: "200 with JSON of another form",
  flapping: "good and bad answers by turns",
  mixed: "mostly good answers, a fault now and then; never a denial",
} as const;
export type Mode = keyof typeof MODES;

/** What people type for the modes that are a status. */
const ALIASES: Record<string, Mode> = {
  "400": "bad_request",
  "401": "unauthorized",
  "403": "forbidden",
  "404": "not_found",
  "429": "throttled",
  "500": "server_error",
  "503": "unavailable_html",
};

/** @returns the mode of that name (hyphens and underscores are one), or undefined. */
export function modeNamed(name: string): Mode | undefined {
  const plain = name.trim().toLowerCase().replaceAll("-", "_");
  return plain in MODES ? (plain as Mode) : ALIASES[plain];
}

/** Faults that `mixed` throws in. A denial is a decision about a person, never chance. */
const MIX: Mode[] = [
  "reset",
  "slow_headers",
  "slow_body",
  "never_answers",
  "unauthorized",
  "forbidden",
  "throttled",
  "server_error",
  "unavailable_html",
  "truncated_json",
  "wrong_schema",
];
const FAULT_SHARE = 0.3;

/** What one request gets: `mixed` and `flapping` choose, all others are themselves. */
export function chooseMode(mode: Mode, count: number, random: () => number): Mode {
  if (mode === "flapping") return count % 2 === 0 ? "server_error" : "active";
  if (mode !== "mixed") return mode;
  if (random() >= FAULT_SHARE) return "active";
  return MIX[Math.floor(random() * MIX.length)] ?? "active";
}

const SLOW_HEADERS_MS = 5_000;
const DRIP_MS = 200;
const HUGE_BYTES = 10 * 1024 * 1024;
const PAGE = "<!doctype html><title>Error</title><h1>Our engineers have been told</h1>";

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function decision(externalId: string, word: "active" | "denied"): Record<string, unknown> {
  const reason = word === "denied" ? { reason: "The process was ended" } : {};
  return { externalId, decision: word, ...reason, checkedAt: new Date().toISOString() };
}

async function drip(response: ServerResponse, text: string): Promise<void> {
  response.writeHead(200, { "Content-Type": "application/json" });
  for (const character of text) {
    if (response.destroyed) return;
    response.write(character);
    await sleep(DRIP_MS, undefined, { ref: false });
  }
  response.end();
}

function huge(response: ServerResponse): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  response.write('{"externalId":"');
  response.end("x".repeat(HUGE_BYTES));
}

type Behaviour = (response: ServerResponse, externalId: string) => void | Promise<void>;

const active: Behaviour = (response, id) => json(response, 200, decision(id, "active"));
const reset: Behaviour = (response) => {
  response.socket?.resetAndDestroy();
};
const empty =
  (status: number): Behaviour =>
  (response) => {
    response.writeHead(status).end();
  };
const page =
  (status: number): Behaviour =>
  (response) => {
    response.writeHead(status, { "Content-Type": "text/html" }).end(PAGE);
  };

/** One behaviour a mode. Those that no request can reach (a closed port, an unknown name) answer well. */
export const BEHAVIOURS: Record<Exclude<Mode, "mixed" | "flapping">, Behaviour> = {
  active,
  dns_failure: active,
  tls_error: active,
  refused: reset,
  reset,
  denied: (response, id) => json(response, 403, decision(id, "denied")),
  slow_headers: async (response, id) => {
    await sleep(SLOW_HEADERS_MS, undefined, { ref: false });
    if (!response.destroyed) json(response, 200, decision(id, "active"));
  },
  slow_body: (response, id) => drip(response, JSON.stringify(decision(id, "active"))),
  never_answers: () => undefined,
  redirect: (response) => {
    response.writeHead(302, { Location: "http://169.254.169.254/latest/meta-data/" }).end();
  },
  bad_request: (response) => json(response, 400, { message: "Unknown parameter" }),
  unauthorized: empty(401),
  forbidden: empty(403),
  denies_other: (response, id) => json(response, 403, decision(`${id}-other`, "denied")),
  not_found: (response, id) => json(response, 404, { externalId: id, message: "Unknown candidate" }),
  wrong_path: page(404),
  throttled: (response) => {
    response.writeHead(429, { "Retry-After": "2" }).end();
  },
  server_error: (response) => {
    const trace = "TypeError: candidate is undefined\n    at /srv/app.js:1";
    response.writeHead(500, { "Content-Type": "text/plain" }).end(trace);
  },
  unavailable_html: page(503),
  truncated_json: (response, id) => {
    const text = JSON.stringify(decision(id, "active"));
    response.writeHead(200, { "Content-Type": "application/json" }).end(text.slice(0, text.length / 2));
  },
  huge_body: huge,
  wrong_type: (response, id) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(JSON.stringify(decision(id, "active")));
  },
  wrong_candidate: (response, id) => json(response, 200, decision(`${id}-other`, "active")),
  wrong_schema: (response, id) => json(response, 200, { candidate: { id, state: "OK" } }),
};
