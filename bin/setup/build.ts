import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainFailure, say } from "./progress.ts";
import { ROOT } from "./schema-engine.ts";

const STAMP = join(ROOT, ".next", "assay-build");
const CLIENT_STAMP = join(ROOT, "lib", "platform", "generated", ".schema");
/** What a build is made of; tests and documents are not. */
const INPUTS = [
  "app",
  "lib",
  "prisma/schema",
  "public",
  "package-lock.json",
  "next.config.ts",
  "postcss.config.mjs",
  "proxy.ts",
  "instrumentation.ts",
  "instrumentation-client.ts",
  "sentry.client.config.ts",
  "sentry.server.config.ts",
  "tsconfig.json",
];
const IGNORED = /(\.test\.ts|\.db\.test\.ts|\.md)$|[\\/]generated[\\/]/;

function* filesBelow(path: string): Generator<string> {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

function hashOf(inputs: string[]): string {
  const hash = createHash("sha256");
  for (const input of inputs) {
    for (const file of filesBelow(join(ROOT, input))) {
      if (!IGNORED.test(file)) hash.update(file.slice(ROOT.length)).update("\0").update(readFileSync(file));
    }
  }
  return hash.digest("hex");
}

function runNode(
  args: string[],
  environment: Record<string, string> = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...environment },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  return new Promise((done) => child.once("exit", (code) => done({ code, output })));
}

/** Generates the database client when the schema has changed since. No engine is downloaded. */
export async function generateClient(): Promise<void> {
  const wanted = hashOf(["prisma/schema", "package-lock.json"]);
  if (existsSync(CLIENT_STAMP) && readFileSync(CLIENT_STAMP, "utf8") === wanted) return;
  say("Generating the database client");
  const environment = {
    PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    CHECKPOINT_DISABLE: "1",
  };
  const { code, output } = await runNode(
    [join(ROOT, "node_modules", "prisma", "build", "index.js"), "generate"],
    environment,
  );
  if (code !== 0) throw new PlainFailure(`The database client could not be generated:\n${output.trim()}`);
  writeFileSync(CLIENT_STAMP, wanted);
}

/** Builds the web app when there is no build, or one of other sources. */
export async function ensureBuild(): Promise<void> {
  const wanted = hashOf(INPUTS);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  say("Building the web app: half a minute to three minutes");
  const beat = setInterval(() => say("… still building"), 10_000);
  rmSync(STAMP, { force: true });
  const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
  const { code, output } = await runNode([next, "build"], {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  clearInterval(beat);
  if (code !== 0) {
    const full = /ENOSPC/.test(output) ? "The disk is full. Free some room and start again.\n" : "";
    throw new PlainFailure(`${full}The build failed:\n${output.trim().slice(-6000)}`);
  }
  writeFileSync(STAMP, wanted);
  say("Built");
}
