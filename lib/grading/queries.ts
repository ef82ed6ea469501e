import { CodeDefinition, Definition } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";

/*
 * What the judge reads, tests and answers included. Only this room's own handlers call these: nothing here authorises,
 * and nothing of it may leave for a candidate.
 */

const ORDERED = { orderBy: { ordinal: "asc" } } as const;

/** The submissions of an attempt that still wait for the judge or the key, in the assessment's order. */
export async function findWaiting(attemptId: string): Promise<WaitingSubmission[]> {
  const rows = await db.submission.findMany({
    where: { attemptId, state: { in: ["queued", "running"] }, attempt: { state: "submitted" } },
    orderBy: { item: { ordinal: "asc" } },
    select: {
      id: true,
      content: true,
      graderVersion: true,
      item: {
        select: { points: true, questionVersionId: true, questionVersion: { select: { definition: true } } },
      },
    },
  });
  return rows.map(({ item, ...row }) => ({
    ...row,
    maxPoints: item.points,
    questionVersionId: item.questionVersionId,
    definition: Definition.parse(item.questionVersion.definition),
  }));
}

export interface WaitingSubmission {
  id: string;
  /** null: left empty. */
  content: unknown;
  graderVersion: number;
  maxPoints: number;
  questionVersionId: string;
  definition: Definition;
}

/** Every test of a question version in order, samples first. */
export function findTests(questionVersionId: string, visibility?: "sample") {
  return db.questionTest.findMany({
    where: { questionVersionId, ...(visibility ? { visibility } : {}) },
    ...ORDERED,
    select: { id: true, name: true, visibility: true, input: true, answer: true },
  });
}

/** A run that nobody has judged yet; null when it is over, or gone. */
export async function findOpenRun(runId: string) {
  const run = await db.run.findFirst({
    where: { id: runId, state: { in: ["queued", "running"] } },
    select: {
      id: true,
      language: true,
      source: true,
      stdin: true,
      item: { select: { questionVersionId: true, questionVersion: { select: { definition: true } } } },
    },
  });
  if (!run) return null;
  const { item, ...rest } = run;
  const definition = CodeDefinition.parse(item.questionVersion.definition);
  return { ...rest, questionVersionId: item.questionVersionId, definition };
}
export type OpenRun = NonNullable<Awaited<ReturnType<typeof findOpenRun>>>;
