import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
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
import { phaseAt } from "../rules.ts";
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

/** What a hand-in by the clock is told while there is time; the room goes on with it. */
function tooEarly({ deadlineAt }: LockedAttempt): DomainError {
  const extra = { deadlineAt: deadlineAt.toISOString(), serverNow: now().toISOString() };
  return new DomainError("too_early", "There is more time. Go on.", { extra });
}

/**
 * Ends an attempt once and for ever, in one transaction: the state flips, every item's last saved answer is frozen as
 * a Submission, the grading job is queued and the receipt is signed. Again: the first receipt, unchanged.
 * Authorises nothing: for this room's own commands and jobs.
 * @param byClock of a candidate's room: not what they asked for, so only once their time is over.
 * @throws DomainError not_found to a candidate whose access was ended: the sweep hands in what they had saved; too_early.
 */
export async function handIn(attemptId: string, by: HandedInBy, byClock = false): Promise<Receipt> {
  await recordReceiptKey();
  return db.$transaction(async (tx) => {
    const attempt = await lockAttempt(tx, attemptId);
    if (attempt.state !== "in_progress") return Receipt.parse(attempt.receipt);
    if (by === "candidate" && endedAt(attempt)) throw notFound("attempt");
    // The room hands in by itself when its clock ends: then it was the deadline, whoever pressed.
    const inTime = phaseAt(attempt, now()) === "running";
    if (byClock && inTime) throw tooEarly(attempt);
    const receipt = await freeze(tx, attempt, by === "candidate" && !inTime ? "deadline" : by);
    return receipt ?? Receipt.parse((await lockAttempt(tx, attemptId)).receipt);
  });
}

/**
 * The candidate hands in, or their room does when its clock has ended. The same answer every time.
 * @throws DomainError not_found when the attempt is not theirs, or access was ended before it was handed in; conflict for
 * a practice; too_early to a room that hands in by itself while there is time, such as time given back for an outage.
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
  const receipt = await handIn(attemptId, "candidate", byClock);
  return { submittedAt: receipt.submittedAt, receipt };
}
