import { ensurePractice, PRACTICE_ORG_ID } from "#lib/assessments/practice/commands.ts";
import { practiceQuestions } from "#lib/assessments/practice/rules.ts";
import { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { LIVE_CANDIDACY } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { startRefusal } from "../rules.ts";
import { findPracticeOf } from "./queries.ts";
import { isFresh, practiceEnds } from "./rules.ts";

/** Beginning anew gives a new attempt with its own limits on saves and runs: as often as somebody practises in earnest. */
const PRACTICE_LIMIT = { capacity: 10, windowSeconds: 3600 } as const;
/** What a nightly sweep takes away at once. */
const PURGE_AT_ONCE = 500;

/**
 * A try in the real room, with the real saving and judging: an attempt that counts for nothing, of which the team never
 * learns, and that is gone when the real one starts. There is one for each invitation.
 * @returns the attempt, the same each time.
 * @throws DomainError not_found when the invitation is not theirs; gone when it cannot be started (any more); throttled.
 */
export async function openPractice(actor: Actor, invitationId: string): Promise<{ attemptId: string }> {
  const known = await ownInvitation(actor, invitationId);
  if (known.practice) return { attemptId: known.practice.id };
  return beginPractice(invitationId, { anew: false });
}

/** As `openPractice`, but from the beginning: what was tried before is gone. */
export async function restartPractice(actor: Actor, invitationId: string): Promise<{ attemptId: string }> {
  await ownInvitation(actor, invitationId);
  return beginPractice(invitationId, { anew: true });
}

async function ownInvitation(actor: Actor, invitationId: string) {
  const { userId } = assertCandidate(actor);
  const invitation = isId(invitationId) ? await findPracticeOf(userId, invitationId) : null;
  if (!invitation) throw notFound("invitation");
  const { expiresAt, revokedAt, candidate, assessmentVersion, attempt } = invitation;
  const facts = { expiresAt, revokedAt, ...candidate, publishedAt: assessmentVersion.publishedAt };
  if (attempt || startRefusal(facts, now())) {
    throw new DomainError("gone", "This assessment cannot be practised for any more.");
  }
  return invitation;
}

async function beginPractice(
  invitationId: string,
  { anew }: { anew: boolean },
): Promise<{ attemptId: string }> {
  const rate = await takeToken(`practice:${invitationId}`, PRACTICE_LIMIT);
  if (!rate.allowed) {
    const detail =
      "You have begun this practice many times. Go on in the one that you have, or wait a while.";
    throw new DomainError("throttled", detail, { retryAfterSeconds: rate.retryAfterSeconds });
  }
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select 1 from invitation where id = ${invitationId}::uuid for update`;
    const invitation = await tx.invitation.findUniqueOrThrow({
      where: { id: invitationId },
      select: {
        candidateId: true,
        attempt: { select: { id: true } },
        practice: { select: { id: true } },
        assessmentVersion: {
          select: { items: { select: { questionVersion: { select: { definition: true } } } } },
        },
      },
    });
    if (invitation.attempt) throw new DomainError("gone", "This assessment has started.");
    if (invitation.practice && !anew) return { attemptId: invitation.practice.id };
    if (invitation.practice) await deletePractice(tx, invitation.practice.id);
    const asked = invitation.assessmentVersion.items.map((item) =>
      Definition.parse(item.questionVersion.definition),
    );
    const versionId = await ensurePractice(tx, practiceQuestions(asked));
    const startedAt = now();
    const { id } = await tx.attempt.create({
      data: {
        id: newId(),
        practiceOfId: invitationId,
        candidateId: invitation.candidateId,
        orgId: PRACTICE_ORG_ID,
        assessmentVersionId: versionId,
        startedAt,
        baseMinutes: 1,
        deadlineAt: practiceEnds(startedAt),
      },
    });
    return { attemptId: id };
  });
}

/** Takes a practice away with all that was tried in it. Its row is locked first: a save under way ends before it. */
export async function deletePractice(tx: Tx, attemptId: string): Promise<void> {
  await tx.$queryRaw`select 1 from attempt where id = ${attemptId}::uuid and "practiceOfId" is not null for update`;
  const ofIt = { where: { attemptId, attempt: { practiceOfId: { not: null } } } };
  await tx.answerRevision.deleteMany({ where: { answer: ofIt.where } });
  await tx.answer.deleteMany(ofIt);
  await tx.attemptEvent.deleteMany(ofIt);
  await tx.run.deleteMany(ofIt);
  await tx.timeCredit.deleteMany(ofIt);
  await tx.attempt.deleteMany({ where: { id: attemptId, practiceOfId: { not: null } } });
}

/** Handler of `purgePracticesJob`: takes away practices for what nobody can start any more. */
export async function handlePurgePractices(): Promise<void> {
  const over = await db.attempt.findMany({
    where: {
      practiceOf: {
        OR: [
          { expiresAt: { lt: now() } },
          { revokedAt: { not: null } },
          { candidate: { NOT: LIVE_CANDIDACY } },
        ],
      },
    },
    select: { id: true },
    take: PURGE_AT_ONCE,
  });
  for (const { id } of over) await db.$transaction((tx) => deletePractice(tx, id));
  log.info("practices.purged", { practices: over.length });
}

/**
 * Marks that this candidate's device is ready, on our own evidence: an answer of the practice that was saved, and a run
 * that was judged and passed, both a moment ago. The browser's word counts for nothing.
 * @param runId null where the assessment has nothing to run.
 * @returns whether it is.
 * @throws DomainError not_found when the invitation is not theirs.
 */
export async function noteReady(
  actor: Actor,
  invitationId: string,
  runId: string | null,
): Promise<{ ready: boolean }> {
  const { practice } = await ownInvitation(actor, invitationId);
  if (!practice) return { ready: false };
  const at = now();
  const [answer, run] = await Promise.all([
    db.answer.findFirst({
      where: { attemptId: practice.id },
      orderBy: { savedAt: "desc" },
      select: { savedAt: true },
    }),
    runId !== null && isId(runId)
      ? db.run.findFirst({
          where: { id: runId, attemptId: practice.id, verdict: "AC" },
          select: { language: true, finishedAt: true },
        })
      : null,
  ]);
  const isSaved = answer !== null && isFresh(answer.savedAt, at);
  const isJudged = practice.hasPrograms ? isFresh(run?.finishedAt ?? null, at) : true;
  if (!isSaved || !isJudged) return { ready: false };
  await db.invitation.updateMany({
    where: { id: invitationId, attempt: { is: null } },
    data: { readyAt: at, readyLanguage: run?.language ?? null },
  });
  return { ready: true };
}
