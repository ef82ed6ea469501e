import { reportBug } from "#lib/observability/report.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { db } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { log } from "#lib/platform/log.ts";
import { lookupGate, skipped } from "./breaker.ts";
import { askPartner } from "./client.ts";
import { type LookupSubject, recordOutcome } from "./record.ts";
import type { LookupOutcome } from "./types.ts";

/** Less time than a connection takes is no time to ask in. */
const SHORTEST_CALL_MS = 50;

const select = {
  id: true,
  orgId: true,
  externalId: true,
  lookupState: true,
  lookupCheckedAt: true,
  user: { select: { id: true, email: true } },
  partner: { select: { id: true, slug: true, lookupUrl: true, lookupSecretSealed: true } },
} satisfies Prisma.CandidateSelect;

export interface AskableSubject extends LookupSubject {
  lookupState: "none" | "unconfirmed" | "confirmed" | "denied";
  lookupCheckedAt: Date | null;
}

/**
 * The candidates among `where` whose partner can be asked: it has a lookup address, is not switched off, and nobody
 * has ended the candidacy.
 */
export async function findAskable(
  where: Prisma.CandidateWhereInput,
  limit: number,
): Promise<AskableSubject[]> {
  const rows = await db.candidate.findMany({
    where: {
      ...where,
      withdrawnAt: null,
      deniedAt: null,
      erasedAt: null,
      partner: { lookupUrl: { not: null }, disabledAt: null },
    },
    orderBy: { id: "desc" },
    take: limit,
    select,
  });
  return rows.flatMap(({ id, user, partner, externalId, ...row }) => {
    if (!user || !partner?.lookupUrl || externalId === null) return [];
    return [
      { ...row, candidateId: id, externalId, user, partner: { ...partner, lookupUrl: partner.lookupUrl } },
    ];
  });
}

/**
 * Asks through the partner's breaker and bulkhead. Never throws.
 * @param budgetMs all the time that asking may take; time spent waiting at the gate is part of it.
 */
export async function askThroughGate(
  subject: LookupSubject,
  budgetMs: number,
): Promise<{ outcome: LookupOutcome; durationMs: number }> {
  const start = performance.now();
  const { id, lookupUrl, lookupSecretSealed } = subject.partner;
  const remaining = () => budgetMs - (performance.now() - start);
  const call = async () => {
    const left = remaining();
    if (left < SHORTEST_CALL_MS) return skipped("budget_used_up");
    return askPartner({ lookupUrl, lookupSecretSealed, externalId: subject.externalId }, left);
  };
  const version = sha256(`${lookupUrl}\n${lookupSecretSealed}`);
  let outcome: LookupOutcome;
  try {
    outcome = await lookupGate().run(id, version, call);
  } catch (error) {
    outcome = { kind: "bug", error, httpStatus: null, detail: `the gate failed: ${String(error)}` };
  }
  return { outcome, durationMs: performance.now() - start };
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
