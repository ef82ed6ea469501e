import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ensureBuild, generateClient } from "./build.ts";
import { freePort, type LocalSettings, loadEnvFile, readSettings, requireFreePort } from "./environment.ts";
import { type EmbeddedPostgres, startPostgres } from "./postgres.ts";
import { endWith, say } from "./progress.ts";
import { ROOT } from "./schema-engine.ts";
import { Supervisor } from "./supervise.ts";

/** The portal answers within seconds; a machine under load may take longer. */
const READY_TIMEOUT_MS = 60_000;

export interface Portal {
  settings: LocalSettings;
  supervisor: Supervisor;
  /** The environment that every child gets. */
  childEnv: Record<string, string | undefined>;
  databaseUrl: string;
  stop: () => Promise<void>;
}

async function database(settings: LocalSettings): Promise<{ url: string; embedded?: EmbeddedPostgres }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL };
  say("Starting the embedded PostgreSQL (set DATABASE_URL to use your own)");
  const embedded = await startPostgres({ dataDir: join(settings.dataDir, "postgres") });
  return { url: embedded.url, embedded };
}

async function migrate(url: string): Promise<void> {
  const { applyMigrations } = await import("./migrate.ts");
  const applied = await applyMigrations(url);
  say(applied.length > 0 ? `Applied ${applied.length} migration(s)` : "The database is at head");
}

async function seed(settings: LocalSettings): Promise<void> {
  if (!settings.demo) return;
  const { seedDemo } = await import("#prisma/seed.ts");
  const made = await seedDemo({ url: settings.appUrl, dataDir: settings.dataDir });
  if (made) say("Wrote the demo: four assessments, some thirty candidates");
}

/** Everything up to the point where web and worker can start. `build` is false under `next dev`. */
export async function preparePortal(options: { build: boolean }): Promise<Portal> {
  loadEnvFile();
  const settings = readSettings(process.env);
  const supervisor = new Supervisor(settings.dataDir, settings.appUrl);
  await supervisor.takeOver();
  await requireFreePort(settings.host, settings.port);
  await generateClient();
  const { url, embedded } = await database(settings);
  supervisor.setDatabase(url);
  const stop = async () => {
    await supervisor.stop(["web", "worker", "partner simulator", "spotlight"]);
    const [{ closeSender }, { disconnectDb }] = await Promise.all([
      import("#lib/platform/queue.ts"),
      import("#lib/platform/db.ts"),
    ]);
    await Promise.all([closeSender(), disconnectDb()]);
    await embedded?.stop();
  };
  try {
    const simulatorPort = await freePort();
    const childEnv = environmentFor(settings, url, simulatorPort);
    Object.assign(process.env, childEnv);
    await migrate(url);
    if (options.build) await ensureBuild();
    await seed(settings);
    if (settings.local && settings.demo) keepSimulator(supervisor, simulatorPort, childEnv);
    return { settings, supervisor, childEnv, databaseUrl: url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function keepSimulator(supervisor: Supervisor, port: number, env: Record<string, string | undefined>): void {
  const args = [join(ROOT, "bin", "partner-simulator.ts"), "--port", String(port)];
  supervisor.keep({ name: "partner simulator", args, env, output: "ignore" });
}

function environmentFor(
  settings: LocalSettings,
  databaseUrl: string,
  simulatorPort: number,
): Record<string, string | undefined> {
  const allow = [process.env.EGRESS_ALLOW, ...(settings.local ? [`127.0.0.1:${simulatorPort}`] : [])];
  return {
    NODE_ENV: "production",
    ASSAY_LOCAL: settings.local ? "1" : undefined,
    DATABASE_URL: databaseUrl,
    ASSAY_DATA_DIR: settings.dataDir,
    NEXTAUTH_SECRET: settings.secret,
    NEXTAUTH_URL: settings.appUrl,
    APP_URL: settings.appUrl,
    HOST: settings.host,
    PORT: String(settings.port),
    EGRESS_ALLOW: allow.filter(Boolean).join(","),
    ASSAY_DEMO_PARTNER_URL: process.env.ASSAY_DEMO_PARTNER_URL || `http://127.0.0.1:${simulatorPort}`,
    NEXT_TELEMETRY_DISABLED: "1",
  };
}

/** Keeps the web running. Its log lines go to the console, or nowhere. */
export function keepWeb({ supervisor, settings, childEnv }: Portal, output: "inherit" | "ignore"): void {
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const args = [next, "start", "--hostname", settings.host, "--port", String(settings.port)];
  supervisor.keep({ name: "web", args, env: childEnv, output });
}

/** Keeps a worker running, which begins by trying its sandbox. */
export function keepWorker({ supervisor, childEnv }: Portal, output: "inherit" | "ignore"): void {
  const args = [join(ROOT, "bin", "worker.ts"), "--supervised"];
  supervisor.keep({ name: "worker", args, env: childEnv, output });
}

/** Waits until the web answers its liveness probe. */
export async function waitForWeb(settings: LocalSettings): Promise<void> {
  const host = settings.host === "0.0.0.0" || settings.host === "::" ? "127.0.0.1" : settings.host;
  for (const since = Date.now(); Date.now() - since < READY_TIMEOUT_MS; ) {
    const answer = await fetch(`http://${host}:${settings.port}/api/health/live`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`the web did not answer on port ${settings.port} within ${READY_TIMEOUT_MS / 1000} s`);
}

/**
 * Stops the portal at SIGINT or SIGTERM. One Ctrl+C arrives twice (the terminal signals the whole group, and npm passes
 * it on), and a service manager may signal every process: repeats are ignored, for stopping is bounded in time.
 */
export function stopOnSignals(portal: Portal): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    say(`${signal}: finishing what runs, then stopping`);
    portal.stop().then(() => {
      say("Stopped");
      process.exit(0);
    }, endWith);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
}
