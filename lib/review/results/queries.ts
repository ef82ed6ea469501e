import { textsFor } from "#lib/assessments/translations/rules.ts";
import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { endedAt, withdrewThemselves } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { replyBy, type SharedResult, sharedResult } from "./rules.ts";

/** What a candidate is told after handing in. */
export interface Afterwards {
  result: SharedResult;
  /** All of it is graded and read by people. */
  finished: boolean;
  /** The day by which the team means to answer. */
  replyBy: Date | null;
  replyIsLate: boolean;
  /** The candidate withdrew, or others ended access: nobody goes on with it. */
  over: "withdrew" | "ended" | null;
}

/** The rows of one attempt that its result comes from. */
function loadAttempt(userId: string, attemptId: string) {
  return db.attempt.findFirst({
    where: { id: attemptId, candidate: { userId } },
    select: {
      state: true,
      submittedAt: true,
      submittedBy: true,
      candidate: { select: { withdrawnAt: true, withdrawnBy: true, deniedAt: true } },
      submissions: { select: { itemId: true, points: true } },
      reviews: { select: { itemId: true, points: true } },
      assessmentVersion: {
        select: {
          assessment: { select: { resultSharing: true, replyWithinDays: true } },
          items: {
            orderBy: { ordinal: "asc" },
            select: {
              id: true,
              ordinal: true,
              points: true,
              questionVersion: {
                select: { title: true, statement: true, language: true, translations: true },
              },
            },
          },
        },
      },
    },
  });
}
type AttemptRow = NonNullable<Awaited<ReturnType<typeof loadAttempt>>>;

function resultItems({ assessmentVersion, submissions, reviews }: AttemptRow, language: string) {
  const judged = new Map(submissions.map(({ itemId, points }) => [itemId, points?.toNumber() ?? null]));
  return assessmentVersion.items.map(({ id, ordinal, points, questionVersion }) => {
    const { title, language: lang } = textsFor(questionVersion, language);
    const read = reviews.filter((review) => review.itemId === id).map((review) => review.points.toNumber());
    return { ordinal, title, lang, maxPoints: points, judged: judged.get(id) ?? null, reviews: read };
  });
}

const isClosed = ({ submittedBy }: AttemptRow) => submittedBy === "withdrawal";

function overOf(candidate: AttemptRow["candidate"]): Afterwards["over"] {
  if (withdrewThemselves(candidate)) return "withdrew";
  return endedAt(candidate) ? "ended" : null;
}

/**
 * The result as far as the team shares it, and what comes next.
 * @param language BCP 47, of the reader.
 * @throws DomainError not_found when the attempt is not theirs, or still runs.
 */
export async function getAfterwards(actor: Actor, attemptId: string, language = "en"): Promise<Afterwards> {
  const { userId } = assertCandidate(actor);
  const attempt = isId(attemptId) ? await loadAttempt(userId, attemptId) : null;
  if (!attempt?.submittedAt) throw notFound("attempt");
  const { resultSharing, replyWithinDays } = attempt.assessmentVersion.assessment;
  const items = resultItems(attempt, language);
  const facts = { graded: attempt.state === "graded", closed: isClosed(attempt), items };
  const by = replyBy(attempt.submittedAt, replyWithinDays);
  return {
    result: sharedResult({ sharing: resultSharing, ...facts }),
    finished: sharedResult({ sharing: "score", ...facts }).state === "shown",
    replyBy: by,
    replyIsLate: by !== null && by < now(),
    over: overOf(attempt.candidate),
  };
}

/** The result as far as the team shares it, of an attempt that its candidate handed in; null for another's. */
export async function sharedResultOf(
  userId: string,
  attemptId: string,
  language = "en",
): Promise<SharedResult | null> {
  const attempt = await loadAttempt(userId, attemptId);
  if (!attempt) return null;
  const sharing = attempt.assessmentVersion.assessment.resultSharing;
  const graded = attempt.state === "graded";
  return sharedResult({ sharing, graded, closed: isClosed(attempt), items: resultItems(attempt, language) });
}
