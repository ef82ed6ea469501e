import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { type CheckSeen, readChecks, readStandings, startOfWindow } from "./facts/queries.ts";
import { emptyHours, HOURS, type Hour, startOfHours } from "./hours/rules.ts";
import { checkVerdict, checkWords } from "./rules.ts";
import { FAILURE_KINDS } from "./schema.ts";
import type { Health } from "./state/rules.ts";

/** Names on the page; whoever wants all of them opens the sign-in journal. */
const MAX_AFFECTED = 20;
const MAX_HISTORY = 20;
const MAX_MUTES = 20;
const GONE = "somebody who has left";

export interface MuteView {
  id: string;
  kind: string;
  reason: string;
  by: string;
  until: Date;
}

export interface HealthEvent {
  id: string;
  at: Date;
  who: string;
  action: string;
  data: unknown;
}

export interface PartnerHealthView {
  id: string;
  name: string;
  hasLookup: boolean;
  contactEmail: string | null;
  health: Health;
  affected: { count: number; firstAt: Date | null; lastAt: Date | null };
  breaker: { word: string; triesAt: Date | null; failuresInRow: number };
  adminMailedAt: Date | null;
  /** Oldest first; the last one is not over yet. */
  hours: Hour[];
  failures: FailureRow[];
  /** The last ones whom a failure touched. */
  people: {
    id: string;
    name: string;
    at: Date;
    lookupState: "none" | "unconfirmed" | "confirmed" | "denied";
  }[];
  lastError: {
    kind: string;
    httpStatus: number | null;
    detail: string | null;
    at: Date;
    requestId: string | null;
    /** Who asked by hand; null: a candidate's sign-in did. */
    by: string | null;
  } | null;
  mutes: MuteView[];
  history: HealthEvent[];
  /** The last question put by hand. */
  lastCheck: { at: Date; by: string; good: boolean | null; sentence: string } | null;
}

export interface FailureRow {
  kind: string;
  /** Of candidates' look-ups. */
  count: number;
  /** Of checks by hand, which are about no candidate. */
  byHand: number;
  candidates: number;
  lastAt: Date;
}

/** How a partner's look-ups went in the last 24 hours, and what was done about it. @throws DomainError not_found */
export async function getPartnerHealth(actor: Actor, partnerId: string): Promise<PartnerHealthView> {
  const staff = assertStaff(actor);
  const partner = isId(partnerId)
    ? await db.partner.findFirst({
        where: { id: partnerId, orgId: staff.orgId },
        include: { health: true },
      })
    : null;
  if (!partner) throw notFound("partner");
  const [standing, hours, failed, touched, people, lastFailed, mutes, history, checks] = await Promise.all([
    readStandings([partnerId]),
    readHours(partnerId),
    readFailures(partnerId),
    readTouched(partnerId),
    readPeople(partnerId),
    readLastError(partnerId),
    readMutes(partnerId),
    readHistory(staff.orgId, partnerId),
    readNamedChecks(partnerId),
  ]);
  const { id, name, contactEmail, health } = partner;
  const { facts, health: judged } = standing(id);
  const faults = checks.filter((check) => checkVerdict(check, LOOKUP_BUDGET_MS) === false);
  const [lastFault] = faults;
  const [lastCheck] = checks;
  return {
    id,
    name,
    contactEmail,
    hasLookup: facts.hasLookup,
    health: judged,
    affected: touched,
    breaker: {
      word: facts.gate,
      triesAt: facts.gate === "paused" ? (health?.pausedUntil ?? null) : (health?.openUntil ?? null),
      failuresInRow: health?.failuresInRow ?? 0,
    },
    adminMailedAt: health?.adminMailedAt ?? null,
    hours,
    failures: withChecks(failed, faults),
    people,
    lastError:
      lastFault && (!lastFailed || lastFault.at > lastFailed.at)
        ? lastFault
        : lastFailed && { ...lastFailed, by: null },
    mutes,
    history,
    lastCheck: lastCheck
      ? { at: lastCheck.at, by: lastCheck.by, ...checkWords(name, lastCheck, LOOKUP_BUDGET_MS) }
      : null,
  };
}

type NamedCheck = CheckSeen & { by: string };

async function readNamedChecks(partnerId: string): Promise<NamedCheck[]> {
  const checks = await readChecks([partnerId]);
  const names = await namesOf(checks.flatMap(({ actorId }) => actorId ?? []));
  return checks.map((check) => ({ ...check, by: names.get(check.actorId ?? "") ?? GONE }));
}

/** Failures of look-ups and of checks by hand in one list, the most frequent first. */
function withChecks(failed: FailureRow[], faults: NamedCheck[]): FailureRow[] {
  const rows = new Map(failed.map((row) => [row.kind, row]));
  for (const { kind, at } of faults) {
    const row = rows.get(kind) ?? { kind, count: 0, byHand: 0, candidates: 0, lastAt: at };
    const lastAt = new Date(Math.max(at.getTime(), row.lastAt.getTime()));
    rows.set(kind, { ...row, byHand: row.byHand + 1, lastAt });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count || b.byHand - a.byHand);
}

/** Counts by hour, and the time that sign-ins waited: percentiles of the raw times; asking again later is no wait. */
async function readHours(partnerId: string): Promise<Hour[]> {
  const start = startOfHours(now());
  const rows = await db.$queryRaw<(Omit<Hour, "start"> & { hour: number })[]>`
    select floor(extract(epoch from at - ${start}::timestamptz) / 3600)::int as hour,
      count(*) filter (where kind = 'ok')::int as confirmed,
      count(*) filter (where kind = 'denied')::int as denied,
      count(*) filter (where kind not in ('ok', 'denied'))::int as unconfirmed,
      count(*) filter (where kind = 'timeout')::int as timeouts,
      count(*) filter (where kind <> 'skipped' and coalesce("requestId", '') not like 'recheck-%')::int as timed,
      percentile_disc(0.5) within group (order by "durationMs")
        filter (where kind <> 'skipped' and coalesce("requestId", '') not like 'recheck-%')::int as p50,
      percentile_disc(0.95) within group (order by "durationMs")
        filter (where kind <> 'skipped' and coalesce("requestId", '') not like 'recheck-%')::int as p95
    from partner_lookup where "partnerId" = ${partnerId}::uuid and at >= ${start} group by 1`;
  const hours = emptyHours(start);
  for (const { hour, ...row } of rows) {
    const index = Math.min(HOURS - 1, hour);
    const empty = hours[index];
    if (empty) hours[index] = { ...empty, ...row };
  }
  return hours;
}

function readFailures(partnerId: string): Promise<FailureRow[]> {
  return db.$queryRaw`
    select kind, count(*)::int as count, 0 as "byHand", count(distinct "candidateId")::int as candidates,
      max(at) as "lastAt"
    from partner_lookup
    where "partnerId" = ${partnerId}::uuid and at >= ${startOfWindow()} and kind = any(${FAILURE_KINDS}::text[])
    group by kind`;
}

async function readTouched(partnerId: string): Promise<PartnerHealthView["affected"]> {
  const [row] = await db.$queryRaw<PartnerHealthView["affected"][]>`
    select count(distinct "candidateId")::int as count, min(at) as "firstAt", max(at) as "lastAt"
    from partner_lookup
    where "partnerId" = ${partnerId}::uuid and at >= ${startOfWindow()} and kind = any(${FAILURE_KINDS}::text[])`;
  return row ?? { count: 0, firstAt: null, lastAt: null };
}

function readPeople(partnerId: string): Promise<PartnerHealthView["people"]> {
  return db.$queryRaw`
    select c.id, c.name, c."lookupState"::text, x.at
    from (
      select "candidateId", max(at) as at from partner_lookup
      where "partnerId" = ${partnerId}::uuid and at >= ${startOfWindow()} and kind = any(${FAILURE_KINDS}::text[])
      group by 1 order by 2 desc limit ${MAX_AFFECTED}
    ) x
    join candidate c on c.id = x."candidateId" and c."erasedAt" is null
    order by x.at desc`;
}

function readLastError(partnerId: string) {
  return db.partnerLookup.findFirst({
    where: { partnerId, at: { gte: startOfWindow() }, kind: { in: [...FAILURE_KINDS] } },
    orderBy: { at: "desc" },
    select: { kind: true, httpStatus: true, detail: true, at: true, requestId: true },
  });
}

async function readMutes(partnerId: string): Promise<MuteView[]> {
  const mutes = await db.partnerMute.findMany({
    where: { partnerId, endedAt: null, until: { gt: now() } },
    orderBy: { until: "asc" },
    take: MAX_MUTES,
  });
  const names = await namesOf(mutes.map(({ mutedById }) => mutedById));
  return mutes.map(({ id, kind, reason, until, mutedById }) => ({
    id,
    kind,
    reason,
    until,
    by: names.get(mutedById) ?? GONE,
  }));
}

async function readHistory(orgId: string, partnerId: string): Promise<HealthEvent[]> {
  const events = await db.auditEvent.findMany({
    where: { orgId, subject: "partner", subjectId: partnerId },
    orderBy: { id: "desc" },
    take: MAX_HISTORY,
  });
  const people = events.flatMap((event) => (event.actorKind === "staff" ? (event.actorId ?? []) : []));
  const names = await namesOf(people);
  return events.map(({ id, at, action, data, actorKind, actorId }) => ({
    id: id.toString(),
    at,
    action,
    data,
    who: names.get(actorId ?? "") ?? (actorKind === "system" ? "Assay" : actorKind),
  }));
}

async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  const users = await db.user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
