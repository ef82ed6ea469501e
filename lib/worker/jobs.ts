import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import { purgeFiles } from "#lib/attempts/files/jobs.ts";
import {
  expireAttempt,
  expireAttempts,
  gradeAnswer,
  gradeAttempt,
  judgeRun,
  purgePracticesJob,
} from "#lib/attempts/jobs.ts";
import { purgeJournal } from "#lib/auth/jobs.ts";
import { sendMailJob } from "#lib/mail/jobs.ts";
import { tellPartnerAdmin, watchPartners } from "#lib/partners/health/watch/jobs.ts";
import { purgePartnerRecords, recheckLookup } from "#lib/partners/jobs.ts";
import type { JobContract } from "#lib/platform/queue.ts";
import { eraseData, eraseOverdue } from "#lib/privacy/erasure/jobs.ts";

/** Every job of the product: what applying migrations makes a queue for. */
export const jobs = [
  sendMailJob,
  purgeJournal,
  recheckLookup,
  purgePartnerRecords,
  watchPartners,
  tellPartnerAdmin,
  expireAttempt,
  expireAttempts,
  gradeAttempt,
  gradeAnswer,
  judgeRun,
  purgePracticesJob,
  checkQuestion,
  eraseData,
  eraseOverdue,
  purgeFiles,
] as unknown[] as JobContract<object>[];
