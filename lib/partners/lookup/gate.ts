import { type BulkheadPolicy, bulkhead, isBulkheadRejectedError } from "cockatiel";
import { reportBug } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { db } from "#lib/platform/db.ts";
import {
  type BreakerState,
  CONSECUTIVE_FAILURES,
  DEFAULT_RATE_PAUSE_SECONDS,
  isWorthNoting,
  PROBE_MS,
  pauseTable,
  readBreaker,
  SAMPLE_MINIMUM,
  SAMPLE_MS,
} from "./breaker.ts";
import { isPartnerFailure, type LookupOutcome, type SkipReason } from "./types.ts";

/** Sign-ins that may wait for one partner at a time; the next one is not kept waiting for its turn. */
const CONCURRENT_CALLS = 8;

/** A partner as the gate sees it; its state is read together with the partner. */
export interface GatedPartner {
  id: string;
  version: string;
  breaker: BreakerState | null;
}

/** Changes with a partner's address or secret: what was learnt of the old configuration says nothing of the new one. */
export function lookupVersion(partner: {
  lookupUrl: string | null;
  lookupSecretSealed: string | null;
}): string {
  return sha256(`${partner.lookupUrl}\n${partner.lookupSecretSealed}`);
}

/** What asking came to; `noted` settles when the breaker has it written down, which nobody who signs in waits for. */
export interface Passage {
  outcome: LookupOutcome;
  noted: Promise<void>;
}

/** Stands before each partner: lets a call through, or answers `skipped` at once. */
export interface LookupGate {
  run(partner: GatedPartner, call: () => Promise<LookupOutcome>): Promise<Passage>;
}

const SKIP_WORDS: Record<SkipReason, string> = {
  breaker_open: "not asked: the partner kept failing and is given a pause",
  bulkhead_full: `not asked: ${CONCURRENT_CALLS} questions to this partner were waiting already`,
  rate_limited: "not asked: the partner wants a pause",
  budget_used_up: "not asked: no time was left",
};

/** Nobody was asked, and why. */
export function skipped(reason: SkipReason): LookupOutcome {
  return { kind: "skipped", reason, httpStatus: null, detail: SKIP_WORDS[reason] };
}

/** A gate: the breaker is every process's, the bulkhead is this one's. */
export function createLookupGate(): LookupGate {
  const bulkheads = new Map<string, BulkheadPolicy>();
  const bulkheadOf = (partnerId: string) => {
    const known = bulkheads.get(partnerId);
    if (known) return known;
    const made = bulkhead(CONCURRENT_CALLS, 0);
    bulkheads.set(partnerId, made);
    return made;
  };
  return { run: (partner, call) => throughGate(partner, bulkheadOf(partner.id), call) };
}

async function throughGate(
  partner: GatedPartner,
  calls: BulkheadPolicy,
  call: () => Promise<LookupOutcome>,
): Promise<Passage> {
  const word = readBreaker(partner.breaker, partner.version, now());
  if (word === "paused") return turnedAway("rate_limited");
  if (word === "open") return turnedAway("breaker_open");
  const isProbe = word === "half_open";
  if (isProbe && !(await quietly(() => claimProbe(partner)))) return turnedAway("breaker_open");
  try {
    const outcome = await calls.execute(call);
    return { outcome, noted: quietly(() => note(partner, outcome, isProbe)).then(() => undefined) };
  } catch (error) {
    if (isProbe) await quietly(() => releaseProbe(partner));
    if (isBulkheadRejectedError(error)) return turnedAway("bulkhead_full");
    throw error;
  }
}

function turnedAway(reason: SkipReason): Passage {
  return { outcome: skipped(reason), noted: Promise.resolve() };
}

/** What the breaker could not write down changes nothing for who is signing in. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isDatabaseAway(error)) reportBug(error, { where: "partner breaker" });
    return undefined;
  }
}

/** @returns whether this process is the one, among all, that sends the probe. */
async function claimProbe({ id, version }: GatedPartner): Promise<boolean> {
  const at = now();
  const until = new Date(at.getTime() + PROBE_MS);
  const claimed = await db.$queryRaw<object[]>`
    update partner_health set "probeUntil" = ${until}
    where "partnerId" = ${id}::uuid and version = ${version} and "openUntil" <= ${at}
      and ("probeUntil" is null or "probeUntil" <= ${at})
    returning "partnerId"`;
  return claimed.length > 0;
}

async function releaseProbe({ id }: GatedPartner): Promise<void> {
  await db.$executeRaw`update partner_health set "probeUntil" = null where "partnerId" = ${id}::uuid`;
}

async function note(partner: GatedPartner, outcome: LookupOutcome, isProbe: boolean): Promise<void> {
  // Whoever says "slow down" is there; a probe so answered has found the partner well.
  if (outcome.kind === "rate_limited") return pause(partner, outcome.retryAfterSeconds);
  if (isPartnerFailure(outcome.kind)) return noteFailure(partner, isProbe);
  if (outcome.kind === "skipped" || outcome.kind === "bug")
    return isProbe ? releaseProbe(partner) : undefined;
  if (isProbe) return closeBreaker(partner.id);
  if (isWorthNoting(partner.breaker, partner.version)) await noteSuccess(partner);
}

/** A good answer, however it was asked for: the partner is asked again from now on. */
export async function closeBreaker(partnerId: string): Promise<void> {
  await db.$executeRaw`
    update partner_health
    set "failuresInRow" = 0, "sampleStart" = null, "sampleCalls" = 0, "sampleFailures" = 0, level = 0,
        "openedAt" = null, "openUntil" = null, "probeUntil" = null, "pausedUntil" = null
    where "partnerId" = ${partnerId}::uuid`;
}

/** The sample begins with a failure and ends 30 s later; a service that never fails is never counted. */
async function noteSuccess({ id, version }: GatedPartner): Promise<void> {
  const since = new Date(now().getTime() - SAMPLE_MS);
  await db.$executeRaw`
    update partner_health set "failuresInRow" = 0,
      "sampleCalls" = case when "sampleStart" > ${since} then "sampleCalls" + 1 else 0 end,
      "sampleFailures" = case when "sampleStart" > ${since} then "sampleFailures" else 0 end
    where "partnerId" = ${id}::uuid and version = ${version} and "openUntil" is null`;
}

async function pause({ id, version }: GatedPartner, seconds: number | null): Promise<void> {
  const at = now();
  const until = new Date(at.getTime() + (seconds ?? DEFAULT_RATE_PAUSE_SECONDS) * 1000);
  await db.$executeRaw`
    insert into partner_health as h ("partnerId", version, "pausedUntil", "lastFailureAt")
    values (${id}::uuid, ${version}, ${until}, ${at})
    on conflict ("partnerId") do update set version = excluded.version, "pausedUntil" = excluded."pausedUntil",
      "lastFailureAt" = excluded."lastFailureAt", "failuresInRow" = 0, level = 0, "openedAt" = null,
      "openUntil" = null, "probeUntil" = null`;
}

/**
 * One more failure, counted in the database: opens the breaker at the fifth in a row, at half of ten or more in 30 s,
 * or again, for longer, when the probe failed. A late failure of a call that began before it opened changes nothing.
 */
async function noteFailure({ id, version, breaker }: GatedPartner, isProbe: boolean): Promise<void> {
  const at = now();
  const since = new Date(at.getTime() - SAMPLE_MS);
  const pauses = pauseTable(Math.random());
  if (!breaker) {
    await db.$executeRaw`
      insert into partner_health ("partnerId", version) values (${id}::uuid, ${version})
      on conflict ("partnerId") do nothing`;
  }
  await db.$executeRaw`
      update partner_health h set
        version = ${version}, "pausedUntil" = null, "lastFailureAt" = ${at},
        "failuresInRow" = n.in_row, "sampleStart" = n.start, "sampleCalls" = n.calls, "sampleFailures" = n.failures,
        level = case when n.opens then n.level + 1 else n.level end,
        "openedAt" = case when n.opens then coalesce(n.opened, ${at}) else n.opened end,
        "openUntil" = case when n.opens then ${at}::timestamptz
          + make_interval(secs => (${pauses}::int[])[least(n.level + 1, ${pauses.length})] / 1000.0)
          else n.until end,
        "probeUntil" = case when ${isProbe} then null else n.probe end
      from (
        select s.*, ${isProbe} or (s.until is null and (s.in_row >= ${CONSECUTIVE_FAILURES}
          or (s.calls >= ${SAMPLE_MINIMUM} and s.failures * 2 >= s.calls))) as opens
        from (
          select f.same,
            case when f.same then f."failuresInRow" else 0 end + 1 as in_row,
            case when f.sampled then f."sampleStart" else ${at}::timestamptz end as start,
            case when f.sampled then f."sampleCalls" else 0 end + 1 as calls,
            case when f.sampled then f."sampleFailures" else 0 end + 1 as failures,
            case when f.same then f.level else 0 end as level,
            case when f.same then f."openedAt" end as opened,
            case when f.same then f."openUntil" end as until,
            case when f.same then f."probeUntil" end as probe
          from (
            select p.*, p.version = ${version} as same,
              p.version = ${version} and coalesce(p."sampleStart" > ${since}, false) as sampled
            from partner_health p where p."partnerId" = ${id}::uuid for update
          ) f
        ) s
      ) n
      where h."partnerId" = ${id}::uuid`;
}

/** Next bundles a module once per entry point; the bulkheads are the process's. */
const home = globalThis as { assayLookupGate?: LookupGate };

/** The gate that sign-in and jobs share in this process. */
export function lookupGate(): LookupGate {
  home.assayLookupGate ??= createLookupGate();
  return home.assayLookupGate;
}
