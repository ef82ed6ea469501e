import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { PlainFailure } from "./progress.ts";
import { ROOT } from "./schema-engine.ts";

/** What set-up knows before there is a database: the product's own `env()` needs one. */
export interface LocalSettings {
  /** False where the operator set NODE_ENV=production: nothing is generated, nothing is faked. */
  local: boolean;
  host: string;
  port: number;
  appUrl: string;
  dataDir: string;
  demo: boolean;
  secret: string;
}

/** The data folder, made private to its owner at first use. */
export function dataDirOf(environment: NodeJS.ProcessEnv): string {
  const dataDir = resolve(ROOT, environment.ASSAY_DATA_DIR || ".data");
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  return dataDir;
}

/** Reads .env when there is one; what the shell set stands. */
export function loadEnvFile(): void {
  const path = join(ROOT, ".env");
  if (existsSync(path)) process.loadEnvFile(path);
}

function secretOf(environment: NodeJS.ProcessEnv, dataDir: string, local: boolean): string {
  if (environment.NEXTAUTH_SECRET) return environment.NEXTAUTH_SECRET;
  if (!local)
    throw new PlainFailure("Set NEXTAUTH_SECRET: openssl rand -base64 48. In production none is made up.");
  const path = join(dataDir, "secret");
  if (!existsSync(path)) writeFileSync(path, randomBytes(48).toString("base64"), { mode: 0o600 });
  return readFileSync(path, "utf8").trim();
}

/**
 * Settles host, port, data folder and secret for a portal on this machine.
 * @throws PlainFailure when the port is no number or the secret is missing in production.
 */
export function readSettings(environment: NodeJS.ProcessEnv): LocalSettings {
  const local = environment.NODE_ENV !== "production";
  const dataDir = dataDirOf(environment);
  const host = environment.HOST || "127.0.0.1";
  const port = Number(environment.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new PlainFailure(`PORT=${environment.PORT} is no port. Set a number from 1 to 65535.`);
  }
  const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  return {
    local,
    host,
    port,
    appUrl: (environment.APP_URL || `http://${shown}:${port}`).replace(/\/$/, ""),
    dataDir,
    demo: environment.ASSAY_DEMO ? environment.ASSAY_DEMO !== "0" : local,
    secret: secretOf(environment, dataDir, local),
  };
}

/** @throws PlainFailure in one sentence when something else listens there. */
export async function requireFreePort(host: string, port: number): Promise<void> {
  const server = createServer();
  try {
    await new Promise<void>((done, fail) => server.once("error", fail).listen(port, host, done));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new PlainFailure(
        `Port ${port} on ${host} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`,
      );
    }
    if (code === "EACCES")
      throw new PlainFailure(`Port ${port} needs more rights. Choose one above 1023: PORT=3000 npm start`);
    throw new PlainFailure(
      `Assay cannot listen on ${host}:${port} (${code}). Set HOST to an address of this machine.`,
    );
  }
  await new Promise((done) => server.close(done));
}

/** A port that nothing uses now, on loopback. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once("error", fail).listen(0, "127.0.0.1", done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (!address || typeof address === "string") throw new Error("the system gave no free port");
  return address.port;
}
