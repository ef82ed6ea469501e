import { type Actor, assertCandidate, type CandidateActor } from "#lib/auth/actor.ts";
import { type Ending, endedAt } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { gradeAttempt } from "../jobs.ts";
import { beat } from "../outages/commands.ts";
import { canTake } from "../policy.ts";
import { recordReceiptKey, signReceipt } from "../receipts/commands.ts";
import { type AttemptPhase, phaseAt } from "../rules.ts";
import { Receipt, type SubmitAnswer, type SubmitBody } from "../schema.ts";
import { contentHash, type FrozenItem } from "./rules.ts";

export type HandedInBy = "candidate" | "deadline" | "withdrawal";

interface LockedAttempt extends Ending {
  id: string;
  state: string;
  deadlineAt: Date;
  assessmentVersionId: string;
  receipt: unknown;
}

/** Waits for saves under way and keeps new ones out until the end of the transaction. */
async function lockAttempt(tx: Tx, attemptId: string): Promise<LockedAttempt> {
  const rows = await tx.$queryRaw<LockedAttempt[]>`
    select a.id::text, a.state::text, a."deadlineAt", a."assessmentVersionId"::text, a.receipt,
      c."withdrawnAt", c."deniedAt"
    from attempt a join candidate c on c.id = a."candidateId"
    where a.id = ${attemptId}::uuid and a."practiceOfId" is null for update of a`;
  const attempt = rows[0];
  if (!attempt) throw notFound("attempt");
  return attempt;
}

/** Every item in the assessment's order with what was last saved for it. */
async function readAnswers(tx: Tx, attempt: LockedAttempt): Promise<FrozenItem[]> {
  const items = await tx.assessmentItem.findMany({
    where: { assessmentVersionId: attempt.assessmentVersionId },
    orderBy: { ordinal: "asc" },
    select: {
      id: true,
      answers: { where: { attemptId: attempt.id }, select: { revision: true, content: true } },
    },
  });
  const frozen = items.map((item) => ({
    itemId: item.id,
    revision: item.answers[0]?.revision ?? 0,
    content: item.answers[0]?.content ?? null,
  }));
  return withFileHashes(tx, attempt.id, frozen);
}

/** The receipt covers what an uploaded file holds, not only its number. */
async function withFileHashes(tx: Tx, attemptId: string, items: FrozenItem[]): Promise<FrozenItem[]> {
  const named = (content: unknown) => (content as { fileId?: string | null } | null)?.fileId ?? null;
  const ids = items.flatMap(({ content }) => named(content) ?? []);
  if (ids.length === 0) return items;
  const where = { attemptId, id: { in: ids } };
  const files = await tx.attemptFile.findMany({ where, select: { id: true, sha256: true } });
  const hashes = new Map(files.map(({ id, sha256 }) => [id, sha256]));
  return items.map((item) => {
    const fileSha256 = hashes.get(named(item.content) ?? "");
    return fileSha256 ? { ...item, fileSha256 } : item;
  });
}

async function freeze(tx: Tx, attempt: LockedAttempt, by: HandedInBy): Promise<Receipt | null> {
  const items = await readAnswers(tx, attempt);
  const submittedAt = now();
  const receipt = signReceipt({
    id: newId(),
    attemptId: attempt.id,
    submittedAt: submittedAt.toISOString(),
    contentHash: contentHash(items),
  });
  const flipped = await tx.$queryRaw<{ id: string }[]>`
    update attempt set state = 'submitted', "submittedAt" = ${submittedAt.toISOString()}::timestamptz,
      "submittedBy" = ${by}::submitted_by, receipt = ${JSON.stringify(receipt)}::jsonb, "receiptId" = ${receipt.id}::uuid
    where id = ${attempt.id}::uuid and state = 'in_progress' returning id::text`;
  if (flipped.length === 0) return null;
  await tx.submission.createMany({
    data: items.map(({ itemId, content }) => ({
      attemptId: attempt.id,
      itemId,
      content: content === null ? Prisma.DbNull : (content as Prisma.InputJsonValue),
      createdAt: submittedAt,
    })),
  });
  await enqueue(tx, gradeAttempt, { attemptId: attempt.id }, { id: attempt.id });
  return receipt;
}

/** What a hand-in by the clock is told before its time. */
function tooEarly(phase: AttemptPhase, { deadlineAt }: LockedAttempt): DomainError {
  const detail =
    phase === "running"
      ? "There is more time. Go on."
      : "Another of your devices may still be sending its last changes. Try again in a few seconds.";
  const extra = { deadlineAt: deadlineAt.toISOString(), serverNow: now().toISOString() };
  return new DomainError("too_early", detail, { extra });
}

/**
 * Ends an attempt once and for ever, in one transaction: the state flips, every item's last saved answer is frozen as
 * a Submission, the grading job is queued and the receipt is signed. Again: the first receipt, unchanged.
 * Authorises nothing: for this room's own commands and jobs.
 * @param tooSoon the phases in which it is not handed in yet.
 * @throws DomainError not_found to a candidate whose access was ended: the sweep hands in what they had saved; too_early.
 */
export async function handIn(
  attemptId: string,
  by: HandedInBy,
  tooSoon: readonly AttemptPhase[] = [],
): Promise<Receipt> {
  await recordReceiptKey();
  return db.$transaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId);
    if (attempt.state !== "in_progress") return Receipt.parse(attempt.receipt);
    if (by === "candidate" && endedAt(attempt)) throw notFound("attempt");
    // The room hands in by itself when its clock ends: then it was the deadline, whoever pressed.
    const phase = phaseAt(attempt, now());
    if (tooSoon.includes(phase)) throw tooEarly(phase, attempt);
    const receipt = await freeze(tx, attempt, by === "candidate" && phase !== "running" ? "deadline" : by);
    return receipt ?? Receipt.parse((await lockAttempt(tx, attemptId)).receipt);
  });
}

/**
 * Whether this person has been here on another device since then, and not signed out of it: what it holds and has not
 * sent nobody knows.
 */
async function mayOthersSend({ userId, sessionId }: CandidateActor, since: Date): Promise<boolean> {
  const isLive = { revokedAt: null, absoluteExpiresAt: { gt: now() }, lastSeenAt: { gte: since } };
  return (await db.session.count({ where: { userId, id: { not: sessionId }, ...isLive } })) > 0;
}

/**
 * The candidate hands in, or their room does when its clock has ended. The same answer every time.
 * @throws DomainError not_found when the attempt is not theirs, or access was ended before it was handed in; conflict for
 * a practice; too_early to a room that hands in by itself while there is time, such as time given back for an outage, or
 * in the grace where another device may still send.
 */
export async function submitAttempt(
  actor: Actor,
  attemptId: string,
  { byClock }: SubmitBody = {},
): Promise<SubmitAnswer> {
  const candidate = assertCandidate(actor);
  const owner = isId(attemptId)
    ? await db.attempt.findUnique({
        where: { id: attemptId },
        select: {
          state: true,
          startedAt: true,
          deadlineAt: true,
          practiceOfId: true,
          candidate: { select: { userId: true } },
        },
      })
    : null;
  if (!owner || !canTake(candidate, { candidateUserId: owner.candidate.userId })) throw notFound("attempt");
  if (owner.practiceOfId) throw new DomainError("conflict", "A practice is not handed in.");
  // An outage of ours that ended this instant may have moved the deadline.
  if (owner.state === "in_progress" && phaseAt(owner, now()) !== "running") await beat();
  const tooSoon: AttemptPhase[] = byClock ? ["running"] : [];
  if (byClock && (await mayOthersSend(candidate, owner.startedAt))) tooSoon.push("grace");
  const receipt = await handIn(attemptId, "candidate", tooSoon);
  return { submittedAt: receipt.submittedAt, receipt };
}
