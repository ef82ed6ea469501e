import { hostname } from "node:os";
import { initWorkerObservability } from "#lib/observability/worker.ts";
import { disconnectDb } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { startWorkers } from "#lib/platform/queue.ts";

/**
 * The worker process: binds every job to its handler, beats, and drains at SIGTERM.
 * Resolves when it has stopped.
 */
export async function runWorker(): Promise<void> {
  initWorkerObservability();
  const id = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  const workers = await startWorkers([], async () => undefined);
  log.info("worker.ready", { worker: id });
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => done());
  });
  await workers.stop();
  await disconnectDb();
  log.info("worker.stopped", { worker: id });
  process.exit(0);
}
