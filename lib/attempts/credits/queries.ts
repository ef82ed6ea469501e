import { db } from "#lib/platform/db.ts";

/** The ledger of an attempt, oldest first: for whoever may see the attempt. */
export function findCredits(attemptId: string) {
  return db.timeCredit.findMany({
    where: { attemptId },
    orderBy: { fromAt: "asc" },
    select: { kind: true, fromAt: true, toAt: true, seconds: true, reason: true },
  });
}
