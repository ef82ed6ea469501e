import type { IncludedFile, PackageFile } from "#lib/assessments/packages/schema.ts";
import { TestSettings } from "#lib/assessments/questions/schema.ts";
import { Definition } from "#lib/assessments/schema.ts";
import { db } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import type { TestGrade } from "./commands.ts";

/*
 * What the judge reads, tests and answers included. Only this room's own handlers call these: nothing here authorises,
 * and nothing of it may leave for a candidate.
 */

const ORDERED = { orderBy: { ordinal: "asc" } } as const;

export interface WaitingSubmission {
  id: string;
  attemptId: string;
  /** null: left empty. */
  content: unknown;
  graderVersion: number;
  /** Workers that died over it without getting any further. */
  crashes: number;
  createdAt: Date;
  maxPoints: number;
  questionVersionId: string;
  definition: Definition;
}

/** Submissions that wait for the judge or the key, in the assessment's order. */
async function readWaiting(where: Prisma.SubmissionWhereInput): Promise<WaitingSubmission[]> {
  const rows = await db.submission.findMany({
    where: { ...where, state: { in: ["queued", "running"] }, attempt: { state: "submitted" } },
    orderBy: { item: { ordinal: "asc" } },
    select: {
      id: true,
      attemptId: true,
      content: true,
      graderVersion: true,
      crashes: true,
      createdAt: true,
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

/** What waits of an attempt. */
export function findWaiting(attemptId: string): Promise<WaitingSubmission[]> {
  return readWaiting({ attemptId });
}

/** One submission that waits; undefined when it is over, or gone. */
export async function findWaitingSubmission(id: string): Promise<WaitingSubmission | undefined> {
  return (await readWaiting({ id }))[0];
}

export async function findAttemptOf(submissionId: string): Promise<string | undefined> {
  const where = { id: submissionId };
  return (await db.submission.findUnique({ where, select: { attemptId: true } }))?.attemptId;
}

/** Attempts of which every answer is graded, and they are not: somebody died in between. */
export async function findUnconcluded(limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select a.id::text from attempt a
    where a.state = 'submitted' and a."erasedAt" is null
      and not exists (select 1 from submission s where s."attemptId" = a.id and s.state <> 'done')
    limit ${limit}`;
  return rows.map(({ id }) => id);
}

/** What earlier tries at a submission have found out, by test. */
export async function findResults(
  submissionId: string,
  graderVersion: number,
): Promise<Map<string, TestGrade>> {
  const rows = await db.testResult.findMany({
    where: { submissionId, graderVersion },
    select: {
      testId: true,
      verdict: true,
      timeMs: true,
      memoryKb: true,
      score: true,
      stdout: true,
      stderr: true,
    },
  });
  return new Map(rows.map((row) => [row.testId, row]));
}

/** Every test of a question version in order, samples first. */
export async function findTests(questionVersionId: string, visibility?: "sample") {
  const rows = await db.questionTest.findMany({
    where: { questionVersionId, ...(visibility ? { visibility } : {}) },
    ...ORDERED,
    select: {
      id: true,
      name: true,
      group: true,
      visibility: true,
      input: true,
      answer: true,
      settings: true,
    },
  });
  return rows.map(({ settings, ...row }) => ({ ...row, ...TestSettings.parse(settings ?? {}) }));
}
export type StoredTest = Awaited<ReturnType<typeof findTests>>[number];

/** The sources of a question's own validator. */
export async function findValidatorFiles(questionVersionId: string): Promise<PackageFile[]> {
  const rows = await db.questionFile.findMany({
    where: { questionVersionId, kind: "validator" },
    orderBy: { path: "asc" },
    select: { path: true, content: true },
  });
  return rows.map(({ path, content }) => ({ name: path, content }));
}

/** What a question lays beside every answer. */
export async function findIncluded(questionVersionId: string): Promise<IncludedFile[]> {
  const where = { questionVersionId, kind: "include" as const };
  return includedIn(
    await db.questionFile.findMany({
      where,
      orderBy: { path: "asc" },
      select: { path: true, content: true },
    }),
  );
}

/** As they are stored: `<language>/<name>`. */
export function includedIn(files: readonly { path: string; content: Uint8Array }[]): IncludedFile[] {
  return files.map(({ path, content }) => {
    const [language = "", name = ""] = path.split("/");
    return { language, name, content };
  });
}

/** A run that nobody has judged yet; null when it is over, or gone. */
export async function findOpenRun(runId: string) {
  const run = await db.run.findFirst({
    where: { id: runId, state: { in: ["queued", "running"] } },
    select: {
      id: true,
      attemptId: true,
      language: true,
      source: true,
      stdin: true,
      attempt: { select: { practiceOfId: true } },
      item: { select: { questionVersionId: true, questionVersion: { select: { definition: true } } } },
    },
  });
  if (!run) return null;
  const { item, attempt, ...rest } = run;
  const definition = Definition.parse(item.questionVersion.definition);
  const practice = attempt.practiceOfId !== null;
  return { ...rest, practice, questionVersionId: item.questionVersionId, definition };
}
export type OpenRun = NonNullable<Awaited<ReturnType<typeof findOpenRun>>>;
