import { reportFault } from "#lib/observability/report.ts";
import { BoundedMap } from "#lib/platform/bounded-map.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { grantCredit } from "../credits/commands.ts";
import { expiresAt, type Span } from "../rules.ts";
import {
  addFault,
  FAULT_REASON,
  faultSpans,
  isSilent,
  lostTo,
  MAX_OUTAGE_SECONDS,
  OUTAGE_FROM_SECONDS,
  OUTAGE_REASON,
  PULSE_SECONDS,
  shareId,
} from "./rules.ts";

const WEB = "web";

/**
 * Writes that a web process lives. When nobody wrote for too long, the gap becomes an outage, once, whoever sees it
 * first; it can hold nothing that a candidate sent, for none of it comes from a request.
 */
async function recordPulse(at: Date): Promise<void> {
  const seen = at.toISOString();
  await db.$queryRaw`
    with before as materialized (select "seenAt" from pulse where id = ${WEB} for update), gap as (
      insert into outage (id, "fromAt", "toAt")
      select ${newId()}::uuid, "seenAt", least(${seen}::timestamptz, "seenAt" + make_interval(secs => ${MAX_OUTAGE_SECONDS}::int))
      from before where ${seen}::timestamptz > "seenAt" + make_interval(secs => ${OUTAGE_FROM_SECONDS}::int)
    ), beaten as (
      insert into pulse as p (id, "seenAt")
      select ${WEB}, ${seen}::timestamptz from (select) as one left join before on true
      on conflict (id) do update set "seenAt" = greatest(p."seenAt", excluded."seenAt")
    )
    select 1`;
}

async function settle(outage: Span & { id: string }): Promise<void> {
  const attempts = await db.attempt.findMany({
    where: {
      practiceOfId: null,
      state: "in_progress",
      startedAt: { lt: outage.toAt },
      deadlineAt: { gt: outage.fromAt },
    },
    select: { id: true, startedAt: true, deadlineAt: true },
  });
  for (const attempt of attempts) {
    const lost = lostTo(attempt, outage);
    if (!lost) continue;
    const sourceId = shareId(outage.id, attempt.id);
    const credit = {
      attemptId: attempt.id,
      kind: "outage" as const,
      ...lost,
      reason: OUTAGE_REASON,
      sourceId,
    };
    await db.$transaction((tx) => grantCredit(tx, credit));
  }
  await db.outage.update({ where: { id: outage.id }, data: { creditedAt: now() } });
  log.info("outage.credited", { outageId: outage.id, attempts: attempts.length });
}

/** Gives back what outages took and nobody has given back yet. Twice at once, or again after a crash: credited once. */
export async function settleOutages(): Promise<void> {
  const open = await db.outage.findMany({ where: { creditedAt: null }, orderBy: { fromAt: "asc" } });
  for (const outage of open) await settle(outage);
}

/** One beat of a web process. Before anything is refused as late, too: the outage may have ended this instant. */
export async function beat(): Promise<void> {
  await recordPulse(now());
  await settleOutages();
}

/**
 * Whether an attempt that is out of time has to wait: nobody can reach the portal now, or did until a moment ago.
 * @returns false when it may be handed in; its deadline must be read again then.
 */
export async function mustWaitForOutage(deadlineAt: Date): Promise<boolean> {
  const pulse = await db.pulse.findUnique({ where: { id: WEB } });
  const at = now();
  const patience = expiresAt(deadlineAt).getTime() + MAX_OUTAGE_SECONDS * 1000;
  if (pulse && isSilent(pulse.seenAt, at) && at.getTime() < patience) return true;
  await settleOutages();
  return false;
}

let timer: ReturnType<typeof setInterval> | undefined;

/** Beats now, before the first request is served, and every few seconds while the process lives. */
export async function startPulse(): Promise<void> {
  if (timer) return;
  let failing = false;
  const beatOnce = async () => {
    try {
      await beat();
      failing = false;
    } catch (error) {
      if (!failing) log.warn("pulse.failed", { error });
      failing = true;
    }
  };
  timer = setInterval(beatOnce, PULSE_SECONDS * 1000);
  timer.unref();
  await beatOnce();
}

const MAX_FAULTY_ATTEMPTS = 1_000;
/**
 * Attempts with a failed save or upload that no good save has followed yet. Next bundles a module once per entry point:
 * what one route notes and another settles stands outside the bundles.
 */
const home = globalThis as { assayFaults?: BoundedMap<string, Span[]> };
home.assayFaults ??= new BoundedMap(MAX_FAULTY_ATTEMPTS);
const faults = home.assayFaults;

/**
 * A save that failed through us. Kept in this process until one succeeds: with the database away it could be kept nowhere else.
 * @param fault from when it reached us until it had failed.
 */
export function noteFault(attemptId: string, fault: Span): void {
  faults.set(attemptId, addFault(faults.get(attemptId) ?? [], fault));
}

async function giveBack(attemptId: string, spans: readonly Span[], at: Date): Promise<number> {
  return db.$transaction(async (tx) => {
    const before = await tx.timeCredit.aggregate({
      where: { attemptId, reason: FAULT_REASON },
      _sum: { seconds: true },
    });
    let moved = 0;
    for (const span of faultSpans(spans, at, before._sum.seconds ?? 0)) {
      const facts = { attemptId, kind: "outage" as const, reason: FAULT_REASON, sourceId: newId() };
      moved += await grantCredit(tx, { ...facts, ...span });
    }
    return moved;
  });
}

/**
 * A save has succeeded: gives back the time in which this attempt's saves failed through us. Never fails: the save is
 * committed, and what cannot be given back now stays noted for the next one.
 * @returns how far the deadline moved, in milliseconds.
 */
export async function settleFaults(attemptId: string, at: Date): Promise<number> {
  const spans = faults.get(attemptId);
  if (!spans) return 0;
  // Taken at once: two saves that succeed at the same moment give it back once.
  faults.delete(attemptId);
  try {
    return await giveBack(attemptId, spans, at);
  } catch (error) {
    const since = faults.get(attemptId) ?? [];
    faults.set(attemptId, since.reduce(addFault, spans));
    reportFault(error, { where: "outages", attemptId });
    return 0;
  }
}
