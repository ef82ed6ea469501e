import { db } from "#lib/platform/db.ts";
import { countedSeconds } from "./rules.ts";

/**
 * The ledger of an attempt, oldest first: for whoever may see the attempt. The seconds add up to what was given; a line
 * of 0 was given by others already.
 * @param plannedMs of the attempt's time, as the reader is told of it.
 */
export async function findCredits(attemptId: string, plannedMs: number) {
  const lines = await db.timeCredit.findMany({
    where: { attemptId },
    orderBy: { fromAt: "asc" },
    select: { kind: true, fromAt: true, toAt: true, reason: true },
  });
  const counted = countedSeconds(lines, plannedMs);
  return lines.map((line, index) => ({ ...line, seconds: counted[index] ?? 0 }));
}
