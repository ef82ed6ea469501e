import { db } from "#lib/platform/db.ts";
import { type Cohort, MAX_COHORT, percentOf } from "../rules.ts";

interface CohortRow {
  versionId: string;
  points: string;
  maxPoints: string;
  count: number;
}

/**
 * Scores to compare with, per assessment version: the newest graded attempts, at most MAX_COHORT of each. Callers have
 * authorised already; a version belongs to one organisation, so a cohort cannot cross it.
 */
export async function loadCohorts(versionIds: readonly string[]): Promise<Map<string, Cohort>> {
  const cohorts = new Map<string, Cohort>();
  if (versionIds.length === 0) return cohorts;
  const rows = await db.$queryRaw<CohortRow[]>`
    select v.id as "versionId", s.points::text as points, s."maxPoints"::text as "maxPoints", count(*)::int as count
    from unnest(${[...versionIds]}::uuid[]) as v(id)
    cross join lateral (
      select points, "maxPoints" from attempt
      where "assessmentVersionId" = v.id and state = 'graded' and "maxPoints" > 0
      order by "gradedAt" desc limit ${MAX_COHORT}
    ) s
    group by 1, 2, 3`;
  for (const versionId of versionIds) {
    cohorts.set(versionId, toCohort(rows.filter((row) => row.versionId === versionId)));
  }
  return cohorts;
}

/** Different sums can be the same share: 5 of 10 and 10 of 20 stand together. */
function toCohort(rows: readonly CohortRow[]): Cohort {
  const steps = new Map<number, number>();
  for (const row of rows) {
    const percent = percentOf({ points: Number(row.points), maxPoints: Number(row.maxPoints) });
    if (percent !== null) steps.set(percent, (steps.get(percent) ?? 0) + row.count);
  }
  return [...steps]
    .map(([percent, count]) => ({ percent, count }))
    .sort((left, right) => left.percent - right.percent);
}
