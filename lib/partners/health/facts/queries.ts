import { z } from "zod";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { readBreaker } from "../../lookup/breaker.ts";
import { lookupVersion } from "../../lookup/gate.ts";
import { startOfHours } from "../hours/rules.ts";
import { type Evidence, GOOD_KINDS } from "../rules.ts";
import { FAILURE_KINDS } from "../schema.ts";
import { type Health, type HealthFacts, judgeHealth, type LookupCounts } from "../state/rules.ts";

/** One failure among so many of the last answers, and a partner is not called healthy. */
const LATEST = 3;

/** The start of the 24 hours that health speaks of: those that the charts show, so that all numbers agree. */
export function startOfWindow(): Date {
  return startOfHours(now());
}

export interface Standing {
  facts: HealthFacts;
  health: Health;
}

/** How these partners stand; four statements, however many partners a page shows. */
export async function readStandings(partnerIds: string[]): Promise<(partnerId: string) => Standing> {
  const [counts, latest, states, checks] = await Promise.all([
    readCounts(partnerIds),
    readLatest(partnerIds),
    readStates(partnerIds),
    readChecks(partnerIds),
  ]);
  return (id) => {
    const { name, ...state } = states.get(id) ?? UNKNOWN;
    const { answeredSince, ...counted } = counts.get(id) ?? NOTHING_ASKED;
    const facts = {
      ...state,
      counts: counted,
      answeredSince,
      latest: latest.filter(({ partnerId }) => partnerId === id),
      checks: checks.filter(({ partnerId }) => partnerId === id),
    };
    return { facts, health: judgeHealth(name, facts) };
  };
}

type Counted = LookupCounts & Pick<HealthFacts, "answeredSince">;

const NOTHING_ASKED: Counted = {
  ...{ asked: 0, confirmed: 0, denied: 0, unknown: 0, failed: 0, ours: 0, skipped: 0, deniedPeople: 0 },
  answeredSince: null,
};

async function readCounts(ids: string[]): Promise<Map<string, Counted>> {
  const rows = await db.$queryRaw<(Counted & { id: string })[]>`
    with questions as (
      select *, kind = any(${FAILURE_KINDS}::text[]) as failing,
        max(at) filter (where kind = any(${FAILURE_KINDS}::text[])) over (partition by "partnerId") as failed_at
      from partner_lookup where "partnerId" = any(${ids}::uuid[]) and at >= ${startOfWindow()}
    )
    select "partnerId" as id,
      count(*) filter (where kind <> 'skipped')::int as asked,
      count(*) filter (where kind = 'ok')::int as confirmed,
      count(*) filter (where kind = 'denied')::int as denied,
      count(*) filter (where kind = 'not_found')::int as unknown,
      count(*) filter (where failing)::int as failed,
      count(*) filter (where kind = 'bug')::int as ours,
      count(*) filter (where kind = 'skipped')::int as skipped,
      count(distinct "candidateId") filter (where kind = 'denied')::int as "deniedPeople",
      min(at) filter (where kind = any(${GOOD_KINDS}::text[]) and (failed_at is null or at > failed_at))
        as "answeredSince"
    from questions group by 1`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

/** The last questions that say something about the partner, newest first. */
function readLatest(ids: string[]): Promise<(Evidence & { partnerId: string; at: Date })[]> {
  return db.$queryRaw`
    select l."partnerId", l.kind, l."httpStatus", l.detail, l.at
    from unnest(${ids}::uuid[]) as p(id)
    cross join lateral (
      select * from partner_lookup
      where "partnerId" = p.id and at >= ${startOfWindow()} and kind not in ('skipped', 'bug')
      order by at desc, id desc limit ${LATEST}
    ) l
    order by l.at desc, l.id desc`;
}

type State = Pick<
  HealthFacts,
  "hasLookup" | "disabled" | "gate" | "degradedAt" | "muted" | "contactEmail"
> & { name: string };

const UNKNOWN: State = {
  ...{ name: "", hasLookup: false, disabled: false, gate: "closed", degradedAt: null, muted: [] },
  contactEmail: null,
};

async function readStates(ids: string[]): Promise<Map<string, State>> {
  const at = now();
  const partners = await db.partner.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      name: true,
      contactEmail: true,
      disabledAt: true,
      lookupUrl: true,
      lookupSecretSealed: true,
      health: true,
      mutes: { where: { endedAt: null, until: { gt: at } }, select: { kind: true } },
    },
  });
  return new Map(
    partners.map(({ id, name, contactEmail, disabledAt, health, mutes, ...partner }) => [
      id,
      {
        name,
        contactEmail,
        hasLookup: partner.lookupUrl !== null,
        disabled: disabledAt !== null,
        gate: readBreaker(health, lookupVersion(partner), at),
        degradedAt: health?.degradedAt ?? null,
        muted: mutes.map(({ kind }) => kind),
      },
    ]),
  );
}

const CheckData = z.object({
  kind: z.string(),
  httpStatus: z.number().nullable(),
  detail: z.string().nullable(),
  durationMs: z.number(),
});

export type CheckSeen = z.infer<typeof CheckData> & {
  partnerId: string;
  at: Date;
  actorId: string | null;
  requestId: string | null;
};

/** Checks by hand, newest first; the audit trail holds what each came to. */
export async function readChecks(partnerIds: string[]): Promise<CheckSeen[]> {
  const events = await db.auditEvent.findMany({
    where: {
      subject: "partner",
      subjectId: { in: partnerIds },
      action: "partner.checked",
      at: { gte: startOfWindow() },
    },
    orderBy: { id: "desc" },
    select: { subjectId: true, at: true, actorId: true, requestId: true, data: true },
  });
  return events.flatMap(({ subjectId, data, ...event }) => {
    const parsed = CheckData.safeParse(data);
    return parsed.success && subjectId ? [{ ...event, ...parsed.data, partnerId: subjectId }] : [];
  });
}
