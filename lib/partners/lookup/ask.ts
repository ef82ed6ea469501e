import { reportBug } from "#lib/observability/report.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { db } from "#lib/platform/db.ts";
import { log } from "#lib/platform/log.ts";
import type { BreakerState } from "./breaker.ts";
import { askPartner } from "./client.ts";
import { lookupGate, lookupVersion, type Passage, skipped } from "./gate.ts";
import { type LookupSubject, recordOutcome } from "./record.ts";
import type { LookupOutcome } from "./types.ts";

/** Less time than a connection takes is no time to ask in. */
const SHORTEST_CALL_MS = 50;

export interface AskableSubject extends LookupSubject {
  lookupState: "none" | "unconfirmed" | "confirmed" | "denied";
  lookupCheckedAt: Date | null;
  partner: LookupSubject["partner"] & { breaker: BreakerState | null };
}

type Row = Omit<AskableSubject, "user" | "partner"> & {
  userId: string;
  email: string;
  partnerId: string;
  slug: string;
  lookupUrl: string;
  lookupSecretSealed: string | null;
} & { [Field in keyof BreakerState]: BreakerState[Field] | null };

/**
 * The candidacies of a person, or one candidate, whose partner can be asked: it has a lookup address, is not switched
 * off, and nobody has ended the candidacy. One statement, with the state of each partner's breaker.
 */
export async function findAskable(
  who: { userId: string } | { candidateId: string },
  limit: number,
): Promise<AskableSubject[]> {
  const [userId, candidateId] = "userId" in who ? [who.userId, null] : [null, who.candidateId];
  const rows = await db.$queryRaw<Row[]>`
    select c.id as "candidateId", c."orgId", c."externalId", c."lookupState"::text, c."lookupCheckedAt",
      u.id as "userId", u.email, p.id as "partnerId", p.slug, p."lookupUrl", p."lookupSecretSealed",
      h.version, h."failuresInRow", h."sampleCalls", h."openUntil", h."probeUntil", h."pausedUntil"
    from candidate c
    join app_user u on u.id = c."userId"
    join partner p on p.id = c."partnerId"
    left join partner_health h on h."partnerId" = p.id
    where (c."userId" = ${userId}::uuid or c.id = ${candidateId}::uuid)
      and c."withdrawnAt" is null and c."deniedAt" is null and c."erasedAt" is null and c."externalId" is not null
      and p."lookupUrl" is not null and p."disabledAt" is null
    order by c.id desc limit ${limit}`;
  return rows.map(toSubject);
}

function toSubject(row: Row): AskableSubject {
  const { candidateId, orgId, externalId, lookupState, lookupCheckedAt, version } = row;
  const { openUntil, probeUntil, pausedUntil } = row;
  const counts = { failuresInRow: row.failuresInRow ?? 0, sampleCalls: row.sampleCalls ?? 0 };
  return {
    candidateId,
    orgId,
    externalId,
    lookupState,
    lookupCheckedAt,
    user: { id: row.userId, email: row.email },
    partner: {
      id: row.partnerId,
      slug: row.slug,
      lookupUrl: row.lookupUrl,
      lookupSecretSealed: row.lookupSecretSealed,
      breaker: version === null ? null : { version, ...counts, openUntil, probeUntil, pausedUntil },
    },
  };
}

/**
 * Asks through the partner's breaker and bulkhead. Never throws.
 * @param budgetMs all the time that asking may take; time spent waiting at the gate is part of it.
 */
export async function askThroughGate(
  subject: AskableSubject,
  budgetMs: number,
): Promise<Passage & { durationMs: number }> {
  const start = performance.now();
  const { id, breaker, lookupUrl, lookupSecretSealed } = subject.partner;
  const remaining = () => budgetMs - (performance.now() - start);
  const call = async () => {
    const left = remaining();
    if (left < SHORTEST_CALL_MS) return skipped("budget_used_up");
    return askPartner(
      { partnerId: subject.partner.id, lookupUrl, lookupSecretSealed, externalId: subject.externalId },
      left,
    );
  };
  const version = lookupVersion(subject.partner);
  let passage: Passage;
  try {
    passage = await lookupGate().run({ id, version, breaker }, call);
  } catch (error) {
    const detail = `the gate failed: ${String(error)}`;
    passage = { outcome: { kind: "bug", error, httpStatus: null, detail }, noted: Promise.resolve() };
  }
  return { ...passage, durationMs: performance.now() - start };
}

/**
 * Writes an outcome down; a database that is away at that moment changes nothing for who is signing in.
 * @returns the PartnerLookup row's id, or null when it could not be written.
 */
export async function recordQuietly(
  subject: LookupSubject,
  outcome: LookupOutcome,
  meta: { requestId: string; durationMs: number },
): Promise<string | null> {
  try {
    return await recordOutcome(subject, outcome, meta);
  } catch (error) {
    const facts = { candidateId: subject.candidateId, kind: outcome.kind, requestId: meta.requestId };
    if (isDatabaseAway(error)) log.warn("lookup.not_recorded", { ...facts, error });
    else reportBug(error, { where: "partner lookup record", ...facts });
    return null;
  }
}
