import { z } from "zod";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { LOOKUP_BUDGET_MS } from "#lib/auth/lookup-port.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { readFacts, startOfWindow } from "./facts/queries.ts";
import { emptyHours, HOURS, type Hour, startOfHours } from "./hours/rules.ts";
import { checkWords, type HealthLine, healthLine } from "./rules.ts";
import { FAILURE_KINDS } from "./schema.ts";

/** Names on the page; whoever wants all of them opens the sign-in journal. */
const MAX_AFFECTED = 20;
const MAX_HISTORY = 20;
const MAX_MUTES = 20;

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
  disabled: boolean;
  line: HealthLine;
  /** Questions put in 24 hours, and those not put because of a pause. */
  asked: number;
  failed: number;
  skipped: number;
  affected: { count: number; firstAt: Date | null; lastAt: Date | null };
  breaker: { word: string; triesAt: Date | null; failuresInRow: number };
  degradedAt: Date | null;
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
  } | null;
  mutes: MuteView[];
  history: HealthEvent[];
  /** The last question put by hand. */
  lastCheck: { at: Date; by: string; good: boolean | null; sentence: string } | null;
}

export interface FailureRow {
  kind: string;
  count: number;
  candidates: number;
  lastAt: Date | null;
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
  const [facts, hours, failures, touched, people, lastError, mutes, history] = await Promise.all([
    readFacts([partnerId]),
    readHours(partnerId),
    readFailures(partnerId),
    readTouched(partnerId),
    readPeople(partnerId),
    readLastError(partnerId),
    readMutes(partnerId),
    readHistory(staff.orgId, partnerId),
  ]);
  const { id, name, contactEmail, health } = partner;
  const counted = facts(id);
  const { gate } = counted;
  const hasLookup = partner.lookupUrl !== null;
  return {
    id,
    name,
    contactEmail,
    hasLookup,
    disabled: partner.disabledAt !== null,
    line: healthLine(name, { ...counted, hasLookup, contactEmail }),
    asked: counted.asked,
    failed: counted.failures,
    skipped: touched.skipped,
    affected: { count: touched.candidates, firstAt: touched.firstAt, lastAt: touched.lastAt },
    breaker: {
      word: gate,
      triesAt: gate === "paused" ? (health?.pausedUntil ?? null) : (health?.openUntil ?? null),
      failuresInRow: health?.failuresInRow ?? 0,
    },
    degradedAt: health?.degradedAt ?? null,
    adminMailedAt: health?.adminMailedAt ?? null,
    hours,
    failures,
    people,
    lastError,
    mutes,
    history,
    lastCheck: lastCheckOf(name, history),
  };
}

const CheckData = z.object({
  kind: z.string(),
  httpStatus: z.number().nullable(),
  detail: z.string().nullable(),
  durationMs: z.number(),
});

function lastCheckOf(name: string, history: HealthEvent[]): PartnerHealthView["lastCheck"] {
  const event = history.find(({ action }) => action === "partner.checked");
  const parsed = CheckData.safeParse(event?.data);
  if (!event || !parsed.success) return null;
  return { at: event.at, by: event.who, ...checkWords(name, parsed.data, LOOKUP_BUDGET_MS) };
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

/** The failure rows hold the true count; the look-up rows say whom it hit and when last. */
async function readFailures(partnerId: string): Promise<FailureRow[]> {
  const since = startOfWindow();
  const [sums, seen] = await Promise.all([
    db.partnerFailure.groupBy({
      by: ["kind"],
      where: { partnerId, windowStart: { gte: since } },
      _sum: { count: true },
    }),
    db.$queryRaw<{ kind: string; candidates: number; lastAt: Date }[]>`
      select kind, count(distinct "candidateId")::int as candidates, max(at) as "lastAt"
      from partner_lookup where "partnerId" = ${partnerId}::uuid and at >= ${since} group by kind`,
  ]);
  const byKind = new Map(seen.map((row) => [row.kind, row]));
  return sums
    .map(({ kind, _sum }) => ({
      kind,
      count: _sum.count ?? 0,
      candidates: byKind.get(kind)?.candidates ?? 0,
      lastAt: byKind.get(kind)?.lastAt ?? null,
    }))
    .sort((a, b) => b.count - a.count);
}

interface Touched {
  candidates: number;
  firstAt: Date | null;
  lastAt: Date | null;
  skipped: number;
}

async function readTouched(partnerId: string): Promise<Touched> {
  const [row] = await db.$queryRaw<Touched[]>`
    select count(distinct "candidateId") filter (where kind <> 'skipped')::int as candidates,
      min(at) filter (where kind <> 'skipped') as "firstAt", max(at) filter (where kind <> 'skipped') as "lastAt",
      count(*) filter (where kind = 'skipped')::int as skipped
    from partner_lookup
    where "partnerId" = ${partnerId}::uuid and at >= ${startOfWindow()}
      and (kind = 'skipped' or kind = any(${FAILURE_KINDS}::text[]))`;
  return row ?? { candidates: 0, firstAt: null, lastAt: null, skipped: 0 };
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
    by: names.get(mutedById) ?? "somebody who has left",
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
