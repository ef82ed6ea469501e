import type { SystemActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { erasedExternalId } from "#lib/candidates/queries.ts";
import { queueMail } from "#lib/mail/commands.ts";
import { erasedMail } from "#lib/mail/templates.ts";
import { reportFault } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { type Candidate, type Erasure, Prisma, type User } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";
import { ERASED_NAME, erasedEmail } from "../erasure/rules.ts";
import type { Summary } from "../erasure/schema.ts";
import { ownRecords } from "../held/queries.ts";
import { removeMails, removeWork } from "./commands.ts";
import { mailsToRemove, type Subjects, signInsToRemove } from "./rules.ts";

const ACTOR: SystemActor = { kind: "system", job: "erasure" };
/** Years of one person's answers go in one transaction: it is all of it or, after a crash, all of it again. */
const TRANSACTION_MS = 120_000;
/** An erasure that is older than this and not done is taken up by the sweep. */
const OVERDUE_MS = 5 * 60_000;
const SWEEP_SIZE = 50;

/**
 * Handler of `eraseData`: one transaction, so that a worker that dies in the middle has done nothing, and the next one
 * does it all. Delivered again it finds it done.
 */
export async function handleEraseData({ erasureId }: { erasureId: string }): Promise<void> {
  const summary = await db.$transaction((tx) => erase(tx, erasureId), { timeout: TRANSACTION_MS });
  if (summary) log.info("privacy.erased", { erasureId, ...summary });
}

/** Handler of `eraseOverdue`. One that fails does not stop the others. */
export async function handleEraseOverdue(): Promise<void> {
  const overdue = await db.erasure.findMany({
    where: { doneAt: null, requestedAt: { lt: new Date(now().getTime() - OVERDUE_MS) } },
    orderBy: { requestedAt: "asc" },
    take: SWEEP_SIZE,
    select: { id: true },
  });
  for (const { id } of overdue) {
    try {
      await handleEraseData({ erasureId: id });
    } catch (error) {
      reportFault(error, { where: "erasure", erasureId: id });
    }
  }
}

async function lockErasure(tx: Tx, erasureId: string): Promise<Erasure | null> {
  await tx.$queryRaw`select 1 from erasure where id = ${erasureId}::uuid for update`;
  return tx.erasure.findUnique({ where: { id: erasureId } });
}

async function erase(tx: Tx, erasureId: string): Promise<Summary | null> {
  const erasure = await lockErasure(tx, erasureId);
  if (!erasure || erasure.doneAt) return null;
  const subjects = await subjectsOf(tx, erasure);
  const { records, account } = subjects;
  const ids = records.map(({ id }) => id);
  const work = await removeWork(tx, ids);
  await tx.partnerLookup.deleteMany({ where: { candidateId: { in: ids } } });
  const mails = await removeMails(tx, mailsToRemove(subjects));
  const signIns = await removeSignIns(tx, subjects);
  for (const record of records) await bareRecord(tx, record, erasure);
  if (account) await bareAccount(tx, account.id);
  if (account) await sayGoodbye(tx, account, erasureId);
  const summary = { records: ids.length, ...work, signIns, mails, accountKept: account === null };
  await tx.erasure.update({ where: { id: erasureId }, data: { doneAt: now(), summary } });
  return summary;
}

/** The last mail: whoever did not ask for this must hear of it. Its row goes when it is sent. */
async function sayGoodbye(tx: Tx, { email, locale }: User, erasureId: string): Promise<void> {
  const link = `${env().appUrl}/data-deleted/${erasureId}`;
  await queueMail(tx, { orgId: null, to: email, ...erasedMail({ locale, at: now(), link }) });
}

/** The records that go, and the account when it goes as well. An invitation that came after the request is not meant. */
async function subjectsOf(tx: Tx, erasure: Erasure) {
  if (erasure.candidateId) {
    const record = await tx.candidate.findUniqueOrThrow({ where: { id: erasure.candidateId } });
    const account = await accountLeftBy(tx, record);
    const proven = account?.emailProvenAt != null;
    return { erasure, records: [record], account, proven, team: record.orgId };
  }
  const user = await tx.user.findUniqueOrThrow({ where: { id: erasure.userId ?? "" } });
  const records = await tx.candidate.findMany({
    where: {
      AND: [ownRecords(user), { OR: [{ userId: user.id }, { createdAt: { lte: erasure.requestedAt } }] }],
    },
  });
  const staff = await tx.membership.count({ where: { userId: user.id } });
  const proven = user.emailProvenAt !== null;
  return { erasure, records, account: staff === 0 ? user : null, proven, team: null };
}

/** The account behind a record that a team erases: it goes too when the person has nothing else here. */
async function accountLeftBy(tx: Tx, { id, userId }: Candidate) {
  if (!userId) return null;
  const others = await tx.candidate.count({ where: { userId, id: { not: id } } });
  const staff = await tx.membership.count({ where: { userId } });
  return others + staff > 0 ? null : tx.user.findUnique({ where: { id: userId } });
}

/** What is left of the journal is an account's that stays: it loses what it says of the application. */
async function removeSignIns(tx: Tx, subjects: Subjects): Promise<number> {
  const { count } = await tx.signInAttempt.deleteMany({ where: signInsToRemove(subjects) });
  await tx.signInAttempt.updateMany({
    where: { candidateId: { in: subjects.records.map(({ id }) => id) } },
    data: { candidateId: null, partnerId: null, lookupOutcome: null, lookupMs: null, lookupDetail: null },
  });
  return count;
}

/** What a candidate's record says without its person: that there was somebody, and where it stood. */
async function bareRecord(tx: Tx, record: Candidate, { id: erasureId, staffId }: Erasure): Promise<void> {
  const { id, partnerId, externalId, orgId } = record;
  const by = staffId ? `staff:${staffId}` : "candidate";
  await tx.candidate.update({
    where: { id },
    data: {
      userId: null,
      email: erasedEmail(id),
      name: ERASED_NAME,
      locale: "en",
      externalId: partnerId && externalId ? erasedExternalId(partnerId, externalId) : null,
      profileUrl: null,
      metadata: Prisma.DbNull,
      lookupState: "none",
      lookupCheckedAt: null,
      deniedAt: null,
      deniedReason: null,
      withdrawnReason: null,
      erasedAt: now(),
      erasedBy: by,
    },
  });
  await tx.invitation.updateMany({
    where: { candidateId: id },
    data: { timeMultiplier: 1, sharesExtraTime: false, readyAt: null, readyLanguage: null },
  });
  await writeAudit(tx, ACTOR, {
    orgId,
    action: "candidate.erased",
    subject: "candidate",
    subjectId: id,
    data: { erasureId, by },
  });
}

/** The row stays, so that the audit trail's numbers lead somewhere; nothing in it is a person's. */
async function bareAccount(tx: Tx, userId: string): Promise<void> {
  await tx.session.deleteMany({ where: { userId } });
  await tx.oneTimeToken.deleteMany({ where: { userId } });
  await tx.user.update({
    where: { id: userId },
    data: {
      email: erasedEmail(userId),
      name: ERASED_NAME,
      passwordHash: null,
      emailProvenAt: null,
      passwordVoidedAt: null,
      locale: "en",
      extraTimePercent: 0,
      erasedAt: now(),
    },
  });
}
