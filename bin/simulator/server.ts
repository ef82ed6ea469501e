import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { BEHAVIOURS, chooseMode, MODES, type Mode, modeNamed } from "./modes.ts";

const HOST = "127.0.0.1";
const CANDIDATE_PATH = /^(?:\/[^?]*)?\/candidates\/([^/?]+)(?:\?|$)/;

export interface Simulator {
  port: number;
  /** `host:port` for EGRESS_ALLOW. */
  address: string;
  /** Where `/__control` and `/__log` answer even while the port itself refuses. */
  controlUrl: string;
  /** The lookup address that shows a mode: a name or scheme of its own for the two that no answer can show. */
  lookupUrl: (mode?: Mode) => string;
  /** Sets the mode for everyone, or for one candidate until `setMode` for everyone. */
  setMode: (mode: Mode, externalId?: string) => Promise<void>;
  counts: () => { total: number; byMode: Record<string, number>; byCandidate: Record<string, number> };
  stop: () => Promise<void>;
}

export interface SimulatorOptions {
  /** A free one when 0 or unset. */
  port?: number;
  mode?: Mode;
  random?: () => number;
  /** Told of each request, for the terminal. */
  onRequest?: (externalId: string, mode: Mode) => void;
}

class Partner implements Simulator {
  port = 0;
  controlUrl = "";
  readonly #service: Server;
  readonly #control: Server;
  readonly #options: SimulatorOptions;
  readonly #modes = new Map<string, Mode>();
  #mode: Mode;
  #total = 0;
  #byMode: Record<string, number> = {};
  #byCandidate: Record<string, number> = {};

  constructor(options: SimulatorOptions) {
    this.#options = options;
    this.#mode = options.mode ?? "mixed";
    this.#service = createServer((request, response) => this.#answer(request, response));
    this.#control = createServer((request, response) => this.#answer(request, response));
  }

  get address(): string {
    return `${HOST}:${this.port}`;
  }

  lookupUrl(mode: Mode = this.#mode): string {
    if (mode === "dns_failure") return `http://no-such-partner.invalid:${this.port}`;
    return `${mode === "tls_error" ? "https" : "http"}://${this.address}`;
  }

  async start(): Promise<void> {
    this.controlUrl = `http://${HOST}:${await listen(this.#control, 0)}`;
    const { port } = this.#options;
    this.port = port ? await listen(this.#service, port) : await listenReserved(this.#service);
    if (this.#mode === "refused") await close(this.#service);
  }

  async setMode(mode: Mode, externalId?: string): Promise<void> {
    if (externalId !== undefined) {
      this.#modes.set(externalId, mode);
      return;
    }
    this.#modes.clear();
    this.#mode = mode;
    if (mode === "refused") await close(this.#service);
    else if (!this.#service.listening) await listen(this.#service, this.port);
  }

  counts() {
    return { total: this.#total, byMode: { ...this.#byMode }, byCandidate: { ...this.#byCandidate } };
  }

  async stop(): Promise<void> {
    await Promise.all([close(this.#service), close(this.#control)]);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? "/";
    if (url === "/__control" && request.method === "POST") return this.#steer(request, response);
    if (url === "/__log") return send(response, 200, { ...this.counts(), mode: this.#mode });
    const encoded = CANDIDATE_PATH.exec(url)?.[1];
    if (request.method !== "GET" || encoded === undefined) {
      return send(response, 404, { message: "GET /candidates/{externalId}" });
    }
    const externalId = decode(encoded);
    const mode = this.#modes.get(externalId) ?? this.#mode;
    const chosen = chooseMode(mode, this.#total, this.#options.random ?? Math.random);
    this.#total += 1;
    this.#byMode[chosen] = (this.#byMode[chosen] ?? 0) + 1;
    this.#byCandidate[externalId] = (this.#byCandidate[externalId] ?? 0) + 1;
    this.#options.onRequest?.(externalId, chosen);
    const behaviour = BEHAVIOURS[chosen as keyof typeof BEHAVIOURS] ?? BEHAVIOURS.active;
    await behaviour(response, externalId);
  }

  async #steer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readControl(request);
    const mode = asked && modeNamed(asked.mode);
    if (!mode) {
      send(response, 422, { message: `mode must be one of ${Object.keys(MODES).join(", ")}` });
      return;
    }
    // The answer is on its way before the port closes.
    const sent = new Promise((done) => response.once("close", done));
    send(response, 200, { mode, lookupUrl: this.lookupUrl(mode), controlUrl: this.controlUrl });
    if (mode === "refused") await sent;
    await this.setMode(mode, asked.externalId);
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "Content-Type": "application/json", Connection: "close" })
    .end(JSON.stringify(body));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

async function readControl(
  request: IncomingMessage,
): Promise<{ mode: string; externalId?: string } | undefined> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  try {
    const { mode, externalId } = JSON.parse(text) as { mode?: unknown; externalId?: unknown };
    if (typeof mode !== "string") return undefined;
    return { mode, ...(typeof externalId === "string" ? { externalId } : {}) };
  } catch {
    return undefined;
  }
}

/** Below the ports that systems hand out: nobody is given this one while the service refuses connections. */
const RESERVED = { first: 20_000, count: 12_000 };

async function listenReserved(server: Server): Promise<number> {
  for (;;) {
    try {
      return await listen(server, RESERVED.first + Math.floor(Math.random() * RESERVED.count));
    } catch (error) {
      if ((error as { code?: unknown }).code !== "EADDRINUSE") throw error;
    }
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.listen(port, HOST, () => {
      server.off("error", fail);
      const address = server.address();
      done(typeof address === "object" && address ? address.port : port);
    });
  });
}

/** Stops listening and ends what is open, also the connections that are left hanging on purpose. */
function close(server: Server): Promise<void> {
  return new Promise((done) => {
    if (!server.listening) return done();
    server.close(() => done());
    server.closeAllConnections();
  });
}

/** Starts a partner's lookup service on loopback that misbehaves as told: a real server, faults included. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const partner = new Partner(options);
  await partner.start();
  return partner;
}
