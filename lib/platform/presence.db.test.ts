import { once } from "node:events";
import net from "node:net";
import { afterEach, expect, test } from "vitest";
import { db } from "./db.ts";
import { env } from "./env.ts";
import { Prisma } from "./generated/client.ts";
import { holdPresence, isPresentSql } from "./presence.ts";

/* The way to the database goes through a door that can be shut: connections end, and new ones are refused. */

const WORKER = "worker-behind-the-door";
const FAR = { timeout: 20_000, interval: 100 };

class Door {
  #server: net.Server | undefined;
  #port = 0;
  readonly #open = new Set<net.Socket>();
  readonly target = new URL(env().DATABASE_URL);

  async open(): Promise<string> {
    this.#server = net.createServer((near) => {
      const far = net.connect(Number(this.target.port), this.target.hostname);
      for (const socket of [near, far]) {
        this.#open.add(socket);
        socket.on("error", () => undefined);
        socket.on("close", () => {
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
    this.#port = (this.#server.address() as net.AddressInfo).port;
    const url = new URL(this.target);
    url.hostname = "127.0.0.1";
    url.port = String(this.#port);
    return url.toString();
  }

  async shut(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    this.#open.clear();
    const closed = this.#server && once(this.#server, "close");
    this.#server?.close();
    await closed;
  }
}

const door = new Door();
let presence: { stop: () => Promise<void> } | undefined;
afterEach(async () => {
  await presence?.stop();
  await door.shut();
});

/** Connections that hold a presence lock of this database or wait for one. */
async function lockers(): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(distinct pid)::int as n from pg_locks
    where locktype = 'advisory' and objsubid = 2
      and database = (select oid from pg_database where datname = current_database())`;
  return row?.n ?? 0;
}

async function isPresent(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ present: boolean }[]>`
    select ${isPresentSql(Prisma.sql`${WORKER}::text`)} as present`;
  return row?.present ?? false;
}

async function connections(): Promise<number> {
  const [row] = await db.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and application_name = 'assay presence'`;
  return row?.n ?? 0;
}

const seconds = (n: number) => new Promise((resolve) => setTimeout(resolve, n * 1000));

test("a worker that loses the database again and again comes back with one connection, and leaves with none", async () => {
  presence = await holdPresence(WORKER, await door.open());
  expect(await isPresent()).toBe(true);
  for (const outage of [3.5, 1, 1.5]) {
    await door.shut();
    await seconds(outage);
    await expect.poll(isPresent, FAR).toBe(false);
    await door.open();
    await expect.poll(isPresent, FAR).toBe(true);
  }
  // What a second reconnect would bring comes within this.
  await seconds(1.5);
  expect(await lockers()).toBe(1);
  expect(await connections()).toBe(1);
  await presence.stop();
  presence = undefined;
  await expect.poll(connections, FAR).toBe(0);
}, 60_000);

test("a worker whose former connection still holds its lock does not wait for it inside the database", async () => {
  const url = await door.open();
  const former = await holdPresence(WORKER, url);
  const opening = holdPresence(WORKER, url);
  await expect.poll(connections, FAR).toBe(2);
  const [row] = await db.$queryRaw<
    { n: number }[]
  >`select count(*)::int as n from pg_locks where not granted`;
  expect(row?.n).toBe(0);
  await former.stop();
  presence = await opening;
  expect(await isPresent()).toBe(true);
  expect(await connections()).toBe(1);
}, 30_000);
