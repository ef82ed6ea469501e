import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { type CandidateStatus, candidateStatus } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { loadCohorts } from "../cohorts/queries.ts";
import { percentOf, type Score, type Standing, standingOf } from "../rules.ts";
import { type CandidateFilter, type DecisionKind, MAX_COUNT, PAGE_SIZE, type SortOrder } from "../schema.ts";
import { loadWaiting } from "../waiting/queries.ts";
import type { Waiting } from "../waiting/rules.ts";
import { type Cursor, decodeCursor, encodeCursor, isScoreKey, isTimeKey, likePattern } from "./rules.ts";

/** One invitation of one person: what the list shows a row for. */
export interface CandidateRow {
  candidateId: string;
  invitationId: string;
  name: string;
  email: string;
  /** The partner's name, or null for someone the team invited itself. */
  partner: string | null;
  assessment: string;
  status: CandidateStatus;
  attemptId: string | null;
  submittedAt: Date | null;
  score: Score | null;
  standing: Standing;
  /** What the score still waits for. */
  waiting: Waiting | null;
  decision: DecisionKind | null;
}

export interface CandidatePage {
  rows: CandidateRow[];
  /** Capped: `capped` means "more than `count`". */
  count: number;
  capped: boolean;
  newer: string | null;
  older: string | null;
}

interface SqlRow {
  candidateId: string;
  invitationId: string;
  name: string;
  email: string;
  partner: string | null;
  assessment: string;
  versionId: string;
  withdrawnAt: Date | null;
  deniedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
  attemptId: string | null;
  state: "in_progress" | "submitted" | "graded" | null;
  submittedAt: Date | null;
  points: string | null;
  maxPoints: string | null;
  scoreKey: string | null;
  decision: DecisionKind | null;
}

/** The expression that the index attempt_by_score holds, character for character. */
const SCORE_KEY = Prisma.sql`round(a.points * 100 / a."maxPoints", 6)`;

const FROM = Prisma.sql`
  from invitation i
  join candidate c on c.id = i."candidateId"
  join assessment_version v on v.id = i."assessmentVersionId"
  left join partner p on p.id = c."partnerId"`;

/**
 * The organisation's candidates, one row an invitation. By newest invitation, or by score (then only those who have
 * one). Search finds any part of a name or an address, and the whole number of a
 * receipt. Pages are by keyset and the count is capped, so that both stay
 * flat at any size.
 */
export async function listCandidates(actor: Actor, filter: CandidateFilter): Promise<CandidatePage> {
  const staff = assertStaff(actor);
  const at = now();
  const where = conditions(staff.orgId, filter, at);
  const [found, counted] = await Promise.all([fetchRows(filter, where), countRows(filter.sort, where)]);
  const [cohorts, waiting] = await Promise.all([
    loadCohorts([...new Set(found.rows.filter((row) => row.points !== null).map((row) => row.versionId))]),
    loadWaiting(found.rows.flatMap((row) => row.attemptId ?? [])),
  ]);
  return {
    rows: found.rows.map((row) =>
      toView(
        row,
        standingOf(percentOf(scoreOf(row)), cohorts.get(row.versionId) ?? []),
        waiting.get(row.attemptId ?? "") ?? null,
        at,
      ),
    ),
    count: Math.min(counted, MAX_COUNT),
    capped: counted > MAX_COUNT,
    newer: found.newer,
    older: found.older,
  };
}

function scoreOf(row: Pick<SqlRow, "points" | "maxPoints">): Score | null {
  if (row.points === null || row.maxPoints === null) return null;
  return { points: Number(row.points), maxPoints: Number(row.maxPoints) };
}

function toView(row: SqlRow, standing: Standing, waiting: Waiting | null, at: Date): CandidateRow {
  const { candidateId, invitationId, name, email, partner, assessment, attemptId, submittedAt, decision } =
    row;
  const status = candidateStatus(
    {
      withdrawnAt: row.withdrawnAt,
      deniedAt: row.deniedAt,
      invitation: { expiresAt: row.expiresAt, revokedAt: row.revokedAt },
      attempt: row.state ? { state: row.state, decided: decision !== null } : null,
    },
    at,
  );
  const score = scoreOf(row);
  return {
    candidateId,
    invitationId,
    name,
    email,
    partner,
    assessment,
    attemptId,
    submittedAt,
    decision,
    status,
    score,
    standing,
    waiting,
  };
}

function join(sort: SortOrder): Prisma.Sql {
  return sort === "score"
    ? Prisma.sql`join attempt a on a."invitationId" = i.id and a."maxPoints" > 0`
    : Prisma.sql`left join attempt a on a."invitationId" = i.id`;
}

async function countRows(sort: SortOrder, where: Prisma.Sql): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select 1 ${FROM} ${join(sort)} where ${where} limit ${MAX_COUNT + 1}) few`;
  return rows[0]?.count ?? 0;
}

async function fetchRows(
  filter: CandidateFilter,
  where: Prisma.Sql,
): Promise<{ rows: SqlRow[]; newer: string | null; older: string | null }> {
  const byScore = filter.sort === "score";
  const isKey = byScore ? isScoreKey : isTimeKey;
  const newer = decodeCursor(filter.newer, isKey);
  const older = newer ? null : decodeCursor(filter.older, isKey);
  const rows = await db.$queryRaw<SqlRow[]>`
    select c.id as "candidateId", i.id as "invitationId", c.name, c.email, p.name as partner, v.name as assessment,
      v.id as "versionId", c."withdrawnAt", c."deniedAt", i."expiresAt", i."revokedAt", i."createdAt", a.id as "attemptId",
      a.state::text as state, a."submittedAt", a.points::text as points, a."maxPoints"::text as "maxPoints",
      ${byScore ? Prisma.sql`${SCORE_KEY}::text` : Prisma.sql`null`} as "scoreKey",
      (select d.kind::text from decision d where d."attemptId" = a.id order by d."createdAt" desc, d.id desc limit 1) as decision
    ${FROM} ${join(filter.sort)}
    where ${where} ${keyset(byScore, newer, older)}
    ${order(byScore, newer !== null)} limit ${PAGE_SIZE + 1}`;
  const more = rows.length > PAGE_SIZE;
  const page = rows.slice(0, PAGE_SIZE);
  if (newer) page.reverse();
  const first = page.at(0);
  const last = page.at(-1);
  const hasNewer = newer ? more : older !== null;
  const hasOlder = newer ? true : more;
  return {
    rows: page,
    newer: first && hasNewer ? encodeCursor(cursorOf(first, byScore)) : null,
    older: last && hasOlder ? encodeCursor(cursorOf(last, byScore)) : null,
  };
}

function cursorOf(row: SqlRow, byScore: boolean): Cursor {
  return byScore
    ? { key: row.scoreKey ?? "0", id: row.attemptId ?? row.invitationId }
    : { key: row.createdAt.toISOString(), id: row.invitationId };
}

function keyset(byScore: boolean, newer: Cursor | null, older: Cursor | null): Prisma.Sql {
  const cursor = newer ?? older;
  if (!cursor) return Prisma.empty;
  const side = newer ? Prisma.sql`>` : Prisma.sql`<`;
  return byScore
    ? Prisma.sql`and (${SCORE_KEY}, a.id) ${side} (${cursor.key}::numeric, ${cursor.id}::uuid)`
    : Prisma.sql`and (i."createdAt", i.id) ${side} (${cursor.key}::timestamptz, ${cursor.id}::uuid)`;
}

function order(byScore: boolean, backwards: boolean): Prisma.Sql {
  if (byScore) {
    return backwards
      ? Prisma.sql`order by ${SCORE_KEY} asc, a.id asc`
      : Prisma.sql`order by ${SCORE_KEY} desc, a.id desc`;
  }
  return backwards
    ? Prisma.sql`order by i."createdAt" asc, i.id asc`
    : Prisma.sql`order by i."createdAt" desc, i.id desc`;
}

function conditions(orgId: string, filter: CandidateFilter, at: Date): Prisma.Sql {
  const parts: Prisma.Sql[] = [Prisma.sql`i."orgId" = ${orgId}::uuid`];
  // The attempt carries the organisation too: without it the score index could not be entered.
  if (filter.sort === "score") parts.push(Prisma.sql`a."orgId" = ${orgId}::uuid`);
  if (isId(filter.q)) parts.push(Prisma.sql`a."receiptId" = ${filter.q}::uuid`);
  else if (filter.q) parts.push(Prisma.sql`(c.name || ' ' || c.email) ilike ${likePattern(filter.q)}`);
  if (filter.assessment) parts.push(Prisma.sql`v."assessmentId" = ${filter.assessment}::uuid`);
  if (filter.source) parts.push(fromSource(filter.source));
  if (filter.state) parts.push(inState(filter.state, at));
  return Prisma.join(parts, " and ");
}

function fromSource(source: string): Prisma.Sql {
  return source === "invited" || source === "partner"
    ? Prisma.sql`c.source = ${source}::candidate_source`
    : Prisma.sql`c."partnerId" = ${source}::uuid`;
}

const DECIDED = Prisma.sql`exists (select 1 from decision d where d."attemptId" = a.id)`;

/** The conditions of candidateStatus (lib/candidates/rules.ts) in the database's words; a test holds the two together. */
function inState(state: CandidateStatus, at: Date): Prisma.Sql {
  if (state === "withdrawn") return Prisma.sql`(c."withdrawnAt" is not null or c."deniedAt" is not null)`;
  const closed = Prisma.sql`(i."revokedAt" is not null or i."expiresAt" <= ${at}::timestamptz)`;
  const matches: Record<Exclude<CandidateStatus, "withdrawn">, Prisma.Sql> = {
    invited: Prisma.sql`a.id is null and not ${closed}`,
    expired: Prisma.sql`a.id is null and ${closed}`,
    started: Prisma.sql`a.state = 'in_progress' and not ${DECIDED}`,
    submitted: Prisma.sql`a.state = 'submitted' and not ${DECIDED}`,
    graded: Prisma.sql`a.state = 'graded' and not ${DECIDED}`,
    decided: DECIDED,
  };
  return Prisma.sql`c."withdrawnAt" is null and c."deniedAt" is null and ${matches[state]}`;
}

export interface FilterOptions {
  assessments: { id: string; name: string }[];
  partners: { id: string; name: string }[];
}

/** What the list can be filtered by: the organisation's own assessments and partners. */
export async function listFilterOptions(actor: Actor): Promise<FilterOptions> {
  const staff = assertStaff(actor);
  const [assessments, partners] = await Promise.all([
    db.assessment.findMany({
      where: { orgId: staff.orgId, versions: { some: { publishedAt: { not: null } } } },
      select: { id: true, versions: { orderBy: { number: "desc" }, take: 1, select: { name: true } } },
    }),
    db.partner.findMany({
      where: { orgId: staff.orgId },
      select: { id: true, name: true },
      orderBy: { name: "asc" },
    }),
  ]);
  const named = assessments.map((row) => ({ id: row.id, name: row.versions[0]?.name ?? "" }));
  return { assessments: named.sort((left, right) => left.name.localeCompare(right.name)), partners };
}
