import pg from "pg";
import type { Tx } from "./db.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";

/** Waiting requests a process holds at once; one more is answered with what is known now. */
const MAX_WAITERS = 500;
/** Channel names are ours, written in the code; the check keeps them so. */
const CHANNEL = /^[a-z_]{1,63}$/;

interface Listener {
  client: pg.Client;
  /** What it listens to, or is about to. */
  channels: Map<string, Promise<unknown>>;
}

interface Home {
  assayListener?: Promise<Listener>;
  assayWaiters?: Map<string, Set<() => void>>;
}

/** One connection for all waiting requests of the process, whatever bundle they are in. */
const home = globalThis as Home;

function waiters(): Map<string, Set<() => void>> {
  home.assayWaiters ??= new Map();
  return home.assayWaiters;
}

function wakeAll(): void {
  for (const group of waiters().values()) for (const wake of group) wake();
}

/** A server that does not answer a connection in this time is away. */
const CONNECT_MS = 5_000;
/** As PostgreSQL lists it in `pg_stat_activity`. */
const LISTEN_APPLICATION = "assay listen";

/** The process's one listener: made at first use, and again after it is lost. */
function theListener(): Promise<Listener> {
  if (home.assayListener) return home.assayListener;
  // Only the one in place may be taken out: its successor, made meanwhile, would go on listening to nobody's profit.
  const forget = () => {
    if (home.assayListener === made) home.assayListener = undefined;
  };
  const made: Promise<Listener> = connect(forget);
  home.assayListener = made;
  made.catch(forget);
  return made;
}

async function connect(forget: () => void): Promise<Listener> {
  const client = new pg.Client({
    connectionString: env().DATABASE_URL,
    application_name: LISTEN_APPLICATION,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
  });
  let lost = false;
  const lose = (error?: Error) => {
    if (lost) return;
    lost = true;
    forget();
    log.warn("listen.lost", { error });
    wakeAll();
    // A connection with a fault on it must not stay behind half open.
    void client.end().catch(() => undefined);
  };
  client.on("error", lose);
  client.on("end", () => lose());
  client.on("notification", ({ channel, payload }) => {
    for (const wake of waiters().get(`${channel}:${payload ?? ""}`) ?? []) wake();
  });
  try {
    await client.connect();
  } catch (error) {
    lose(error as Error);
    throw error;
  }
  // A process that only waits for notifications may end: the socket keeps nothing alive.
  (client as unknown as { connection?: { stream?: { unref?: () => void } } }).connection?.stream?.unref?.();
  return { client, channels: new Map() };
}

async function listen(channel: string): Promise<void> {
  if (!CHANNEL.test(channel)) throw new Error(`not a channel name: ${channel}`);
  const listener = await theListener();
  let listening = listener.channels.get(channel);
  if (!listening) {
    listening = listener.client.query(`listen ${channel}`);
    listener.channels.set(channel, listening);
    listening.catch(() => listener.channels.delete(channel));
  }
  await listening;
}

/** Tells every waiting process that something about `id` changed, when the transaction commits. */
export async function notify(tx: Tx, channel: string, id: string): Promise<void> {
  await tx.$executeRaw`select pg_notify(${channel}, ${id})`;
}

/** Remembers a ring that came while nobody was listening to it. */
interface Bell {
  rung: boolean;
  ring: () => void;
}

function waitForRing(bell: Bell, ms: number, abort?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      abort?.removeEventListener("abort", finish);
      bell.rung = false;
      bell.ring = () => {};
      resolve();
    };
    const timer = setTimeout(finish, ms);
    abort?.addEventListener("abort", finish, { once: true });
    bell.ring = finish;
    if (bell.rung || abort?.aborted) finish();
  });
}

function addWaiter(key: string, wake: () => void): (() => void) | null {
  const all = waiters();
  let count = 0;
  for (const group of all.values()) count += group.size;
  if (count >= MAX_WAITERS) return null;
  const group = all.get(key) ?? new Set();
  group.add(wake);
  all.set(key, group);
  return () => {
    group.delete(wake);
    if (group.size === 0 && all.get(key) === group) all.delete(key);
  };
}

export interface Signal {
  /** Resolves at a notification since the last wait, when the connection is lost, after `ms`, or when `abort` fires. */
  wait: (ms: number, abort?: AbortSignal) => Promise<void>;
  end: () => void;
}

/**
 * Subscribes to one id of a channel. Subscribe first, read the state, then wait: what happens between the read and
 * the wait is not missed. Always call `end`.
 * @returns null when the process already holds as many waiters as it may.
 */
export async function subscribe(channel: string, id: string): Promise<Signal | null> {
  const bell: Bell = { rung: false, ring: () => {} };
  const end = addWaiter(`${channel}:${id}`, () => {
    bell.rung = true;
    bell.ring();
  });
  if (!end) return null;
  try {
    await listen(channel);
  } catch (error) {
    end();
    throw error;
  }
  return { end, wait: (ms, abort) => waitForRing(bell, ms, abort) };
}
