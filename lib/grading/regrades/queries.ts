import { z } from "zod";
import { db } from "#lib/platform/db.ts";

/** The last time that a person sent answers of an attempt to the judge again. */
export interface LastRegrade {
  /** Of its line in the audit trail. */
  id: string;
  at: Date;
  by: string;
  why: string;
  /** Answers that were sent. */
  answers: number;
  /** The score that was taken back; null: there was none. */
  before: { points: number; maxPoints: number } | null;
}

const Told = z.object({
  why: z.string(),
  submissions: z.number(),
  before: z.object({ points: z.coerce.number(), maxPoints: z.coerce.number() }).optional(),
});

/** null: nobody ever did. Callers have authorised. */
export async function findLastRegrade(orgId: string, attemptId: string): Promise<LastRegrade | null> {
  const row = await db.auditEvent.findFirst({
    where: { orgId, subject: "attempt", subjectId: attemptId, action: "attempt.regraded" },
    orderBy: { id: "desc" },
    select: { id: true, at: true, actorId: true, data: true },
  });
  const told = Told.safeParse(row?.data).data;
  if (!row || !told) return null;
  const by = row.actorId
    ? await db.user.findUnique({ where: { id: row.actorId }, select: { name: true } })
    : null;
  const { why, submissions, before = null } = told;
  return { id: String(row.id), at: row.at, by: by?.name ?? "somebody", why, answers: submissions, before };
}
