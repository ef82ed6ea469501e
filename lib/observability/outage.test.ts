import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Sentry from "@sentry/core";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "#bin/setup/postgres.ts";
import { type SentrySink, startSink } from "#e2e/sink.ts";

/* A real PostgreSQL that stops in the middle, and the real SDK of a worker against a real envelope sink. */

const folder = mkdtempSync(join(tmpdir(), "assay-outage-"));
const written = vi.spyOn(process.stderr, "write").mockReturnValue(true);
let sink: SentrySink;
let server: EmbeddedPostgres;

beforeAll(async () => {
  [sink, server] = await Promise.all([
    startSink(),
    startPostgres({ dataDir: join(folder, "postgres"), unsafeFast: true }),
  ]);
  Object.assign(process.env, { SENTRY_DSN: sink.dsn, DATABASE_URL: server.url });
  vi.resetModules();
});
afterAll(async () => {
  written.mockRestore();
  await Sentry.close(500);
  await Promise.all([sink.stop(), server.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** What this was refused with. */
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A program that is gone before it has read what it is given, as a box may be. */
const brokenPipe = () =>
  new Promise<unknown>((resolve) => {
    const child = execFile(process.execPath, ["--eval", "process.exit()"]);
    child.stdin?.on("error", resolve);
    child.stdin?.write("x".repeat(1_000_000));
  });

test("work in the background that a stopped database ends is an outage; what else breaks stays a bug", async () => {
  const { initWorkerObservability } = await import("./worker.ts");
  const { reportFault } = await import("./report.ts");
  const { db, disconnectDb } = await import("#lib/platform/db.ts");
  const { isDatabaseGone } = await import("#lib/platform/database-away.ts");
  initWorkerObservability();

  const defect = await failureOf(db.$queryRaw`select nothing from nowhere`);
  const raw = new pg.Client({ connectionString: server.url });
  raw.on("error", () => undefined);
  await raw.connect();
  const running = Promise.all([
    failureOf(db.$queryRaw`select pg_sleep(4)`),
    failureOf(db.$transaction((tx) => tx.$queryRaw`select pg_sleep(4)`)),
    failureOf(raw.query("select pg_sleep(4)")),
  ]);
  await vi.waitFor(async () => {
    const [found] = await db.$queryRaw<{ asleep: bigint }[]>`
      select count(*) as asleep from pg_stat_activity where wait_event = 'PgSleep'`;
    expect(Number(found?.asleep)).toBe(3);
  });
  await server.stop();
  const outages = [
    ...(await running),
    await failureOf(db.$queryRaw`select 1`),
    await failureOf(db.user.count()),
    await failureOf(db.$transaction((tx) => tx.user.count())),
    await failureOf(new pg.Client({ connectionString: server.url }).connect()),
  ];
  await disconnectDb();
  expect(outages.map(isDatabaseGone)).toEqual(outages.map(() => true));
  for (const error of outages) reportFault(error, { where: "job" });
  const event = await sink.waitForEvent(({ level }) => level === "warning");
  expect(event).toMatchObject({ fingerprint: ["database-away"], tags: { noise: "known" } });

  const foreign = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:25"), {
    ...{ code: "ECONNREFUSED", syscall: "connect", port: 25 },
  });
  const bugs = [defect, await brokenPipe(), foreign];
  expect(bugs.map(isDatabaseGone)).toEqual([false, false, true]);
  for (const error of bugs) reportFault(error, { where: "job" });
  await Sentry.flush(2_000);
  expect(sink.events.map(({ level }) => level).sort()).toEqual(["error", "error", "error", "warning"]);
});
