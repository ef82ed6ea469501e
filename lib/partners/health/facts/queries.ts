import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { readBreaker } from "../../lookup/breaker.ts";
import { lookupVersion } from "../../lookup/gate.ts";
import type { Evidence, HealthFacts } from "../rules.ts";

const HEALTH_WINDOW_MS = 24 * 3_600_000;
/** One failure among so many of the last answers, and a partner is not called healthy. */
const LATEST = 3;

/** The start of the 24 hours that health speaks of. */
export function startOfWindow(): Date {
  return new Date(now().getTime() - HEALTH_WINDOW_MS);
}

export type CountedFacts = Omit<HealthFacts, "hasLookup" | "contactEmail">;

/** What the health of these partners is judged by; three statements, however many partners a page shows. */
export async function readFacts(partnerIds: string[]): Promise<(partnerId: string) => CountedFacts> {
  const [counts, latest, states] = await Promise.all([
    readCounts(partnerIds),
    readLatest(partnerIds),
    readStates(partnerIds),
  ]);
  return (id) => ({
    asked: counts.get(id)?.asked ?? 0,
    failures: counts.get(id)?.failures ?? 0,
    latest: latest.filter(({ partnerId }) => partnerId === id),
    gate: states.get(id)?.gate ?? "closed",
    muted: states.get(id)?.muted ?? [],
    check: states.get(id)?.check ?? null,
  });
}

async function readCounts(ids: string[]): Promise<Map<string, { asked: number; failures: number }>> {
  const since = startOfWindow();
  const rows = await db.$queryRaw<{ id: string; asked: number; failures: number }[]>`
    select p.id,
      (select count(*) from partner_lookup l
        where l."partnerId" = p.id and l.at >= ${since} and l.kind <> 'skipped')::int as asked,
      (select coalesce(sum(f.count), 0) from partner_failure f
        where f."partnerId" = p.id and f."windowStart" >= ${since})::int as failures
    from partner p where p.id = any(${ids}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** The last questions that were really put, newest first. */
function readLatest(ids: string[]): Promise<(Evidence & { partnerId: string; at: Date })[]> {
  return db.$queryRaw`
    select l."partnerId", l.kind, l."httpStatus", l.detail, l.at
    from unnest(${ids}::uuid[]) as p(id)
    cross join lateral (
      select * from partner_lookup where "partnerId" = p.id and at >= ${startOfWindow()} and kind <> 'skipped'
      order by at desc, id desc limit ${LATEST}
    ) l
    order by l.at desc, l.id desc`;
}

type State = Pick<HealthFacts, "gate" | "muted" | "check">;

async function readStates(ids: string[]): Promise<Map<string, State>> {
  const at = now();
  const partners = await db.partner.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      lookupUrl: true,
      lookupSecretSealed: true,
      health: true,
      mutes: { where: { endedAt: null, until: { gt: at } }, select: { kind: true } },
    },
  });
  return new Map(
    partners.map(({ id, health, mutes, ...partner }) => [
      id,
      {
        gate: readBreaker(health, lookupVersion(partner), at),
        muted: mutes.map(({ kind }) => kind),
        check:
          health?.checkedAt && health.checkKind ? { kind: health.checkKind, at: health.checkedAt } : null,
      },
    ]),
  );
}
