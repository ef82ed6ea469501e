import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";

/** A database slower than this serves nobody: the balancer should look elsewhere. */
const CHECK_TIMEOUT_MS = 500;
/** Until the first answer: the client loads its engine and opens its connections, which is no fault of the database. */
const FIRST_TIMEOUT_MS = 3_000;
/** Jobs that are due wait this long only when no worker works. */
const MAX_QUEUE_LAG_SECONDS = 120;
/** Three missed beats: workers write theirs every 20 s. */
const MAX_HEARTBEAT_AGE_SECONDS = 60;
/** Anyone may ask, so asking must not load the database. */
const REMEMBER_MS = 1_000;

export const READINESS_CHECKS = ["database", "migrations", "queue", "sandbox"] as const;
export type ReadinessCheck = (typeof READINESS_CHECKS)[number];

export interface Readiness {
  status: "ok" | "failing";
  failing: ReadinessCheck[];
}

let expectedMigrations: Promise<string[]> | undefined;

/** The migrations that this build was made with: the folders beside it. */
async function readMigrationNames(): Promise<string[]> {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "prisma", "migrations");
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function databaseAnswers(): Promise<boolean> {
  await db.$queryRaw`select 1`;
  return true;
}

/** A page waits this long for a database that is slow today before it gives up on it. */
const GATE_TIMEOUT_MS = 2_000;
let gate: { until: number; answer: Promise<boolean> } | undefined;

/**
 * Whether the database answers: what a page asks before it begins to render. One question a second for the whole
 * process, however many pages are opened.
 */
export function isDatabaseAnswering(): Promise<boolean> {
  const at = performance.now();
  if (!gate || at > gate.until) {
    gate = { until: at + REMEMBER_MS, answer: answersWithin(GATE_TIMEOUT_MS) };
  }
  return gate.answer;
}

async function answersWithin(milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), milliseconds);
  });
  try {
    return await Promise.race([databaseAnswers(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

async function migrationsAreAtHead(): Promise<boolean> {
  expectedMigrations ??= readMigrationNames();
  const rows = await db.$queryRaw<{ name: string }[]>`
    select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null`;
  const applied = new Set(rows.map((row) => row.name));
  return (await expectedMigrations).every((name) => applied.has(name));
}

/**
 * Work for the judge is left out: it may wait for a language that no worker has, and a portal that is taken away from
 * its candidates judges nothing the sooner. Whether there is a judge is a check of its own.
 */
async function queueKeepsUp(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ lag: number | null }[]>`
    select extract(epoch from now() - min(start_after))::float8 as lag
    from pgboss.job
    where state = 'created' and start_after <= now() and name not in ('attempts.run', 'attempts.grade-answer')`;
  return (row?.lag ?? 0) <= MAX_QUEUE_LAG_SECONDS;
}

/** At least one worker beats and its sandbox holds. */
async function sandboxHolds(): Promise<boolean> {
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    select exists (
      select 1 from worker_heartbeat
      where "selfTestOk" and "seenAt" > now() - make_interval(secs => ${MAX_HEARTBEAT_AGE_SECONDS}::float8)
    ) as alive`;
  return row?.alive ?? false;
}

/** All checks have been answered once: from then on a slow answer is a slow database. */
let isWarm = false;

async function inTime(check: ReadinessCheck, run: () => Promise<boolean>): Promise<ReadinessCheck | null> {
  const budget = isWarm ? CHECK_TIMEOUT_MS : FIRST_TIMEOUT_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((_done, fail) => {
    const giveUp = () => fail(new Error(`no answer in ${budget} ms`));
    // A process that was busy itself for that long has the answer lying there: it is read first.
    timer = setTimeout(() => setImmediate(giveUp), budget);
  });
  try {
    return (await Promise.race([run(), late])) ? null : check;
  } catch (error) {
    log.warn("readiness.failed", { check, error });
    return check;
  } finally {
    clearTimeout(timer);
  }
}

async function checkAll(): Promise<Readiness> {
  const database = await inTime("database", databaseAnswers);
  if (database) return { status: "failing", failing: [database] };
  const found = await Promise.all([
    inTime("migrations", migrationsAreAtHead),
    inTime("queue", queueKeepsUp),
    inTime("sandbox", sandboxHolds),
  ]);
  isWarm = true;
  const failing = found.filter((check) => check !== null);
  return { status: failing.length === 0 ? "ok" : "failing", failing };
}

let remembered: { at: number; answer: Promise<Readiness> } | undefined;

/** Whether this portal can do its work now, and the names of what fails. Partners and Sentry are no part of it. */
export function checkReadiness(): Promise<Readiness> {
  const at = performance.now();
  if (!remembered || at - remembered.at > REMEMBER_MS) remembered = { at, answer: checkAll() };
  return remembered.answer;
}
