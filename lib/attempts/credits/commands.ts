import type { Tx } from "#lib/platform/db.ts";
import type { TimeCreditKind } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";
import { effectiveDeadline, type Span } from "../rules.ts";

export interface Credit extends Span {
  attemptId: string;
  kind: TimeCreditKind;
  /** In words that both sides read. */
  reason: string;
  /** What it is for: the same source is credited once, with the longest span that was seen of it. */
  sourceId: string;
}

/**
 * Gives a candidate back the time that we cost them: writes the ledger and moves the deadline by the one rule, in the
 * caller's transaction. The expiry job follows by itself, for it reads the deadline when it comes. An attempt that is
 * over gets nothing.
 * @returns how far the deadline moved, in milliseconds.
 */
export async function grantCredit(tx: Tx, credit: Credit): Promise<number> {
  const { attemptId, kind, fromAt, toAt, reason, sourceId } = credit;
  const [attempt] = await tx.$queryRaw<
    {
      deadlineAt: Date;
      startedAt: Date;
      baseMinutes: number;
      timeMultiplier: string;
      adjustmentSeconds: number;
    }[]
  >`
    select "deadlineAt", "startedAt", "baseMinutes", "timeMultiplier"::text, "adjustmentSeconds"
    from attempt where id = ${attemptId}::uuid and state = 'in_progress' for no key update`;
  if (!attempt) return 0;
  const seconds = Math.ceil((toAt.getTime() - fromAt.getTime()) / 1000);
  const known = await tx.timeCredit.findUnique({ where: { sourceId }, select: { seconds: true } });
  const span = { fromAt, toAt, seconds, reason };
  if (!known) await tx.timeCredit.create({ data: { attemptId, kind, sourceId, ...span } });
  else if (seconds > known.seconds) await tx.timeCredit.update({ where: { sourceId }, data: span });
  const credits = await tx.timeCredit.findMany({
    where: { attemptId },
    select: { fromAt: true, toAt: true },
  });
  const { startedAt, baseMinutes, timeMultiplier, adjustmentSeconds } = attempt;
  const terms = {
    startedAt,
    baseMinutes,
    timeMultiplier: Number(timeMultiplier),
    adjustmentSeconds,
    credits,
  };
  const deadlineAt = effectiveDeadline(terms);
  const moved = deadlineAt.getTime() - attempt.deadlineAt.getTime();
  // Credits only ever give.
  if (moved <= 0) return 0;
  await tx.attempt.update({ where: { id: attemptId }, data: { deadlineAt } });
  log.info("attempt.credited", { attemptId, kind, sourceId, movedMs: moved });
  return moved;
}
