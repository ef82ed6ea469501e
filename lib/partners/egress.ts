import { type LookupAddress, lookup as resolve } from "node:dns";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { Agent, type Dispatcher } from "undici";
import { env } from "#lib/platform/env.ts";

/** Two round trips around the earth, with room for a busy process; it leaves time to answer within the budget. */
const CONNECT_TIMEOUT_MS = 500;
/** Idle sockets shorter than most servers' own limit: a socket that they have closed would look like a fault. */
const KEEP_ALIVE_MS = 3_000;
/** Sockets per partner: the bulkhead's size. */
const CONNECTIONS_PER_ORIGIN = 8;
/** A name that the system's resolver cannot answer in this time is looked up again at the call. */
const RESOLVE_AT_SAVE_MS = 2_000;
/** Where HTTPS services live; anything else is a service that was not meant for us. */
const PORTS = new Set(["", "443", "8443"]);

export type EgressReason =
  | "not_a_url"
  | "scheme"
  | "credentials_in_url"
  | "port"
  | "internal_address"
  | "no_address";

const WORDS: Record<EgressReason, string> = {
  not_a_url: "is not an address",
  scheme: "does not start with https://",
  credentials_in_url: "holds a user name or password",
  port: "names another port than 443 or 8443",
  internal_address: "leads to an address inside a private network",
  no_address: "has a name that leads to no address",
};

/** The guard's refusal: the address is not one that the portal may call. */
export class EgressRefused extends Error {
  readonly code = "EGRESS_REFUSED";
  readonly reason: EgressReason;

  constructor(reason: EgressReason) {
    super(WORDS[reason]);
    this.name = "EgressRefused";
    this.reason = reason;
  }
}

/** IPv4-compatible addresses (RFC 4291 §2.5.5.1, long deprecated): some systems still take them to the IPv4 address inside. */
const IPV4_COMPATIBLE = ipaddr.parseCIDR("::/96");

/** Whether an address is one of the public internet: everything with another name (loopback, private, link-local, mapped, …) is not. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv6" && parsed.match(IPV4_COMPATIBLE)) return false;
  return parsed.range() === "unicast";
}

/**
 * Checks an address as far as its text goes: scheme, port, credentials, literal IP addresses.
 * @param allow `host:port` entries that pass whatever they are, for partners on loopback in development.
 * @returns the parsed address, and whether the allow list let it pass.
 * @throws EgressRefused
 */
export function checkAddress(address: string, allow: string[]): { url: URL; allowed: boolean } {
  if (!URL.canParse(address)) throw new EgressRefused("not_a_url");
  const url = new URL(address);
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new EgressRefused("scheme");
  if (url.username || url.password) throw new EgressRefused("credentials_in_url");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  if (allow.includes(`${url.hostname}:${port}`)) return { url, allowed: true };
  if (url.protocol !== "https:") throw new EgressRefused("scheme");
  if (!PORTS.has(url.port)) throw new EgressRefused("port");
  // Node asks its resolver hook about names only, so literals are judged here. The URL parser has already turned
  // every other spelling (0x7f.1, 2130706433) into the plain one.
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (ipaddr.isValid(host) && !isPublicAddress(host)) throw new EgressRefused("internal_address");
  if (host === "localhost" || host.endsWith(".localhost")) throw new EgressRefused("internal_address");
  return { url, allowed: false };
}

/** Resolves a name and hands on only what it has checked: a second, different answer (rebinding) is never asked for. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = found ?? [];
    const first = addresses[0];
    if (error) return callback(error, "");
    if (!first) return callback(new EgressRefused("no_address"), "");
    if (addresses.some((entry) => !isPublicAddress(entry.address))) {
      return callback(new EgressRefused("internal_address"), "");
    }
    if (options.all) return callback(null, addresses);
    callback(null, first.address, first.family);
  });
};

function newAgent(lookup?: LookupFunction): Agent {
  return new Agent({
    connections: CONNECTIONS_PER_ORIGIN,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS, ...(lookup ? { lookup } : {}) },
  });
}

/** Partners that are called at one time by one process; the one called longest ago gives its sockets up. */
const MAX_AGENTS = 100;

/** Next bundles a module once per entry point; sockets are shared by the process. */
const home = globalThis as { assayEgress?: Map<string, Agent> };

/**
 * Sockets of a partner's own: two partners on one host must not wait for each other, or one that hangs would take the
 * other's look-ups with it.
 */
function agentOf(owner: string, allowed: boolean): Agent {
  home.assayEgress ??= new Map();
  const agents = home.assayEgress;
  const key = `${owner} ${allowed ? "allowed" : "guarded"}`;
  const agent = agents.get(key) ?? (allowed ? newAgent() : newAgent(guardedLookup));
  agents.delete(key);
  agents.set(key, agent);
  for (const [oldest, idle] of agents) {
    if (agents.size <= MAX_AGENTS) break;
    agents.delete(oldest);
    // What it still carries is finished first.
    void idle.close();
  }
  return agent;
}

/**
 * The way out for one call: the parsed address and a dispatcher that follows no redirect and connects to nothing
 * that the guard has not seen.
 * @param owner whose sockets they are: the partner's id.
 * @throws EgressRefused
 */
export function openEgress(address: string, owner: string): { url: URL; dispatcher: Dispatcher } {
  const { url, allowed } = checkAddress(address, env().EGRESS_ALLOW);
  return { url, dispatcher: agentOf(owner, allowed) };
}

/** Closes the sockets kept open: at the end of a script or a test. */
export async function closeEgress(): Promise<void> {
  const agents = [...(home.assayEgress?.values() ?? [])];
  home.assayEgress = undefined;
  await Promise.all(agents.map((agent) => agent.destroy()));
}

/**
 * The check at save: as `checkAddress`, and the name may not lead inside. A name that nobody can resolve now is
 * accepted: every call checks again.
 * @returns why the address is refused, in words that follow the field's name; null when it is fine.
 */
export async function egressProblem(address: string): Promise<string | null> {
  try {
    const { url, allowed } = checkAddress(address, env().EGRESS_ALLOW);
    if (allowed) return null;
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const refusal = await Promise.race([resolvesInside(host), after(RESOLVE_AT_SAVE_MS)]);
    return refusal ? WORDS.internal_address : null;
  } catch (error) {
    if (error instanceof EgressRefused) return error.message;
    throw error;
  }
}

function resolvesInside(host: string): Promise<boolean> {
  return new Promise((done) => {
    guardedLookup(host, { all: true }, (error) => {
      done(error instanceof EgressRefused && error.reason === "internal_address");
    });
  });
}

function after(milliseconds: number): Promise<false> {
  return new Promise((done) => setTimeout(() => done(false), milliseconds).unref());
}
