import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { applyMigrations } from "#bin/setup/migrate.ts";
import { type EmbeddedPostgres, startPostgres } from "#bin/setup/postgres.ts";

/*
 * Database tests run on a real PostgreSQL: a template database is migrated once a run, and every test file gets a
 * clone of its own (prisma/testing-database.ts), so that no test sees another's rows.
 */

declare module "vitest" {
  export interface ProvidedContext {
    /** Connection string of the server, database `postgres`. */
    adminUrl: string;
    /** Name of the migrated database to clone. */
    templateName: string;
  }
}

const CLUSTERS = resolve(".data", "test-postgres");

/** @returns the same connection string for another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

/** Runs one statement that must stand outside a transaction, on a connection of its own. */
export async function runAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A run that was killed leaves its cluster behind, named after its process id, perhaps with the server running. */
function clearAbandoned(): void {
  mkdirSync(CLUSTERS, { recursive: true });
  for (const name of readdirSync(CLUSTERS)) {
    if (isAlive(Number.parseInt(name, 10))) continue;
    const folder = join(CLUSTERS, name);
    try {
      const server = Number.parseInt(readFileSync(join(folder, "postmaster.pid"), "utf8"), 10);
      const command = readFileSync(`/proc/${server}/cmdline`, "utf8");
      if (command.includes(folder)) process.kill(server, "SIGKILL");
    } catch {
      // It was stopped in order.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startServer(): Promise<EmbeddedPostgres> {
  clearAbandoned();
  return startPostgres({ dataDir: join(CLUSTERS, String(process.pid)), unsafeFast: true });
}

/** PostgreSQL clones only a database that nobody is connected to. */
async function closeToAll(adminUrl: string, name: string): Promise<void> {
  await runAdmin(adminUrl, `alter database ${name} allow_connections false`);
  await runAdmin(
    adminUrl,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  );
}

/** Drops the template and every clone of it. */
async function dropClones(adminUrl: string, templateName: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const like = "select datname from pg_database where starts_with(datname, $1)";
    const { rows } = await client.query<{ datname: string }>(like, [templateName]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
}

/** Vitest's global set-up of the project "db": TEST_DATABASE_URL (a role that may create databases), or our own server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? undefined : await startServer();
  const adminUrl = withDatabase(given ?? server?.url ?? "", "postgres");
  const templateName = `assay_test_${process.pid}_template`;
  await runAdmin(adminUrl, `create database ${templateName}`);
  await applyMigrations(withDatabase(adminUrl, templateName));
  await closeToAll(adminUrl, templateName);
  project.provide("adminUrl", adminUrl);
  project.provide("templateName", templateName);
  return async () => {
    await dropClones(adminUrl, templateName);
    await server?.stop();
    if (server) clearCluster();
  };
}

function clearCluster(): void {
  const folder = join(CLUSTERS, String(process.pid));
  for (const path of [folder, `${folder}.password`]) rmSync(path, { recursive: true, force: true });
}
