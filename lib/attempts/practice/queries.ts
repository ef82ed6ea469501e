import { practiceSolution } from "#lib/assessments/practice/rules.ts";
import { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertCandidate } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { languagesOf } from "../answers/rules.ts";

/** An invitation of this person with the practice for it; null when it is not theirs. Authorises by the person alone. */
export async function findPracticeOf(userId: string, invitationId: string) {
  const invitation = await db.invitation.findFirst({
    where: { id: invitationId, candidate: { userId } },
    select: {
      expiresAt: true,
      revokedAt: true,
      candidate: { select: { withdrawnAt: true, deniedAt: true } },
      assessmentVersion: { select: { publishedAt: true } },
      attempt: { select: { id: true } },
      practice: {
        select: {
          id: true,
          assessmentVersion: {
            select: { items: { select: { questionVersion: { select: { definition: true } } } } },
          },
        },
      },
    },
  });
  if (!invitation) return null;
  const { practice, ...rest } = invitation;
  if (!practice) return { ...rest, practice: null };
  const hasPrograms = practice.assessmentVersion.items.some(
    (item) => languagesOf(Definition.parse(item.questionVersion.definition)).length > 0,
  );
  return { ...rest, practice: { id: practice.id, hasPrograms } };
}

/** A program that is right, for the check of a device to run: a question of the practice, and what to run for it. */
export interface CheckProgram {
  questionId: string;
  language: string;
  source: string;
}

/**
 * What the check runs in a language.
 * @returns null when no question of the practice takes that language.
 * @throws DomainError not_found when the practice is not theirs.
 */
export async function getCheckProgram(
  actor: Actor,
  attemptId: string,
  language: string,
): Promise<CheckProgram | null> {
  const { userId } = assertCandidate(actor);
  const practice = isId(attemptId)
    ? await db.attempt.findFirst({
        where: { id: attemptId, practiceOfId: { not: null }, candidate: { userId } },
        select: {
          assessmentVersion: {
            select: {
              items: {
                orderBy: { ordinal: "asc" },
                select: { id: true, questionVersion: { select: { definition: true } } },
              },
            },
          },
        },
      })
    : null;
  if (!practice) throw notFound("practice");
  for (const { id, questionVersion } of practice.assessmentVersion.items) {
    const definition = Definition.parse(questionVersion.definition);
    if (!languagesOf(definition).includes(language)) continue;
    const source = practiceSolution(definition, language);
    if (source !== null) return { questionId: id, language, source };
  }
  return null;
}
