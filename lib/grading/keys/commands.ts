import { canGradeBy, isGradedByKey } from "#lib/assessments/rules.ts";
import { Definition } from "#lib/assessments/schema.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { finishAttempt } from "../commands.ts";
import { gradeByKey } from "../grade.ts";
import { lockHandedIn } from "../regrades/commands.ts";
import type { RegradeInput } from "../regrades/schema.ts";

/** Answers of an attempt that a key grades, each with the version that was asked. */
async function findKeyed(tx: Tx, attemptId: string) {
  const rows = await tx.submission.findMany({
    where: { attemptId },
    orderBy: { item: { ordinal: "asc" } },
    select: {
      id: true,
      content: true,
      points: true,
      item: {
        select: {
          points: true,
          questionVersion: { select: { id: true, questionId: true, definition: true } },
        },
      },
    },
  });
  return rows
    .map(({ item: { points: maxPoints, questionVersion }, ...row }) => ({
      ...row,
      maxPoints,
      asked: { ...questionVersion, definition: Definition.parse(questionVersion.definition) },
    }))
    .filter(({ asked }) => isGradedByKey(asked.definition));
}

type Asked = Awaited<ReturnType<typeof findKeyed>>[number]["asked"];

/** The newest published version of each question: what its author holds to be right today. */
async function findNewest(tx: Tx, asked: readonly Asked[]) {
  const rows = await tx.questionVersion.findMany({
    where: { questionId: { in: asked.map(({ questionId }) => questionId) }, publishedAt: { not: null } },
    orderBy: [{ questionId: "asc" }, { number: "desc" }],
    distinct: ["questionId"],
    select: { id: true, questionId: true, definition: true },
  });
  return new Map(
    rows.map((row) => [row.questionId, { id: row.id, definition: Definition.parse(row.definition) }]),
  );
}

/** @returns how many of the answers have other points than before. */
async function gradeAgain(tx: Tx, answers: Awaited<ReturnType<typeof findKeyed>>): Promise<number> {
  const newest = await findNewest(
    tx,
    answers.map(({ asked }) => asked),
  );
  let changed = 0;
  for (const { id, content, maxPoints, asked, points: before } of answers) {
    const candidate = newest.get(asked.questionId);
    const key = candidate && canGradeBy(candidate.definition, asked.definition) ? candidate : asked;
    const { points } = gradeByKey({ content, maxPoints, definition: key.definition });
    const keyVersionId = key.id === asked.id ? null : key.id;
    await tx.submission.update({
      where: { id },
      data: { state: "done", points, keyVersionId, gradedAt: now(), graderVersion: { increment: 1 } },
    });
    if (before?.toNumber() !== points) changed += 1;
  }
  return changed;
}

/**
 * Grades an attempt's choice and short answers by the newest key of their questions, because an author mended one: all
 * in one transaction, so nobody sees half of it. Where the newest version asks for something else (other options, no
 * key any more), the key of the version that was asked stays in force.
 * @returns how many answers were graded again.
 * @throws DomainError not_found; forbidden for a reviewer; conflict when there is no such answer.
 */
export async function regradeByKey(
  actor: Actor,
  { attemptId, why }: Pick<RegradeInput, "attemptId" | "why">,
): Promise<number> {
  const staff = assertStaff(actor, "manager");
  const count = await db.$transaction(async (tx) => {
    const { state, points, maxPoints } = await lockHandedIn(tx, attemptId, staff.orgId);
    const answers = await findKeyed(tx, attemptId);
    if (answers.length === 0) throw new DomainError("conflict", "No answer here is graded by a key.");
    const changed = await gradeAgain(tx, answers);
    if (state === "graded") {
      const data = { state: "submitted", gradedAt: null, points: null, maxPoints: null } as const;
      await tx.attempt.update({ where: { id: attemptId }, data });
    }
    const before = points === null ? {} : { before: { points, maxPoints } };
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "attempt.regraded",
      subject: "attempt",
      subjectId: attemptId,
      data: { why, scope: "key", submissions: answers.length, changed, ...before },
    });
    return answers.length;
  });
  await finishAttempt(staff, attemptId);
  return count;
}
