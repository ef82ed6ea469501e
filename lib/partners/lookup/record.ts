import type { SystemActor } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { endSessionsWithoutAccess } from "#lib/candidates/commands.ts";
import {
  reportBug,
  reportFault,
  reportPartnerFailure,
  reportPartnerTurn,
} from "#lib/observability/report.ts";
import { cleanText } from "#lib/observability/scrub.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { isMisconfiguration } from "../health/rules.ts";
import { tellPartnerAdmin } from "../health/watch/jobs.ts";
import { FORGET_KIND_MS, voiceOf } from "../health/watch/rules.ts";
import { believedCheckTime } from "./rules.ts";
import { isPartnerFailure, type LookupOutcome } from "./types.ts";

/** Sentry hears of one partner and kind at most once in this time; the count is kept for each failure. */
const REPORT_WINDOW_MS = 10 * 60_000;
const ASKED_BY: SystemActor = { kind: "system", job: "partner lookup" };

/** Whom the question was about, and who was asked. */
export interface LookupSubject {
  candidateId: string;
  orgId: string;
  externalId: string;
  user: { id: string; email: string };
  partner: { id: string; slug: string; lookupUrl: string; lookupSecretSealed: string | null };
}

export interface LookupMeta {
  requestId: string;
  durationMs: number;
}

/**
 * Writes down what asking came to, tells whom it concerns, and puts a denial into force.
 * @returns the id of the PartnerLookup row.
 */
export async function recordOutcome(
  subject: LookupSubject,
  outcome: LookupOutcome,
  meta: LookupMeta,
): Promise<string> {
  tellOurFaults(subject, outcome, meta);
  if (outcome.kind === "denied") await enforceDenial(subject, outcome, meta.requestId);
  const id = newId();
  await db.partnerLookup.create({
    data: {
      id,
      partnerId: subject.partner.id,
      candidateId: subject.candidateId,
      at: now(),
      kind: outcome.kind,
      httpStatus: outcome.httpStatus,
      durationMs: Math.round(meta.durationMs),
      detail: cleanText(outcome.detail),
      requestId: meta.requestId,
    },
  });
  if (outcome.kind === "ok") await confirm(subject);
  else if (outcome.kind !== "denied") await markUnconfirmed(subject.candidateId);
  if (isPartnerFailure(outcome.kind)) await countFailure(subject, outcome, meta, id);
  return id;
}

/** Faults that may be ours are errors, whatever else the outcome is. */
function tellOurFaults(subject: LookupSubject, outcome: LookupOutcome, meta: LookupMeta): void {
  const facts = {
    where: "partner lookup",
    requestId: meta.requestId,
    user: subject.user,
    partnerId: subject.partner.id,
    partner: subject.partner.slug,
    candidateId: subject.candidateId,
  };
  if (outcome.kind === "bug") reportFault(outcome.error, facts);
  if (outcome.kind === "misconfigured" && outcome.ours) reportBug(new Error(outcome.detail), facts);
  if (outcome.kind === "malformed" && outcome.foreign) {
    reportBug(new Error("a partner answered about another candidate than it was asked about"), facts);
  }
}

async function confirm(subject: LookupSubject): Promise<void> {
  await db.candidate.updateMany({
    where: { id: subject.candidateId, deniedAt: null },
    data: { lookupState: "confirmed", lookupCheckedAt: now() },
  });
}

/** An earlier approval stays in force; only who was never answered for becomes unconfirmed. */
async function markUnconfirmed(candidateId: string): Promise<void> {
  await db.candidate.updateMany({
    where: { id: candidateId, lookupState: "none" },
    data: { lookupState: "unconfirmed" },
  });
}

async function enforceDenial(
  subject: LookupSubject,
  outcome: Extract<LookupOutcome, { kind: "denied" }>,
  requestId: string,
): Promise<void> {
  const at = now();
  await db.$transaction(async (tx) => {
    const denied = await tx.candidate.updateMany({
      where: { id: subject.candidateId, deniedAt: null },
      data: { lookupState: "denied", lookupCheckedAt: at, deniedAt: at, deniedReason: outcome.reason },
    });
    if (denied.count === 0) return;
    const sessions = await endSessionsWithoutAccess(tx, subject.user.id, "denied_by_partner");
    await writeAudit(tx, ASKED_BY, {
      orgId: subject.orgId,
      action: "candidate.denied",
      subject: "candidate",
      subjectId: subject.candidateId,
      data: {
        partnerId: subject.partner.id,
        reason: outcome.reason,
        // null: the partner's clock cannot be believed. The denial holds all the same, from our own time on.
        checkedAt: believedCheckTime(outcome.checkedAt, at)?.toISOString() ?? null,
        sessionsEnded: sessions,
      },
      requestId,
    });
  });
}

/** Counts truly; the process that opens a new window is the one that reports, with what was held back before. */
async function countFailure(
  subject: LookupSubject,
  outcome: LookupOutcome,
  meta: LookupMeta,
  lookupId: string,
): Promise<void> {
  const { id: partnerId, slug } = subject.partner;
  const { first, suppressed, isNewKind } = await bumpFailure(partnerId, outcome.kind);
  if (!first) return;
  const { kind, detail } = outcome;
  const about = { partnerId, partnerSlug: slug, user: subject.user, requestId: meta.requestId };
  const voice = voiceOf(kind, await mutedKinds(partnerId), isNewKind);
  if (voice === "silent")
    return log.info("partner.failure_muted", { partnerId, partner: slug, kind, detail });
  if (voice === "speak_up") {
    const facts = { kind, detail: cleanText(detail) };
    reportPartnerTurn({ ...about, turn: "degraded", reason: "a new kind of failure while muted", facts });
  } else reportPartnerFailure({ ...about, kind, operation: "lookup", detail, suppressed });
  const isOurs = outcome.kind === "misconfigured" && outcome.ours;
  if (isMisconfiguration(kind) && !isOurs) await enqueue(db, tellPartnerAdmin, { partnerId, lookupId });
}

async function mutedKinds(partnerId: string): Promise<string[]> {
  const mutes = await db.partnerMute.findMany({
    where: { partnerId, endedAt: null, until: { gt: now() } },
    select: { kind: true },
  });
  return mutes.map(({ kind }) => kind);
}

/**
 * One more failure of a kind. A window opens with a failure and lasts ten minutes, in the database, so that any number
 * of processes open it once.
 * @returns whether this failure opened a window, how many the one before held back, and whether the kind is a new one.
 */
export async function bumpFailure(
  partnerId: string,
  kind: string,
): Promise<{ first: boolean; suppressed: number; isNewKind: boolean }> {
  const at = now();
  const since = new Date(at.getTime() - REPORT_WINDOW_MS);
  const remembered = new Date(at.getTime() - FORGET_KIND_MS);
  const [, rows] = await db.$transaction([
    db.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`${partnerId}/${kind}`}, 0))`,
    db.$queryRaw<{ opened: boolean; suppressed: number; known: boolean }[]>`
      with latest as (
        select "windowStart", count, reported from partner_failure
        where "partnerId" = ${partnerId}::uuid and kind = ${kind} order by "windowStart" desc limit 1
      ), bumped as (
        update partner_failure f set count = f.count + 1 from latest
        where f."partnerId" = ${partnerId}::uuid and f.kind = ${kind}
          and f."windowStart" = latest."windowStart" and latest."windowStart" > ${since}
        returning 1
      ), opened as (
        insert into partner_failure ("partnerId", kind, "windowStart", count, reported)
        select ${partnerId}::uuid, ${kind}, ${at}, 1, 1
        where not exists (select 1 from latest where "windowStart" > ${since})
        returning 1
      )
      select exists (select 1 from opened) as opened,
             exists (select 1 from latest where "windowStart" > ${remembered}) as known,
             coalesce((select count - reported from latest), 0)::int as suppressed`,
  ]);
  const row = rows[0];
  const first = row?.opened ?? false;
  return { first, suppressed: first ? (row?.suppressed ?? 0) : 0, isNewKind: !(row?.known ?? true) };
}
