import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { freePort, ROOT, startChild, waitUntilReady } from "./child.ts";

/** A cold start makes a database, applies migrations and judges the demo's submissions. */
const READY_MS = 180_000;

interface Account {
  email: string;
  password: string;
}

/** `.data/demo.json`, as contract §1 promises it. */
export interface Demo {
  url: string;
  owner: Account;
  reviewer: Account;
  candidate: Account & { invitationId: string };
  partnerCandidate: Account & { externalId: string };
  partner: { slug: string; apiKey: string; webhookSecret: string };
  greenhouse: { apiKey: string };
  assessment: { id: string; slug: string };
}

export interface PortalOptions {
  /** Its folder below .data/e2e; everything that it writes is in there. */
  name: string;
  env?: Record<string, string>;
}

export interface RunningPortal {
  url: string;
  dataDir: string;
  logPath: string;
  /** Who can sign in. */
  demo: Demo;
  /** Connection string of its embedded database. */
  databaseUrl: () => string;
  output: () => string;
  stop: () => Promise<void>;
}

/** Settings of the shell that runs the tests must not reach a portal under test. */
const NEUTRAL = {
  NODE_ENV: "",
  DATABASE_URL: "",
  TEST_DATABASE_URL: "",
  NEXTAUTH_SECRET: "",
  APP_URL: "",
  SENTRY_DSN: "",
  NEXT_PUBLIC_SENTRY_DSN: "",
  SMTP_URL: "",
  EGRESS_ALLOW: "",
};

function readJson<Shape>(path: string): Shape {
  if (!existsSync(path)) throw new Error(`${path} is missing: the portal did not write it`);
  return JSON.parse(readFileSync(path, "utf8")) as Shape;
}

/** Starts the real portal, built for production, with the supervisor, a worker and a database of its own. */
export async function startPortal({ name, env = {} }: PortalOptions): Promise<RunningPortal> {
  const dataDir = join(ROOT, ".data", "e2e", name);
  rmSync(dataDir, { recursive: true, force: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const logPath = join(ROOT, "test-results", `${name}.log`);
  const settings = { ...NEUTRAL, ASSAY_DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: String(port), ...env };
  const child = startChild("bin/start.ts", [], settings, logPath);
  const isReady = async () => {
    if (!/^\S* ?Ready$|Assay runs at/m.test(child.output())) return false;
    const answer = await fetch(`${url}/api/health/ready`).catch(() => undefined);
    return answer?.ok ?? false;
  };
  try {
    await waitUntilReady(child, isReady, "The portal", READY_MS);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return {
    url,
    dataDir,
    logPath,
    get demo() {
      return readJson<Demo>(join(dataDir, "demo.json"));
    },
    databaseUrl: () => readJson<{ databaseUrl: string }>(join(dataDir, "running.json")).databaseUrl,
    output: child.output,
    stop: async () => {
      await child.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const WEB_READY_MS = 60_000;

/** One more web process on a running portal's database, as a second machine would run it, with settings of its own. */
export async function startSecondWeb(
  portal: RunningPortal,
  { name, env = {} }: PortalOptions,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    ...NEUTRAL,
    NODE_ENV: "production",
    ASSAY_LOCAL: "1",
    ASSAY_DATA_DIR: portal.dataDir,
    DATABASE_URL: portal.databaseUrl(),
    NEXTAUTH_SECRET: readFileSync(join(portal.dataDir, "secret"), "utf8").trim(),
    NEXTAUTH_URL: url,
    APP_URL: url,
    ...env,
  };
  const next = "node_modules/next/dist/bin/next";
  const log = join(ROOT, "test-results", `${name}.log`);
  const child = startChild(next, ["start", "--hostname", "127.0.0.1", "--port", port], settings, log);
  const isReady = async () => (await fetch(`${url}/api/health/live`).catch(() => undefined))?.ok ?? false;
  try {
    await waitUntilReady(child, isReady, "A second web", WEB_READY_MS);
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { url, stop: () => child.stop() };
}
