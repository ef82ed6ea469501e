import { Definition } from "#lib/assessments/schema.ts";
import type { Actor, PartnerActor } from "#lib/auth/actor.ts";
import { erasedExternalId, invitationUrl } from "#lib/candidates/queries.ts";
import { candidateStatus, percentOf, toldStart } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { Prisma } from "#lib/platform/generated/client.ts";
import { isId } from "#lib/platform/ids.ts";
import { hasScope } from "../policy.ts";
import type { Scope } from "../schema.ts";
import { decodeCursor, encodeCursor } from "./rules.ts";
import type { AssessmentList, Candidate, CandidatePage, ListQuery } from "./schema.ts";

/** @throws DomainError forbidden when the key lacks the scope. */
export function assertScope(actor: Actor, scope: Scope): PartnerActor {
  if (actor.kind !== "partner" || !hasScope(actor, scope)) {
    throw new DomainError("forbidden", `This key lacks the scope ${scope}.`);
  }
  return actor;
}

const select = {
  id: true,
  externalId: true,
  email: true,
  name: true,
  locale: true,
  profileUrl: true,
  metadata: true,
  lookupState: true,
  lookupCheckedAt: true,
  createdAt: true,
  withdrawnAt: true,
  deniedAt: true,
  erasedAt: true,
  invitations: {
    orderBy: { id: "desc" },
    take: 1,
    select: {
      id: true,
      createdAt: true,
      expiresAt: true,
      revokedAt: true,
      timeMultiplier: true,
      assessmentVersion: { select: { name: true, assessment: { select: { id: true, slug: true } } } },
      attempt: {
        select: {
          id: true,
          state: true,
          startedAt: true,
          submittedAt: true,
          gradedAt: true,
          points: true,
          maxPoints: true,
          decisions: { take: 1, select: { id: true } },
        },
      },
    },
  },
} satisfies Prisma.CandidateSelect;

type Row = Prisma.CandidateGetPayload<{ select: typeof select }>;

const moment = (date: Date | null | undefined): string | null => date?.toISOString() ?? null;

function view(row: Row): Candidate {
  const invitation = row.invitations[0];
  if (!invitation) throw new Error(`candidate ${row.id} has no invitation`);
  const { attempt, assessmentVersion } = invitation;
  const status = candidateStatus(
    {
      withdrawnAt: row.withdrawnAt,
      deniedAt: row.deniedAt,
      invitation,
      attempt: attempt && { state: attempt.state, decided: attempt.decisions.length > 0 },
    },
    now(),
  );
  const graded = attempt?.points && attempt.maxPoints ? attempt : null;
  const points = Number(graded?.points ?? 0);
  const maxPoints = Number(graded?.maxPoints ?? 0);
  return {
    id: row.id,
    externalId: row.externalId ?? "",
    email: row.email,
    name: row.name,
    locale: row.locale,
    status,
    assessment: { ...assessmentVersion.assessment, name: assessmentVersion.name },
    timeMultiplier: Number(invitation.timeMultiplier),
    inviteUrl: status === "expired" || status === "withdrawn" ? null : invitationUrl(invitation.id),
    profileUrl: row.profileUrl,
    metadata: row.metadata as Candidate["metadata"],
    lookup: { state: row.lookupState, checkedAt: moment(row.lookupCheckedAt) },
    createdAt: row.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
    startedAt: moment(attempt && toldStart(attempt.startedAt, invitation.createdAt)),
    submittedAt: moment(attempt?.submittedAt),
    gradedAt: moment(attempt?.gradedAt),
    withdrawnAt: moment(row.withdrawnAt),
    erasedAt: moment(row.erasedAt),
    score: graded ? { points, maxPoints, percent: percentOf(points, maxPoints) } : null,
    reportUrl: graded ? `${env().appUrl}/reports/${graded.id}` : null,
  };
}

/**
 * One candidate of the partner that asks.
 * @throws DomainError not_found, forbidden without the scope `candidates:read`.
 */
export async function getCandidate(actor: Actor, id: string): Promise<Candidate> {
  const { partnerId } = assertScope(actor, "candidates:read");
  return loadCandidate(partnerId, id);
}

/** As `getCandidate`, for the answer to a write: a key that may only write sees what it wrote. */
export async function loadCandidate(partnerId: string, id: string): Promise<Candidate> {
  const row = isId(id) ? await db.candidate.findFirst({ where: { id, partnerId }, select }) : null;
  if (!row) throw notFound("candidate");
  return view(row);
}

/** Newest first, in pages. @throws DomainError invalid for a cursor that no answer gave. */
export async function listCandidates(actor: Actor, query: ListQuery): Promise<CandidatePage> {
  const { partnerId } = assertScope(actor, "candidates:read");
  const before = query.cursor === undefined ? null : decodeCursor(query.cursor);
  if (query.cursor !== undefined && !before) {
    throw new DomainError("invalid", "The cursor is not one of ours.", {
      errors: [{ pointer: "/cursor", detail: "was not given by an answer of this list" }],
    });
  }
  const ids = await pageOfIds(partnerId, query, before);
  const page = ids.slice(0, query.limit);
  const rows = await db.candidate.findMany({ where: { id: { in: page } }, orderBy: { id: "desc" }, select });
  const last = page.at(-1);
  return { data: rows.map(view), nextCursor: last && ids.length > page.length ? encodeCursor(last) : null };
}

/** The status in SQL says the same as `candidateStatus`: a test holds the two together. */
const STATUS_SQL = Prisma.sql`case
  when c."withdrawnAt" is not null or c."deniedAt" is not null then 'withdrawn'
  when a.id is not null and exists (select 1 from decision d where d."attemptId" = a.id) then 'decided'
  when a.state = 'in_progress' then 'started'
  when a.id is not null then a.state::text
  when i."revokedAt" is not null or i."expiresAt" <= `;

async function pageOfIds(partnerId: string, query: ListQuery, before: string | null): Promise<string[]> {
  const filters = [Prisma.sql`c."partnerId" = ${partnerId}::uuid`];
  if (before) filters.push(Prisma.sql`c.id < ${before}::uuid`);
  if (query.externalId) {
    // One whose data was deleted is still found by the partner's own id of them.
    const ids = [query.externalId, erasedExternalId(partnerId, query.externalId)];
    filters.push(Prisma.sql`c."externalId" = any(${ids})`);
  }
  if (query.status) {
    filters.push(Prisma.sql`${STATUS_SQL} ${now()} then 'expired' else 'invited' end = ${query.status}`);
  }
  const rows = await db.$queryRaw<{ id: string }[]>`
    select c.id from candidate c
    left join lateral (
      select id, "expiresAt", "revokedAt" from invitation where "candidateId" = c.id order by id desc limit 1
    ) i on true
    left join attempt a on a."invitationId" = i.id
    where ${Prisma.join(filters, " and ")}
    order by c.id desc limit ${query.limit + 1}`;
  return rows.map((row) => row.id);
}

/** The published assessments that the partner may send candidates to. */
export async function listAssessments(actor: Actor): Promise<AssessmentList> {
  const { orgId } = assertScope(actor, "assessments:read");
  const assessments = await db.assessment.findMany({
    where: { orgId, archivedAt: null, versions: { some: { publishedAt: { not: null } } } },
    orderBy: { slug: "asc" },
    select: {
      id: true,
      slug: true,
      versions: {
        where: { publishedAt: { not: null } },
        orderBy: { number: "desc" },
        take: 1,
        select: {
          name: true,
          durationMinutes: true,
          items: { select: { questionVersion: { select: { definition: true } } } },
        },
      },
    },
  });
  const data = assessments.flatMap(({ id, slug, versions: [version] }) => {
    if (!version) return [];
    const { name, durationMinutes, items } = version;
    const languages = new Set(items.flatMap((item) => languagesOf(item.questionVersion.definition)));
    return [
      { id, slug, name, durationMinutes, questionCount: items.length, languages: [...languages].sort() },
    ];
  });
  return { data };
}

/** Languages that a question takes, SQL among them; none for one that the judge does not run. */
function languagesOf(definition: unknown): string[] {
  const parsed = Definition.safeParse(definition);
  if (parsed.data?.type === "sql") return ["sql"];
  return parsed.success && "languages" in parsed.data ? parsed.data.languages : [];
}
