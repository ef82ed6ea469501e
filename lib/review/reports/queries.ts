import { languageName } from "#lib/assessments/languages.ts";
import { type ToldTime, toldTime } from "#lib/attempts/accommodations/rules.ts";
import { findCredits } from "#lib/attempts/credits/queries.ts";
import { getJudgeAvailability, type JudgeAvailability } from "#lib/attempts/judge/queries.ts";
import { missingFor } from "#lib/attempts/judge/rules.ts";
import { ReceiptFacts } from "#lib/attempts/receipts/schema.ts";
import { plannedMs } from "#lib/attempts/rules.ts";
import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { toldStart } from "#lib/candidates/rules.ts";
import { canRegrade } from "#lib/grading/regrades/policy.ts";
import { findLastRegrade } from "#lib/grading/regrades/queries.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { loadCohorts } from "../cohorts/queries.ts";
import { itemFacts, itemView, judgedItems, loadItems } from "../items/queries.ts";
import { canDecide, canScore } from "../policy.ts";
import { type ItemFacts, percentOf, type Score, standingOf } from "../rules.ts";
import { unavailableText } from "../waiting/rules.ts";
import { headline, reviewText } from "./rules.ts";
import { MAX_EVENTS, type ReportView } from "./schema.ts";

const MINUTE_MS = 60_000;

/** Everything of an attempt but its items; null when it is not in this organisation. */
function loadAttempt(staff: StaffActor, attemptId: string) {
  return db.attempt.findFirst({
    where: { id: attemptId, orgId: staff.orgId, invitation: { isNot: null } },
    include: {
      invitation: {
        select: { createdAt: true, timeMultiplier: true, sharesExtraTime: true, agreedAt: true },
      },
      candidate: {
        include: {
          partner: { select: { id: true, name: true } },
          lookups: { orderBy: { at: "desc" }, take: 1 },
        },
      },
      assessmentVersion: true,
      decisions: {
        orderBy: [{ createdAt: "desc" }, { id: "desc" }],
        include: { user: { select: { name: true } } },
      },
      events: { orderBy: { at: "asc" }, take: MAX_EVENTS },
      _count: { select: { events: true } },
    },
  });
}
type AttemptRow = NonNullable<Awaited<ReturnType<typeof loadAttempt>>>;

/**
 * One attempt as a reviewer reads it.
 * @throws DomainError not_found: no such attempt, or another organisation's.
 */
export async function getReport(actor: Actor, attemptId: string): Promise<ReportView> {
  const staff = assertStaff(actor);
  if (!isId(attemptId)) throw notFound("report");
  const attempt = await loadAttempt(staff, attemptId);
  if (!attempt) throw notFound("report");
  const told = toldTimeOf(attempt);
  const [items, cohorts, credits, available, regrade] = await Promise.all([
    loadItems(attempt.id, attempt.assessmentVersionId),
    loadCohorts([attempt.assessmentVersionId]),
    findCredits(
      attempt.id,
      plannedMs({ baseMinutes: attempt.baseMinutes, timeMultiplier: told.timeMultiplier }),
    ),
    getJudgeAvailability(),
    findLastRegrade(staff.orgId, attempt.id),
  ]);
  const forJudge = attempt.state === "in_progress" ? [] : judgedItems(items);
  const cohort = cohorts.get(attempt.assessmentVersionId) ?? [];
  const score = scoreOf(attempt);
  const percent = percentOf(score);
  const standing = standingOf(percent, cohort);
  const facts = items.map(itemFacts);
  const keyed = attempt.state === "in_progress" ? 0 : facts.filter((item) => item.keyed).length;
  const isErased = attempt.candidate.erasedAt !== null;
  const ordinals = new Map(items.map((item) => [item.id, item.ordinal]));
  return {
    attemptId: attempt.id,
    ...peopleOf(attempt),
    ...timesOf(attempt, told),
    state: attempt.state,
    receipt: receiptOf(attempt.receipt),
    score,
    percent,
    standing,
    cohort,
    headline: headlineOf(attempt, facts, { score, standing, told }),
    reviewNote: attempt.state === "graded" ? reviewText(facts) : "",
    judgeNote: judgeNote(forJudge, available),
    judged: {
      all: forJudge.length,
      unfinished: forJudge.filter(({ state }) => state !== "done").length,
    },
    regrade,
    keyed,
    // When each failure was would tell, beside the submission, how long the attempt took (ADR 0015).
    credits: credits.map(({ seconds, reason }) => ({ seconds, reason })),
    items: items.map((item) => itemView(item, staff)),
    events: attempt.events.map((event) => ({
      afterSeconds: told.onToldClock(event.at.getTime() - attempt.startedAt.getTime()) / 1000,
      kind: event.kind,
      data: event.data,
      note: event.note,
      question: event.itemId ? (ordinals.get(event.itemId) ?? null) : null,
    })),
    eventCount: attempt._count.events,
    // Of an erased one nothing is left to score, to decide or to judge.
    may: {
      score: canScore(staff) && attempt.state !== "in_progress" && !isErased,
      decide: canDecide(staff) && !isErased,
      regrade: canRegrade(staff) && !isErased && forJudge.length + keyed > 0,
    },
  };
}

function receiptOf(receipt: unknown): ReportView["receipt"] {
  const parsed = ReceiptFacts.safeParse(receipt);
  if (!parsed.success) return null;
  const { id, contentHash, keyId } = parsed.data;
  return { id, contentHash, keyId };
}

/** Why queued answers do not go on; empty when nothing stands in their way. */
function judgeNote(items: ReturnType<typeof judgedItems>, available: JudgeAvailability): string {
  const waiting = items.filter(({ state }) => state === "queued");
  if (waiting.length === 0) return "";
  const missing = waiting.filter(({ language }) => missingFor(available, language) === "language");
  const names = new Set(missing.map(({ language }) => languageName(language)));
  return unavailableText(available.judge, [...names]);
}

function scoreOf(attempt: AttemptRow): Score | null {
  if (attempt.points === null || attempt.maxPoints === null) return null;
  return { points: attempt.points.toNumber(), maxPoints: attempt.maxPoints.toNumber() };
}

function headlineOf(
  attempt: AttemptRow,
  items: ItemFacts[],
  { score, standing, told }: Pick<ReportView, "score" | "standing"> & { told: ToldTime },
): string {
  const { startedAt, submittedAt, erasedAt } = attempt;
  // Of an erased attempt only the day of its start is left.
  const used = submittedAt && !erasedAt ? submittedAt.getTime() - startedAt.getTime() : null;
  return headline({
    state: attempt.state,
    items,
    score,
    standing,
    cutPercent: attempt.assessmentVersion.cutScorePercent,
    usedMinutes: used === null ? null : told.onToldClock(used) / MINUTE_MS,
    allowedMinutes: told.allowedMs / MINUTE_MS,
  });
}

function peopleOf(attempt: AttemptRow): Pick<ReportView, "candidate" | "assessment" | "decisions"> {
  const { candidate, assessmentVersion } = attempt;
  const lookup = candidate.lookups[0];
  return {
    candidate: {
      id: candidate.id,
      name: candidate.name,
      email: candidate.email,
      withdrawnAt: candidate.withdrawnAt,
      erasedAt: candidate.erasedAt,
      partner: candidate.partner,
      lookupState: candidate.lookupState,
      lookupCheckedAt: candidate.lookupCheckedAt,
      deniedReason: candidate.deniedReason,
      lastLookup: lookup ? { at: lookup.at, kind: lookup.kind, durationMs: lookup.durationMs } : null,
    },
    assessment: {
      id: assessmentVersion.assessmentId,
      name: assessmentVersion.name,
      version: assessmentVersion.number,
      cutPercent: assessmentVersion.cutScorePercent,
    },
    decisions: attempt.decisions.map((row) => ({
      id: row.id,
      kind: row.kind,
      reason: row.reason,
      by: row.user.name,
      at: row.createdAt,
    })),
  };
}

/** The attempt's time as the team may know it. */
function toldTimeOf(attempt: AttemptRow): ToldTime {
  const { invitation, timeMultiplier, ...facts } = attempt;
  const real = timeMultiplier.toNumber();
  return toldTime(
    { ...facts, timeMultiplier: real },
    {
      granted: invitation?.timeMultiplier.toNumber() ?? real,
      shared: invitation?.sharesExtraTime ?? false,
    },
  );
}

function timesOf(attempt: AttemptRow, { timeMultiplier }: ToldTime) {
  const { invitation, startedAt, submittedAt, submittedBy, baseMinutes, adjustmentSeconds } = attempt;
  const granted = invitation?.timeMultiplier.toNumber() ?? timeMultiplier;
  return {
    startedOn: toldStart(startedAt, invitation?.createdAt ?? startedAt),
    agreedOn: invitation?.agreedAt ? toldStart(invitation.agreedAt, invitation.createdAt) : null,
    ...{ submittedAt, submittedBy, baseMinutes, timeMultiplier, adjustmentSeconds },
    sharedExtraTime: timeMultiplier > granted,
  };
}
