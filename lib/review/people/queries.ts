import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { canInvite } from "#lib/candidates/policy.ts";
import { invitationUrl } from "#lib/candidates/queries.ts";
import { type CandidateStatus, candidateStatus, toldStart } from "#lib/candidates/rules.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import { isId } from "#lib/platform/ids.ts";
import { loadCohorts } from "../cohorts/queries.ts";
import { percentOf, type Score, type Standing, standingOf } from "../rules.ts";
import type { DecisionKind } from "../schema.ts";

/** Questions put to the partner that the page lists, newest first. */
const MAX_LOOKUPS = 5;

export interface InvitationView {
  id: string;
  assessment: string;
  version: number;
  status: CandidateStatus;
  createdAt: Date;
  expiresAt: Date;
  openedAt: Date | null;
  acceptedAt: Date | null;
  revokedAt: Date | null;
  minutes: number;
  timeMultiplier: number;
  /** The link, for those who may invite, while it can still be used. */
  url: string | null;
  attempt: {
    id: string;
    /** To the day (UTC). */
    startedOn: Date;
    submittedAt: Date | null;
    score: Score | null;
    standing: Standing;
    decision: { kind: DecisionKind; by: string; at: Date } | null;
  } | null;
}

export interface PersonView {
  id: string;
  name: string;
  email: string;
  createdAt: Date;
  hasAccount: boolean;
  partner: { id: string; name: string; externalId: string | null; asks: boolean } | null;
  profileUrl: string | null;
  lookupState: "none" | "unconfirmed" | "confirmed" | "denied";
  lookupCheckedAt: Date | null;
  deniedAt: Date | null;
  deniedReason: string | null;
  withdrawn: { at: Date; by: string; reason: string | null } | null;
  /** Their data is gone; `by`: the member who did it at the candidate's request, null: the candidate. */
  erased: { at: Date; by: string | null } | null;
  lookups: { id: string; at: Date; kind: string; httpStatus: number | null; durationMs: number }[];
  invitations: InvitationView[];
  may: { invite: boolean };
}

function loadPerson(orgId: string, candidateId: string) {
  return db.candidate.findFirst({
    where: { id: candidateId, orgId },
    include: {
      partner: { select: { id: true, name: true, lookupUrl: true } },
      lookups: { orderBy: { at: "desc" }, take: MAX_LOOKUPS },
      invitations: {
        orderBy: { createdAt: "desc" },
        include: {
          assessmentVersion: { select: { id: true, name: true, number: true, durationMinutes: true } },
          attempt: {
            include: {
              decisions: {
                orderBy: [{ createdAt: "desc" }, { id: "desc" }],
                take: 1,
                include: { user: { select: { name: true } } },
              },
            },
          },
        },
      },
    },
  });
}
type PersonRow = NonNullable<Awaited<ReturnType<typeof loadPerson>>>;
type InvitationRow = PersonRow["invitations"][number];

/**
 * One person as the team sees them: every invitation with where it stands, the partner's word, and who ended what.
 * @throws DomainError not_found: no such candidate, or another organisation's.
 */
export async function getPerson(actor: Actor, candidateId: string): Promise<PersonView> {
  const staff = assertStaff(actor);
  const person = isId(candidateId) ? await loadPerson(staff.orgId, candidateId) : null;
  if (!person) throw notFound("candidate");
  const mayInvite = canInvite(staff);
  const cohorts = await loadCohorts([...new Set(person.invitations.map((row) => row.assessmentVersion.id))]);
  const at = now();
  const { partner } = person;
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    createdAt: person.createdAt,
    hasAccount: person.userId !== null,
    partner: partner && {
      id: partner.id,
      name: partner.name,
      externalId: person.externalId,
      asks: partner.lookupUrl !== null,
    },
    profileUrl: person.profileUrl,
    lookupState: person.lookupState,
    lookupCheckedAt: person.lookupCheckedAt,
    deniedAt: person.deniedAt,
    deniedReason: person.deniedReason,
    withdrawn: person.withdrawnAt && {
      at: person.withdrawnAt,
      by: await nameOfActor(person.withdrawnBy, partner?.name ?? null),
      reason: person.withdrawnReason,
    },
    erased: person.erasedAt && {
      at: person.erasedAt,
      by: person.erasedBy === "candidate" ? null : await nameOfActor(person.erasedBy, null),
    },
    lookups: person.lookups,
    invitations: person.invitations.map((row) =>
      invitationView(person, row, {
        at,
        mayInvite,
        standing: (score) => standingOf(percentOf(score), cohorts.get(row.assessmentVersion.id) ?? []),
      }),
    ),
    may: { invite: mayInvite },
  };
}

function invitationView(
  person: PersonRow,
  row: InvitationRow,
  with_: { at: Date; mayInvite: boolean; standing: (score: Score | null) => Standing },
): InvitationView {
  const { id, createdAt, expiresAt, openedAt, acceptedAt, revokedAt, assessmentVersion } = row;
  const attempt = attemptView(row, with_.standing);
  const facts = {
    withdrawnAt: person.withdrawnAt,
    deniedAt: person.deniedAt,
    invitation: row,
    attempt: row.attempt && { state: row.attempt.state, decided: attempt?.decision != null },
  };
  const status = candidateStatus(facts, with_.at);
  return {
    id,
    assessment: assessmentVersion.name,
    version: assessmentVersion.number,
    status,
    ...{ createdAt, expiresAt, openedAt, acceptedAt, revokedAt },
    minutes: assessmentVersion.durationMinutes,
    timeMultiplier: row.timeMultiplier.toNumber(),
    url: with_.mayInvite && status === "invited" ? invitationUrl(id) : null,
    attempt,
  };
}

function attemptView(
  row: InvitationRow,
  standing: (score: Score | null) => Standing,
): InvitationView["attempt"] {
  const { attempt } = row;
  if (!attempt) return null;
  const { id, startedAt, submittedAt, points, maxPoints } = attempt;
  const startedOn = toldStart(startedAt, row.createdAt);
  const score = points && maxPoints ? { points: points.toNumber(), maxPoints: maxPoints.toNumber() } : null;
  const decision = attempt.decisions[0];
  return {
    ...{ id, startedOn, submittedAt, score },
    standing: standing(score),
    decision: decision ? { kind: decision.kind, by: decision.user.name, at: decision.createdAt } : null,
  };
}

/** `staff:<user>` or `partner:<key>`, as the withdrawal recorded it, in a reader's words. */
async function nameOfActor(reference: string | null, partner: string | null): Promise<string> {
  const [kind, id] = (reference ?? "").split(":");
  if (kind === "partner") return partner ?? "the partner";
  if (kind === "candidate") return "The candidate";
  if (kind !== "staff" || !isId(id)) return "the system";
  return (await db.user.findUnique({ where: { id }, select: { name: true } }))?.name ?? "a former member";
}
