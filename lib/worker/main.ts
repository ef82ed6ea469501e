import { hostname } from "node:os";
import { handlePurgeFiles, purgeFiles } from "#lib/attempts/files/jobs.ts";
import { expireAttempt, expireAttempts, purgePracticesJob } from "#lib/attempts/jobs.ts";
import { handlePurgePractices } from "#lib/attempts/practice/commands.ts";
import { handleExpireAttempt, handleExpireAttempts } from "#lib/attempts/submissions/jobs.ts";
import { handlePurgeJournal, purgeJournal } from "#lib/auth/jobs.ts";
import { gradingBindings } from "#lib/grading/jobs.ts";
import { sweepJudging } from "#lib/grading/recovery/commands.ts";
import { type Judge, openJudge, type SandboxReport } from "#lib/grading/sandbox/detect.ts";
import { handleSendMail, sendMailJob } from "#lib/mail/jobs.ts";
import { flushReports, reportDeadLetter } from "#lib/observability/report.ts";
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
import { type DeadLetter, startWorkers } from "#lib/platform/lanes.ts";
import { log } from "#lib/platform/log.ts";
import { holdPresence } from "#lib/platform/presence.ts";
import { bindJob, type JobBinding } from "#lib/platform/queue.ts";
import { eraseData, eraseOverdue } from "#lib/privacy/erasure/jobs.ts";
import { handleEraseData, handleEraseOverdue } from "#lib/privacy/removal/jobs.ts";
import { startHeartbeat } from "./heartbeat.ts";

const FLUSH_MS = 2_000;
/** What a worker that died held goes on within this time. */
const SWEEP_MS = 5_000;

/** Every job of the product and its handler: with app/, the only place that sees all rooms. */
function bindings(judge: Judge | { sandbox: null }, worker: string): JobBinding[] {
  return [
    bindJob(sendMailJob, handleSendMail, 2),
    bindJob(purgeJournal, handlePurgeJournal),
    bindJob(recheckLookup, handleRecheckLookup, 2),
    bindJob(purgePartnerRecords, handlePurgePartnerRecords),
    bindJob(watchPartners, handleWatchPartners),
    bindJob(tellPartnerAdmin, handleTellPartnerAdmin),
    bindJob(expireAttempt, handleExpireAttempt),
    bindJob(expireAttempts, handleExpireAttempts),
    bindJob(purgePracticesJob, handlePurgePractices),
    bindJob(eraseData, handleEraseData),
    bindJob(eraseOverdue, handleEraseOverdue),
    bindJob(purgeFiles, handlePurgeFiles),
    ...gradingBindings(judge, env().WORKER_CONCURRENCY, worker),
  ];
}

/** A job whose every retry failed: an error with its ids, for a person to look at. Payloads are ids only. */
function reportLetter({ queue, jobId, payload }: DeadLetter): void {
  reportDeadLetter({ queue, jobId, payload: payload as Record<string, string> });
}

/** Sweeps now and every few seconds, one sweep at a time. */
function startRecovery(): { stop: () => void } {
  let sweeping = false;
  const sweep = async () => {
    if (sweeping) return;
    sweeping = true;
    try {
      await sweepJudging();
    } catch (error) {
      log.warn("judge.sweep_failed", { error });
    } finally {
      sweeping = false;
    }
  };
  void sweep();
  const timer = setInterval(sweep, SWEEP_MS);
  return { stop: () => clearInterval(timer) };
}

/**
 * The worker process: beats, works every queue, and drains at SIGTERM. Ends the process when it has stopped.
 * @param tell hears what its sandbox can do, once it is known.
 */
export async function runWorker(tell: (report: SandboxReport) => void = () => {}): Promise<void> {
  initWorkerObservability();
  const worker = `${hostname()}-${process.pid}-${newId().slice(-6)}`;
  const { WORKER_CONCURRENCY, SANDBOX, JUDGE_LANGUAGES: languages } = env();
  const judge = await openJudge(WORKER_CONCURRENCY, { driver: SANDBOX, ...(languages && { languages }) });
  const presence = await holdPresence(worker);
  const heartbeat = await startHeartbeat(worker, judge.report);
  const recovery = startRecovery();
  const workers = await startWorkers(bindings(judge, worker), reportLetter);
  tell(judge.report);
  log.info("worker.ready", { worker, sandbox: judge.report.driver });
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => done());
  });
  await workers.stop();
  recovery.stop();
  await heartbeat.stop();
  await presence.stop();
  await judge.sandbox?.close();
  await flushReports(FLUSH_MS);
  await disconnectDb();
  log.info("worker.stopped", { worker });
  process.exit(0);
}
