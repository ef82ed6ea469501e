import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

/*
 * A Sentry that we can look into: it speaks the envelope protocol over real HTTP to the real SDKs, and remembers.
 */

const WAIT_MS = 10_000;
/** Longer than an SDK needs to put an event on the wire. */
const QUIET_MS = 1_000;

/** The parts of an event that tests look at. */
export interface SinkEvent {
  event_id?: string;
  level?: string;
  message?: string;
  platform?: string;
  fingerprint?: string[];
  tags?: Record<string, string>;
  user?: { id?: string; email?: string };
  request?: { url?: string; method?: string; headers?: Record<string, string>; [other: string]: unknown };
  contexts?: Record<string, Record<string, unknown>>;
  exception?: { values?: { type?: string; value?: string; mechanism?: { handled?: boolean } }[] };
  transaction?: string;
  release?: string;
  environment?: string;
}

/** How the sink treats who reports to it. `flood` and `trickle` answer well and then never stop answering. */
export type SinkMode = "ok" | "hang" | "throttle" | "error" | "flood" | "trickle";

const FLOOD = "x".repeat(64 * 1024);
const TRICKLE_MS = 20;

/** Sends for as long as anybody listens: as fast as they read, or a byte at a time. */
function sendForEver(response: ServerResponse, mode: "flood" | "trickle"): void {
  response.writeHead(200, { "Content-Type": "application/json" });
  if (mode === "trickle") {
    const timer = setInterval(() => response.write("x"), TRICKLE_MS);
    response.once("close", () => clearInterval(timer));
    return;
  }
  const pour = () => {
    while (!response.destroyed && response.write(FLOOD));
  };
  response.on("drain", pour);
  pour();
}

type Predicate = (event: SinkEvent) => boolean;
interface Waiter {
  matches: Predicate;
  found: (event: SinkEvent) => void;
}

export interface SentrySink {
  dsn: string;
  /** Every event since the start or the last `clear`. */
  readonly events: readonly SinkEvent[];
  /** Every envelope as it came, for looking for what must not be in there. */
  readonly raw: readonly string[];
  setMode: (mode: SinkMode) => void;
  clear: () => void;
  /** The first event, past or to come, that matches. */
  waitForEvent: (matches: Predicate, timeoutMs?: number) => Promise<SinkEvent>;
  /** Fails as soon as a matching event is there or comes, until `after` is settled and the wire has been quiet. */
  expectNoEvent: (matches: Predicate, after?: Promise<unknown>) => Promise<void>;
  stop: () => Promise<void>;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return (request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString("utf8");
}

/** An envelope is lines of JSON: its header, then a header and a payload for each item. */
export function parseEnvelope(envelope: string): SinkEvent[] {
  const lines = envelope.split("\n").filter(Boolean);
  const events: SinkEvent[] = [];
  for (let index = 1; index + 1 < lines.length; index += 2) {
    const header = JSON.parse(lines[index] ?? "{}") as { type?: string };
    if (header.type === "event") events.push(JSON.parse(lines[index + 1] ?? "{}") as SinkEvent);
  }
  return events;
}

function answer(response: ServerResponse, mode: Exclude<SinkMode, "hang">): void {
  if (mode === "flood" || mode === "trickle") {
    sendForEver(response, mode);
    return;
  }
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("Access-Control-Allow-Headers", "*");
  if (mode === "throttle") response.setHeader("Retry-After", "60");
  response.statusCode = { ok: 200, throttle: 429, error: 500 }[mode];
  response.end("{}");
}

const describeEvent = (event: SinkEvent) =>
  `${event.level}: ${event.message ?? event.exception?.values?.map((each) => `${each.type} ${each.value}`).join(" < ")}`;

class Sink implements SentrySink {
  dsn = "";
  readonly events: SinkEvent[] = [];
  readonly raw: string[] = [];
  #mode: SinkMode = "ok";
  #lastAt = performance.now();
  readonly #waiters = new Set<Waiter>();
  readonly #server: Server = createServer((request, response) => void this.#receive(request, response));

  async listen(): Promise<this> {
    await new Promise<void>((done, fail) => this.#server.once("error", fail).listen(0, "127.0.0.1", done));
    this.dsn = `http://public@127.0.0.1:${(this.#server.address() as AddressInfo).port}/1`;
    return this;
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#lastAt = performance.now();
    if (request.method === "OPTIONS") return answer(response, "ok");
    const mode = this.#mode;
    const envelope = await readBody(request);
    if (mode !== "ok") {
      if (mode !== "hang") answer(response, mode);
      return;
    }
    this.raw.push(envelope);
    for (const event of parseEnvelope(envelope)) {
      this.events.push(event);
      for (const waiter of this.#waiters) if (waiter.matches(event)) waiter.found(event);
    }
    answer(response, "ok");
  }

  setMode = (mode: SinkMode): void => {
    this.#mode = mode;
  };

  clear = (): void => {
    this.events.length = 0;
    this.raw.length = 0;
  };

  waitForEvent = (matches: Predicate, timeoutMs = WAIT_MS): Promise<SinkEvent> => {
    const known = this.events.find(matches);
    if (known) return Promise.resolve(known);
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        const seen = this.events.map(describeEvent).join("\n  ") || "none";
        fail(new Error(`No such event reached the sink within ${timeoutMs} ms. What did:\n  ${seen}`));
      }, timeoutMs);
      const waiter: Waiter = {
        matches,
        found: (event) => {
          clearTimeout(timer);
          this.#waiters.delete(waiter);
          done(event);
        },
      };
      this.#waiters.add(waiter);
    });
  };

  expectNoEvent = async (matches: Predicate, after: Promise<unknown> = Promise.resolve()): Promise<void> => {
    let waiter: Waiter | undefined;
    const unwanted = new Promise<SinkEvent>((found) => {
      waiter = { matches, found };
      this.#waiters.add(waiter);
    });
    try {
      const known = this.events.find(matches);
      const seen = known ?? (await Promise.race([unwanted, after.then(() => this.#quiet())]));
      if (seen) throw new Error(`This event should not have reached the sink: ${describeEvent(seen)}`);
    } finally {
      if (waiter) this.#waiters.delete(waiter);
    }
  };

  /** Resolves when nothing has arrived for QUIET_MS. */
  async #quiet(): Promise<undefined> {
    for (;;) {
      const rest = this.#lastAt + QUIET_MS - performance.now();
      if (rest <= 0) return undefined;
      await new Promise((done) => setTimeout(done, rest));
    }
  }

  stop = async (): Promise<void> => {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  };
}

/** Starts a sink on a free port of loopback. */
export function startSink(): Promise<SentrySink> {
  return new Sink().listen();
}
