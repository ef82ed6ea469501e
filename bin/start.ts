import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  keepWeb,
  keepWorker,
  type Portal,
  preparePortal,
  stopOnSignals,
  waitForWeb,
} from "./setup/portal.ts";
import { endWith, say } from "./setup/progress.ts";
import { BUBBLEWRAP, ensureTools, missingSentence } from "./setup/system-packages.ts";

/* npm start: from a fresh clone to a running portal, web and worker under one supervisor. */

/** A worker's self-test takes a second; on a cold disk it may take a few. */
const WORKER_TIMEOUT_MS = 30_000;

function printDemo({ settings }: Portal): void {
  const path = join(settings.dataDir, "demo.json");
  if (!existsSync(path)) return;
  const demo = JSON.parse(readFileSync(path, "utf8")) as Record<string, { email: string; password: string }>;
  const lines = ["owner", "reviewer", "candidate", "partnerCandidate"].map((who) => {
    const account = demo[who];
    return account ? `  ${who.padEnd(17)} ${account.email.padEnd(30)} ${account.password}` : "";
  });
  process.stdout.write(`\nDemo sign-ins (also in ${path}):\n${lines.filter(Boolean).join("\n")}\n`);
}

/** The worker tells the database what its sandbox can do; it needs a second for its self-test. */
async function printSandbox(since: Date): Promise<void> {
  const { describeSandbox, readSandboxReport } = await import("#lib/worker/heartbeat.ts");
  for (const begun = Date.now(); Date.now() - begun < WORKER_TIMEOUT_MS; await sleep(100)) {
    const report = await readSandboxReport(since);
    if (report) {
      process.stdout.write(`\n${describeSandbox(report)}\n`);
      return;
    }
  }
  say("The worker has not reported yet; its lines above say why. It is started again until it works.");
}

try {
  const missing = ensureTools([BUBBLEWRAP]);
  for (const tool of missing) say(`${missingSentence(tool)}. Until then code waits, ungraded and safe.`);
  const portal = await preparePortal({ build: true });
  stopOnSignals(portal);
  const since = new Date();
  keepWeb(portal, "inherit");
  keepWorker(portal, "inherit");
  await waitForWeb(portal.settings);
  await printSandbox(since);
  printDemo(portal);
  say("Ready");
  process.stdout.write(`\nAssay runs at ${portal.settings.appUrl}\nStop it with Ctrl+C.\n\n`);
} catch (error) {
  endWith(error);
}
