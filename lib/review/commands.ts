import { isGradedByKey } from "#lib/assessments/rules.ts";
import { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertStaff, type StaffActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { attemptScore } from "#lib/grading/rules.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { canDecide, canScore } from "./policy.ts";
import { type ItemFacts, isReviewedByPeople, type Score } from "./rules.ts";
import type { DecideInput, ScoreItemInput } from "./schema.ts";

interface LockedAttempt {
  id: string;
  state: "in_progress" | "submitted" | "graded";
  candidateId: string;
}

/** Locks an attempt of the actor's organisation, so that two reviewers' totals cannot cross; an erased one takes nothing more. */
async function lockAttempt(tx: Tx, staff: StaffActor, attemptId: string): Promise<LockedAttempt> {
  const rows = await tx.$queryRaw<LockedAttempt[]>`
    select id, state::text as state, "candidateId" from attempt
    where id = ${attemptId}::uuid and "orgId" = ${staff.orgId}::uuid and "erasedAt" is null for update`;
  if (!rows[0]) throw notFound("report");
  return rows[0];
}

/** Every item of an attempt's version, as far as scores are concerned. */
async function loadItemFacts(tx: Tx, attemptId: string): Promise<(ItemFacts & { itemId: string })[]> {
  const attempt = await tx.attempt.findUniqueOrThrow({
    where: { id: attemptId },
    select: {
      submissions: { select: { itemId: true, points: true, state: true } },
      reviews: { select: { itemId: true, points: true } },
      assessmentVersion: {
        select: {
          items: {
            select: {
              id: true,
              points: true,
              questionVersion: { select: { definition: true, question: { select: { type: true } } } },
            },
          },
        },
      },
    },
  });
  return attempt.assessmentVersion.items.map((item) => {
    const submission = attempt.submissions.find((row) => row.itemId === item.id);
    return {
      itemId: item.id,
      type: item.questionVersion.question.type,
      keyed: isGradedByKey(Definition.parse(item.questionVersion.definition)),
      maxPoints: item.points,
      judged: submission?.points?.toNumber() ?? null,
      judgeState: submission?.state ?? null,
      reviews: attempt.reviews.filter((row) => row.itemId === item.id).map((row) => row.points.toNumber()),
    };
  });
}

/**
 * A reviewer's points and words for one written answer; scoring again replaces one's own. The attempt's total is
 * computed anew in the same transaction; while the judge is still at work there is none, and grading counts it in.
 * @returns the attempt's new total; null while the judge is still at work.
 * @throws DomainError not_found | conflict (not submitted, or scored by the judge) | invalid (too many points)
 */
export async function scoreItem(actor: Actor, input: ScoreItemInput): Promise<Score | null> {
  const staff = assertStaff(actor);
  if (!canScore(staff)) throw notFound("report");
  return db.$transaction(async (tx) => {
    const attempt = await lockAttempt(tx, staff, input.attemptId);
    if (attempt.state === "in_progress") {
      throw new DomainError(
        "conflict",
        "The candidate is still at work. Score the answer once it is submitted.",
      );
    }
    const item = (await loadItemFacts(tx, attempt.id)).find((row) => row.itemId === input.itemId);
    if (!item) throw notFound("question");
    assertScorable(item, input.points);
    const before = await writeReview(tx, staff, input);
    const total = attempt.state === "graded" ? attemptScore(await loadItemFacts(tx, attempt.id)) : null;
    if (total) await tx.attempt.update({ where: { id: attempt.id }, data: total });
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "review.scored",
      subject: "attempt",
      subjectId: attempt.id,
      data: {
        itemId: input.itemId,
        points: input.points,
        before,
        total: total?.points ?? null,
        maxPoints: total?.maxPoints ?? null,
      },
    });
    return total;
  });
}

/** @returns the points that this reviewer had given before. */
async function writeReview(tx: Tx, staff: StaffActor, input: ScoreItemInput): Promise<number | null> {
  const key = { attemptId: input.attemptId, itemId: input.itemId, reviewerId: staff.userId };
  const before = await tx.review.findUnique({ where: { attemptId_itemId_reviewerId: key } });
  const words = { points: input.points, comment: input.comment };
  await tx.review.upsert({
    where: { attemptId_itemId_reviewerId: key },
    create: { ...key, ...words },
    update: words,
  });
  return before?.points.toNumber() ?? null;
}

function assertScorable(item: ItemFacts, points: number): void {
  if (!isReviewedByPeople(item)) {
    throw new DomainError("conflict", "This answer is scored by the judge or its key, not by a reviewer.");
  }
  if (points > item.maxPoints) {
    const detail = `This question has ${item.maxPoints} points: give at most ${item.maxPoints}.`;
    throw new DomainError("invalid", "The points need a change.", {
      errors: [{ pointer: "/points", detail }],
    });
  }
}

/**
 * Appends a decision with its reason: the newest is in force, the ones before stay readable.
 * @throws DomainError not_found | forbidden (a reviewer) | conflict (not submitted yet)
 */
export async function decide(actor: Actor, input: DecideInput): Promise<{ decisionId: string }> {
  const staff = assertStaff(actor);
  return db.$transaction(async (tx) => {
    const attempt = await lockAttempt(tx, staff, input.attemptId);
    if (!canDecide(staff)) {
      throw new DomainError(
        "forbidden",
        "Managers and owners decide. Your scores and comments are what they read.",
      );
    }
    if (attempt.state === "in_progress") {
      throw new DomainError("conflict", "The candidate is still at work. Decide after they have submitted.");
    }
    const decision = await tx.decision.create({
      data: { attemptId: attempt.id, userId: staff.userId, kind: input.kind, reason: input.reason },
    });
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "candidate.decided",
      subject: "candidate",
      subjectId: attempt.candidateId,
      data: { attemptId: attempt.id, decisionId: decision.id, kind: input.kind },
    });
    return { decisionId: decision.id };
  });
}
