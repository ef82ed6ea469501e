import { generateClient } from "./setup/build.ts";
import { dataDirOf, loadEnvFile, readSettings } from "./setup/environment.ts";
import { endWith, PlainFailure } from "./setup/progress.ts";
import { runningDatabaseUrl } from "./setup/supervise.ts";

/* npm run worker: a worker alone, on as many machines as wanted against one DATABASE_URL. */

/** Under `npm start`, which prints the table itself, beside the rest of what it has to say. */
const isSupervised = process.argv.includes("--supervised");

function completeEnvironment(): void {
  loadEnvFile();
  if (process.env.DATABASE_URL && process.env.NEXTAUTH_SECRET) return;
  const running = runningDatabaseUrl(dataDirOf(process.env));
  process.env.DATABASE_URL ||= running;
  if (!process.env.DATABASE_URL) {
    throw new PlainFailure(
      "Set DATABASE_URL to the portal's database, or start a portal in this folder first: npm start",
    );
  }
  process.env.NEXTAUTH_SECRET ||= readSettings(process.env).secret;
  process.env.ASSAY_LOCAL ||= process.env.NODE_ENV === "production" ? "" : "1";
}

try {
  completeEnvironment();
  await generateClient();
  const [{ runWorker }, { describeSandbox }] = await Promise.all([
    import("#lib/worker/main.ts"),
    import("#lib/worker/heartbeat.ts"),
  ]);
  await runWorker((report) => {
    if (!isSupervised) process.stdout.write(`\n${describeSandbox(report)}\n\n`);
  });
} catch (error) {
  endWith(error);
}
