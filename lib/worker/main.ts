import { hostname } from "node:os";
import { expireAttempt, expireAttempts } from "#lib/attempts/jobs.ts";
import { handleExpireAttempt, handleExpireAttempts } from "#lib/attempts/submissions/jobs.ts";
import { gradingBindings } from "#lib/grading/jobs.ts";
import { type Judge, openJudge } from "#lib/grading/sandbox/detect.ts";
import { handleSendMail, sendMailJob } from "#lib/mail/jobs.ts";
import { flushReports, reportBug } from "#lib/observability/report.ts";
import { initWorkerObservability } from "#lib/observability/worker.ts";
import { handleTellPartnerAdmin, handleWatchPartners } from "#lib/partners/health/watch/commands.ts";
import { tellPartnerAdmin, watchPartners } from "#lib/partners/health/watch/jobs.ts";
import {
  handlePurgePartnerRecords,
  handleRecheckLookup,
  purgePartnerRecords,
  recheckLookup,
} from "#lib/partners/jobs.ts";
import { disconnectDb } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { bindJob, type JobBinding, startWorkers } from "#lib/platform/queue.ts";
import { startHeartbeat } from "./heartbeat.ts";

const FLUSH_MS = 2_000;

/** Every job of the product and its handler: with app/, the only place that sees all rooms. */
function bindings(judge: Judge | { sandbox: null }): JobBinding[] {
  return [
    bindJob(sendMailJob, handleSendMail, 2),
    bindJob(recheckLookup, handleRecheckLookup, 2),
    bindJob(purgePartnerRecords, handlePurgePartnerRecords),
    bindJob(watchPartners, handleWatchPartners),
    bindJob(tellPartnerAdmin, handleTellPartnerAdmin),
    bindJob(expireAttempt, handleExpireAttempt),
    bindJob(expireAttempts, handleExpireAttempts),
    ...gradingBindings(judge, env().WORKER_CONCURRENCY),
  ];
}

/** A job whose every retry failed: an error with its ids, for a person to look at. */
async function reportDeadLetter(payload: unknown, queue: string): Promise<void> {
  reportBug(new Error("a job failed after its last retry"), {
    where: "dead letter",
    queue,
    ...(payload as object),
  });
}

/** The worker process: beats, works every queue, and drains at SIGTERM. Ends the process when it has stopped. */
export async function runWorker(): Promise<void> {
  initWorkerObservability();
  const worker = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  const judge = await openJudge(env().WORKER_CONCURRENCY, { driver: env().SANDBOX });
  const heartbeat = await startHeartbeat(worker, judge.report);
  const workers = await startWorkers(bindings(judge), reportDeadLetter);
  log.info("worker.ready", { worker, sandbox: judge.report.driver });
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done());
  });
  await workers.stop();
  await heartbeat.stop();
  await judge.sandbox?.close();
  await flushReports(FLUSH_MS);
  await disconnectDb();
  log.info("worker.stopped", { worker });
  process.exit(0);
}
