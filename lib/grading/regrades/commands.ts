import { Definition } from "#lib/assessments/schema.ts";
import { languageOf } from "#lib/attempts/answers/rules.ts";
import { answerOptions } from "#lib/attempts/jobs.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { queueAnswer } from "../commands.ts";
import type { RegradeInput } from "./schema.ts";

type JudgeScope = Exclude<RegradeInput["scope"], "key">;

interface LockedAttempt {
  state: "in_progress" | "submitted" | "graded";
  points: string | null;
  maxPoints: string | null;
}

/** The attempt with its row locked. @throws DomainError not_found, conflict */
export async function lockHandedIn(tx: Tx, attemptId: string, orgId: string): Promise<LockedAttempt> {
  const [attempt] = await tx.$queryRaw<LockedAttempt[]>`
    select state::text, points::text, "maxPoints"::text from attempt
    where id = ${attemptId}::uuid and "orgId" = ${orgId}::uuid for no key update`;
  if (!attempt) throw notFound("report");
  if (attempt.state === "in_progress") throw new DomainError("conflict", "Nothing is handed in yet.");
  return attempt;
}

/** The answers that are to be judged again, in the assessment's order. */
async function findAnswers(tx: Tx, attemptId: string, scope: JudgeScope) {
  const rows = await tx.submission.findMany({
    where: {
      attemptId,
      ...(scope === "all" ? {} : { state: { in: ["failed", "queued", "running"] } }),
    },
    orderBy: { item: { ordinal: "asc" } },
    select: {
      id: true,
      content: true,
      item: { select: { questionVersion: { select: { definition: true } } } },
    },
  });
  return rows
    .map(({ item, ...row }) => ({ ...row, definition: Definition.parse(item.questionVersion.definition) }))
    .filter((row) => languageOf(row.definition, row.content) !== null);
}

/**
 * Puts answers of an attempt before the judge once more. A score that was there is taken back until the new one is in;
 * what people gave for written answers stays. The audit trail says who, why, and what the score was.
 * @returns how many answers wait again.
 * @throws DomainError not_found; forbidden for a reviewer; conflict when there is nothing to judge.
 */
export async function regradeAttempt(
  actor: Actor,
  input: RegradeInput & { scope: JudgeScope },
): Promise<number> {
  const staff = assertStaff(actor, "manager");
  const { attemptId, scope, why } = input;
  return db.$transaction(async (tx) => {
    const attempt = await lockHandedIn(tx, attemptId, staff.orgId);
    const answers = await findAnswers(tx, attemptId, scope);
    if (answers.length === 0) throw new DomainError("conflict", "The judge has nothing left to do here.");
    await tx.submission.updateMany({
      where: { id: { in: answers.map(({ id }) => id) } },
      data: {
        state: "queued",
        verdict: null,
        points: null,
        scored: Prisma.DbNull,
        gradedAt: null,
        failure: null,
        compileOutput: null,
        crashes: 0,
        // Whoever has it in hand has lost it.
        workerId: null,
        ...(scope === "all" ? { graderVersion: { increment: 1 } } : {}),
      },
    });
    if (attempt.state === "graded") {
      const data = { state: "submitted", gradedAt: null, points: null, maxPoints: null } as const;
      await tx.attempt.update({ where: { id: attemptId }, data });
    }
    const at = now();
    for (const [nth, answer] of answers.entries())
      await queueAnswer(tx, answer, { ...answerOptions(at, nth), replace: true });
    const { points, maxPoints } = attempt;
    await writeAudit(tx, staff, {
      orgId: staff.orgId,
      action: "attempt.regraded",
      subject: "attempt",
      subjectId: attemptId,
      data: {
        why,
        scope,
        submissions: answers.length,
        ...(points === null ? {} : { before: { points, maxPoints } }),
      },
    });
    return answers.length;
  });
}
