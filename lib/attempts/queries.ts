import { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { endedAt, withdrewThemselves } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { combinedMultiplier } from "./accommodations/rules.ts";
import { isWithdrawn } from "./answers/rules.ts";
import { recordedFacts, recordedOf } from "./events/queries.ts";
import { type InvitationStatus, invitationStatus, startRefusal, type TimePlan, timePlan } from "./rules.ts";
import { type AttemptView, Receipt } from "./schema.ts";

/** One row of the candidate's dashboard. */
export interface InvitationRow {
  invitationId: string;
  attemptId: string | null;
  title: string;
  organisation: string;
  contactEmail: string;
  status: InvitationStatus;
  plan: TimePlan;
  startBy: Date;
  /** Set while the attempt runs. */
  deadlineAt: Date | null;
  submittedAt: Date | null;
  /** Of a closed or an ended one: it was the candidate who withdrew. */
  withdrew: boolean;
  /** Extra time that the candidate gave themselves, and whether the team may see it. */
  ownExtra: { percent: number; grantedPercent: number; shared: boolean };
  /** Of a candidate whom a partner sent: who that is, and so is told where they stand. */
  partner: string | null;
  /** When this candidate's device last passed the check, and in which language. */
  ready: { at: Date; language: string | null } | null;
  /** A practice was begun. */
  practising: boolean;
  asks: Asks;
}

/** What is asked, without a word of the questions. */
export interface Asks {
  code: number;
  sql: number;
  choice: number;
  /** Lines that a key grades. */
  short: number;
  text: number;
  /** Files to hand in. */
  file: number;
  /** Ids of the languages that coding questions take. */
  languages: string[];
  points: number;
}

const invitationFacts = {
  org: { select: { name: true, contactEmail: true } },
  attempt: true,
  practice: { select: { id: true } },
  candidate: {
    select: {
      userId: true,
      withdrawnAt: true,
      withdrawnBy: true,
      deniedAt: true,
      user: { select: { extraTimePercent: true } },
      partner: { select: { name: true } },
    },
  },
  assessmentVersion: {
    select: {
      name: true,
      description: true,
      durationMinutes: true,
      publishedAt: true,
      items: { select: { points: true, questionVersion: { select: { definition: true } } } },
    },
  },
} as const;

function readInvitations(userId: string, id?: string) {
  return db.invitation.findMany({
    where: { candidate: { userId }, ...(id === undefined ? {} : { id }) },
    include: invitationFacts,
    orderBy: { createdAt: "desc" },
  });
}

type InvitationFacts = Awaited<ReturnType<typeof readInvitations>>[number];

function toRow(invitation: InvitationFacts): InvitationRow {
  const { org, attempt, candidate, assessmentVersion: version, expiresAt, revokedAt } = invitation;
  const refusal = startRefusal(
    { expiresAt, revokedAt, ...candidate, publishedAt: version.publishedAt },
    now(),
  );
  const running = attempt?.state === "in_progress" && !endedAt(candidate);
  const own = candidate.user?.extraTimePercent ?? 0;
  const granted = invitation.timeMultiplier.toNumber();
  const multiplier = attempt ? attempt.timeMultiplier.toNumber() : combinedMultiplier(granted, own);
  return {
    invitationId: invitation.id,
    attemptId: attempt?.id ?? null,
    title: version.name,
    organisation: org.name,
    contactEmail: org.contactEmail,
    status: attempt?.state === "in_progress" && !running ? "ended" : invitationStatus(refusal, attempt),
    plan: timePlan(attempt?.baseMinutes ?? version.durationMinutes, multiplier),
    startBy: expiresAt,
    deadlineAt: running ? attempt.deadlineAt : null,
    submittedAt: attempt?.submittedAt ?? null,
    withdrew: withdrewThemselves(candidate),
    ownExtra: {
      percent: own,
      grantedPercent: Math.round((granted - 1) * 100),
      shared: invitation.sharesExtraTime,
    },
    partner: candidate.partner?.name ?? null,
    ready: invitation.readyAt && { at: invitation.readyAt, language: invitation.readyLanguage },
    practising: invitation.practice !== null,
    asks: asksOf(version.items),
  };
}

function asksOf(items: InvitationFacts["assessmentVersion"]["items"]): Asks {
  const definitions = items.map((item) => Definition.parse(item.questionVersion.definition));
  const count = (type: Definition["type"]) => definitions.filter((it) => it.type === type).length;
  const short = definitions.filter((it) => it.type === "text" && it.short).length;
  const languages = new Set(definitions.flatMap((it) => ("languages" in it ? it.languages : [])));
  return {
    code: count("code") + count("function"),
    sql: count("sql"),
    choice: count("choice"),
    short,
    text: count("text") - short,
    file: count("file"),
    languages: [...languages],
    points: items.reduce((sum, item) => sum + item.points, 0),
  };
}

/** What one is invited to, the running attempt first, then what can be started, newest first. */
export async function listInvitations(actor: Actor): Promise<{ now: Date; rows: InvitationRow[] }> {
  const { userId } = assertCandidate(actor);
  const rank: Record<InvitationStatus, number> = {
    running: 0,
    ready: 1,
    submitted: 2,
    closed: 3,
    expired: 3,
    ended: 3,
  };
  const rows = (await readInvitations(userId)).map(toRow);
  return { now: now(), rows: rows.sort((a, b) => rank[a.status] - rank[b.status]) };
}

export interface Preflight extends InvitationRow {
  description: string;
  now: Date;
}

/**
 * What a candidate is told before the clock.
 * @throws DomainError not_found when the invitation is not theirs.
 */
export async function getPreflight(actor: Actor, invitationId: string): Promise<Preflight> {
  const { userId } = assertCandidate(actor);
  const [invitation] = isId(invitationId) ? await readInvitations(userId, invitationId) : [];
  if (!invitation) throw notFound("invitation");
  return {
    ...toRow(invitation),
    description: invitation.assessmentVersion.description,
    now: now(),
  };
}

/** What stays of an attempt for its candidate, for ever. */
export interface SubmittedView {
  attemptId: string;
  title: string;
  organisation: string;
  contactEmail: string;
  submittedAt: Date;
  submittedBy: "candidate" | "deadline" | "withdrawal";
  receipt: Receipt;
  /** Notes to what was recorded can be written until then. */
  graded: boolean;
  events: AttemptView["events"];
  credits: AttemptView["credits"];
  answered: number;
  questions: number;
}

/**
 * The receipt's page; null while the attempt still runs.
 * @throws DomainError not_found when the attempt is not theirs.
 */
export async function getSubmitted(actor: Actor, attemptId: string): Promise<SubmittedView | null> {
  const { userId } = assertCandidate(actor);
  if (!isId(attemptId)) throw notFound("attempt");
  const attempt = await db.attempt.findFirst({
    where: { id: attemptId, candidate: { userId } },
    include: {
      candidate: { select: { org: { select: { name: true, contactEmail: true } } } },
      assessmentVersion: { select: { name: true } },
      submissions: { select: { content: true } },
      ...recordedFacts,
    },
  });
  if (!attempt) throw notFound("attempt");
  if (!attempt.submittedAt || !attempt.submittedBy) return null;
  return {
    attemptId: attempt.id,
    title: attempt.assessmentVersion.name,
    organisation: attempt.candidate.org.name,
    contactEmail: attempt.candidate.org.contactEmail,
    submittedAt: attempt.submittedAt,
    submittedBy: attempt.submittedBy,
    receipt: Receipt.parse(attempt.receipt),
    graded: attempt.state === "graded",
    ...recordedOf(attempt),
    answered: attempt.submissions.filter(
      (submission) => submission.content !== null && !isWithdrawn(submission.content),
    ).length,
    questions: attempt.submissions.length,
  };
}
