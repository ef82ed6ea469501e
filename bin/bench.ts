import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Row } from "#bench/report.ts";
import { startSink } from "#e2e/sink.ts";
import { freePort } from "./setup/environment.ts";
import {
  keepWeb,
  keepWorker,
  type Portal,
  preparePortal,
  stopOnSignals,
  waitForWeb,
} from "./setup/portal.ts";
import { endWith, say } from "./setup/progress.ts";
import { ROOT } from "./setup/schema-engine.ts";
import { startSimulator } from "./simulator/server.ts";

/* npm run bench [-- room]: what contract §8 promises, measured as ratios in one run against a portal and a database of its own. */

const DATA_DIR = join(ROOT, ".data", "bench");
const RESULT = join(ROOT, "bench", "latest.json");

/** Settings of the shell, or of .env, must not reach what is measured: above all no database that somebody uses. */
function isolate(port: number, egress: string, sentry: string): void {
  Object.assign(process.env, {
    NODE_ENV: "",
    ASSAY_DATA_DIR: DATA_DIR,
    DATABASE_URL: "",
    NEXTAUTH_SECRET: "",
    APP_URL: "",
    HOST: "127.0.0.1",
    PORT: String(port),
    // Who runs Assay has Sentry on: what it costs belongs to both sides of every ratio.
    SENTRY_DSN: sentry,
    NEXT_PUBLIC_SENTRY_DSN: "",
    SMTP_URL: "",
    ASSAY_DEMO: "0",
    EGRESS_ALLOW: egress,
  });
}

/** Last, because only this one needs a worker, which would be beside all others. */
async function measureRun(portal: Portal): Promise<Row[]> {
  const { measureRunButton } = await import("#bench/judge/run-button.ts");
  const { readSandboxReport } = await import("#lib/worker/heartbeat.ts");
  const since = new Date();
  keepWorker(portal, "ignore");
  while (!(await readSandboxReport(since))) await sleep(100);
  return measureRunButton(portal.settings.appUrl);
}

/** `npm run bench -- room`: the load on the exam room by itself, in two minutes. */
async function runRoomAlone(url: string): Promise<void> {
  const { measureRoom } = await import("#bench/room.ts");
  const { tableOf } = await import("#bench/report.ts");
  const rows = await measureRoom(url);
  process.stdout.write(`\n${tableOf(rows)}\n\nMeasured / against, in milliseconds.\n`);
}

async function run(): Promise<void> {
  rmSync(DATA_DIR, { recursive: true, force: true });
  mkdirSync(DATA_DIR, { recursive: true });
  const simulator = await startSimulator({ mode: "active" });
  const sentry = await startSink();
  const [port, closedPort] = [await freePort(), await freePort()];
  isolate(port, `${simulator.address},127.0.0.1:${closedPort}`, sentry.dsn);
  const portal = await preparePortal({ build: true });
  stopOnSignals(portal);
  try {
    keepWeb(portal, "ignore");
    await waitForWeb(portal.settings);
    const begun = performance.now();
    const url = portal.settings.appUrl;
    if (process.argv[2] === "room") return await runRoomAlone(url);
    say("Measuring: about nine minutes on a quiet machine");
    const { measureSignIn } = await import("#bench/sign-in.ts");
    const { measurePartnerApi } = await import("#bench/partner-api.ts");
    const { measureJudge } = await import("#bench/judge/rows.ts");
    const { tableOf } = await import("#bench/report.ts");
    const { scriptsTable, weighRoom } = await import("#bench/scripts.ts");
    const { measureRoom } = await import("#bench/room.ts");
    const rows = [
      ...(await measureSignIn(url, simulator, closedPort)),
      ...(await measurePartnerApi(url)),
      ...(await measureRoom(url)),
      ...(await measureJudge()),
      ...(await measureRun(portal)),
    ];
    const seconds = Math.round((performance.now() - begun) / 1000);
    const machine = { cores: availableParallelism(), node: process.version, load: loadavg()[0] };
    const { sum: _sum, ...scripts } = weighRoom(join(ROOT, ".next"));
    const result = { at: new Date().toISOString(), seconds, machine, rows, scripts };
    writeFileSync(RESULT, `${JSON.stringify(result, null, 2)}\n`);
    process.stdout.write(
      `\n${tableOf(rows)}\n\n${scriptsTable(scripts)}\n\nMeasured / against, in milliseconds. Written to bench/latest.json\n`,
    );
  } finally {
    await simulator.stop();
    await portal.stop();
    await sentry.stop();
    rmSync(DATA_DIR, { recursive: true, force: true });
  }
}

try {
  await run();
  process.exit(0);
} catch (error) {
  endWith(error);
}
