import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { JOURNAL_RETENTION_DAYS } from "#lib/auth/jobs.ts";
import { endedAt, withdrewThemselves } from "#lib/candidates/rules.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { CANDIDATE_MAILS } from "./rules.ts";

/** Whose data it is. */
export interface Holder {
  id: string;
  email: string;
  emailProvenAt: Date | null;
}

/**
 * The candidate records that are a person's own: those that they accepted, and, once they have shown that the mailbox
 * is theirs, those that were sent to it and nobody has accepted. An address alone gives nobody anything.
 */
export function ownRecords({ id, email, emailProvenAt }: Holder): Prisma.CandidateWhereInput {
  const sent = emailProvenAt ? [{ userId: null, email, erasedAt: null }] : [];
  return { OR: [{ userId: id }, ...sent] };
}

/**
 * The mails that are a person's own: every one to a mailbox that they have shown to be theirs; without that only those
 * that stand with an organisation whose invitation they accepted.
 */
export function ownMails({ id, email, emailProvenAt }: Holder): Prisma.MailMessageWhereInput {
  if (emailProvenAt) return { to: email };
  const org = { candidates: { some: { userId: id } } };
  return { to: email, kind: { in: [...CANDIDATE_MAILS] }, org };
}

/**
 * The tries to sign in that are a person's own: every one at an address whose mailbox they have shown to be theirs;
 * without that only those at this very account.
 */
export function ownSignIns({ id, email, emailProvenAt }: Holder): Prisma.SignInAttemptWhereInput {
  return emailProvenAt ? { email } : { email, userId: id };
}

/** @throws DomainError not_found when the account is gone. */
export async function loadHolder(userId: string, tx: Tx = db) {
  const user = await tx.user.findFirst({
    where: { id: userId, erasedAt: null },
    include: { memberships: { select: { id: true }, take: 1 } },
  });
  if (!user) throw notFound("account");
  const { memberships, ...rest } = user;
  // Whoever was a colleague once reviewed and decided under this name.
  return { ...rest, isStaff: memberships.length > 0 };
}

/** What is held of one application, in numbers. */
export interface HeldApplication {
  invitationId: string;
  title: string;
  organisation: string;
  partner: string | null;
  startedAt: Date | null;
  submittedAt: Date | null;
  withdrewAt: Date | null;
  endedAt: Date | null;
  running: boolean;
  mayWithdraw: boolean;
  counts: { answers: number; revisions: number; runs: number; events: number };
}

export interface Held {
  name: string;
  email: string;
  since: Date;
  isStaff: boolean;
  signIns: number;
  signInDays: number;
  mails: number;
  applications: HeldApplication[];
}

function loadInvitations(holder: Holder) {
  return db.invitation.findMany({
    where: { candidate: ownRecords(holder) },
    orderBy: { createdAt: "desc" },
    select: {
      id: true,
      org: { select: { name: true } },
      assessmentVersion: { select: { name: true } },
      candidate: {
        select: {
          userId: true,
          withdrawnAt: true,
          withdrawnBy: true,
          deniedAt: true,
          partner: { select: { name: true } },
        },
      },
      attempt: {
        select: {
          state: true,
          startedAt: true,
          submittedAt: true,
          answers: { select: { _count: { select: { revisions: true } } } },
          _count: { select: { answers: true, runs: true, events: true } },
        },
      },
    },
  });
}
type InvitationRow = Awaited<ReturnType<typeof loadInvitations>>[number];

function applicationOf(row: InvitationRow): HeldApplication {
  const { attempt, candidate } = row;
  const over = endedAt(candidate);
  const self = withdrewThemselves(candidate);
  const running = attempt?.state === "in_progress" && over === null;
  return {
    invitationId: row.id,
    title: row.assessmentVersion.name,
    organisation: row.org.name,
    partner: candidate.partner?.name ?? null,
    startedAt: attempt?.startedAt ?? null,
    submittedAt: attempt?.submittedAt ?? null,
    withdrewAt: self ? over : null,
    endedAt: self ? null : over,
    running,
    mayWithdraw: candidate.userId !== null && over === null && (attempt === null || running),
    counts: {
      answers: attempt?._count.answers ?? 0,
      revisions: attempt?.answers.reduce((sum, answer) => sum + answer._count.revisions, 0) ?? 0,
      runs: attempt?._count.runs ?? 0,
      events: attempt?._count.events ?? 0,
    },
  };
}

/** What is held about the person who asks, in numbers. */
export async function getHeld(actor: Actor): Promise<Held> {
  const user = await loadHolder(assertCandidate(actor).userId);
  const [signIns, mails, invitations] = await Promise.all([
    db.signInAttempt.count({ where: ownSignIns(user) }),
    db.mailMessage.count({ where: ownMails(user) }),
    loadInvitations(user),
  ]);
  return {
    name: user.name,
    email: user.email,
    since: user.createdAt,
    isStaff: user.isStaff,
    signIns,
    signInDays: JOURNAL_RETENTION_DAYS,
    mails,
    applications: invitations.map(applicationOf),
  };
}
