import { type Actor, actorRef } from "#lib/auth/actor.ts";
import { writeAudit } from "#lib/auth/audit.ts";
import { queueMail } from "#lib/mail/commands.ts";
import { invitationMail } from "#lib/mail/templates.ts";
import { now } from "#lib/platform/clock.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { isId, newId } from "#lib/platform/ids.ts";
import { canInvite, canWithdraw } from "./policy.ts";
import {
  erasedExternalId,
  findPublishedAssessment,
  hasAccess,
  invitationTokenHash,
  invitationUrl,
  type PublishedAssessment,
} from "./queries.ts";
import { allowedMinutes, invitationEnd } from "./rules.ts";
import type { InviteInput } from "./schema.ts";

/** What only a partner's candidate has. */
export interface PartnerOrigin {
  externalId: string;
  profileUrl?: string | undefined;
  metadata?: Prisma.InputJsonObject | undefined;
  /** `none`: the partner hands the link over itself. */
  inviteBy: "email" | "none";
}

export interface Invited {
  candidateId: string;
  invitationId: string;
  inviteUrl: string;
  /** False when the partner had sent this externalId before: nothing was changed. */
  created: boolean;
}

/**
 * Invites a person to an assessment: candidate, invitation, mail and audit line exist together or not at all. A
 * partner's `origin.externalId` is a natural key: sent again, it answers the candidate that is there.
 * @throws DomainError not_found for an unknown assessment, invalid for an end in the past, forbidden by role or scope.
 */
export function inviteCandidate(
  actor: Actor,
  input: InviteInput,
  options: { origin?: PartnerOrigin; requestId?: string } = {},
): Promise<Invited> {
  return db.$transaction((tx) => inviteCandidateIn(tx, actor, input, options));
}

/** As `inviteCandidate`, inside the caller's transaction. */
export async function inviteCandidateIn(
  tx: Tx,
  actor: Actor,
  input: InviteInput,
  options: { origin?: PartnerOrigin; requestId?: string } = {},
): Promise<Invited> {
  const { orgId, partnerId } = inviter(actor, options.origin);
  const assessment = await findPublishedAssessment(tx, orgId, input.assessment);
  if (!assessment) throw notFound("assessment");
  const end = invitationEnd(input.expiresAt, now());
  if (!end.ok) {
    throw new DomainError("invalid", "The invitation's end needs a change.", {
      errors: [{ pointer: "/expiresAt", detail: end.detail }],
    });
  }
  await assertNotErased(tx, partnerId, options.origin);
  const candidateId = newId();
  const inserted = await tx.candidate.createManyAndReturn({
    data: [candidateRow(candidateId, orgId, partnerId, input, options.origin)],
    skipDuplicates: true,
    select: { id: true },
  });
  if (inserted.length === 0) return existing(tx, partnerId, options.origin);
  const invitationId = newId();
  await tx.invitation.create({
    data: {
      id: invitationId,
      orgId,
      candidateId,
      assessmentVersionId: assessment.versionId,
      tokenHash: invitationTokenHash(invitationId),
      timeMultiplier: input.timeMultiplier,
      invitedById: actor.kind === "staff" ? actor.userId : null,
      createdAt: now(),
      expiresAt: end.expiresAt,
    },
  });
  if (options.origin?.inviteBy !== "none")
    await mailInvitation(tx, orgId, invitationId, input, assessment, end.expiresAt);
  await writeAudit(tx, actor, {
    orgId,
    action: "candidate.invited",
    subject: "candidate",
    subjectId: candidateId,
    data: {
      invitationId,
      assessment: assessment.slug,
      ...(partnerId ? { partnerId, externalId: options.origin?.externalId } : {}),
    },
    ...(options.requestId ? { requestId: options.requestId } : {}),
  });
  return { candidateId, invitationId, inviteUrl: invitationUrl(invitationId), created: true };
}

function inviter(
  actor: Actor,
  origin: PartnerOrigin | undefined,
): { orgId: string; partnerId: string | null } {
  if (!canInvite(actor)) throw new DomainError("forbidden", "You may not invite candidates.");
  if (actor.kind === "partner" && origin) return { orgId: actor.orgId, partnerId: actor.partnerId };
  if (actor.kind === "staff" && !origin) return { orgId: actor.orgId, partnerId: null };
  throw new DomainError("forbidden", "You may not invite candidates in this way.");
}

function candidateRow(
  id: string,
  orgId: string,
  partnerId: string | null,
  input: InviteInput,
  origin: PartnerOrigin | undefined,
) {
  return {
    id,
    orgId,
    email: input.email,
    name: input.name,
    locale: input.locale,
    source: partnerId ? ("partner" as const) : ("invited" as const),
    partnerId,
    externalId: origin?.externalId ?? null,
    profileUrl: origin?.profileUrl ?? null,
    ...(origin?.metadata ? { metadata: origin.metadata } : {}),
    createdAt: now(),
  };
}

/** A partner's list is sent again and again: it must not bring back somebody who had their data deleted. */
async function assertNotErased(tx: Tx, partnerId: string | null, origin: PartnerOrigin | undefined) {
  if (!partnerId || !origin) return;
  const externalId = erasedExternalId(partnerId, origin.externalId);
  if ((await tx.candidate.count({ where: { partnerId, externalId } })) === 0) return;
  throw new DomainError(
    "gone",
    "This candidate's data was deleted at their request, and nothing was made anew. Did the person apply again? Send them under a new externalId.",
  );
}

/** The insert did nothing, so another request (now or last week) has made this candidate. */
async function existing(
  tx: Tx,
  partnerId: string | null,
  origin: PartnerOrigin | undefined,
): Promise<Invited> {
  const found = await tx.candidate.findFirstOrThrow({
    where: { partnerId, externalId: origin?.externalId ?? null },
    select: { id: true, invitations: { orderBy: { id: "desc" }, take: 1, select: { id: true } } },
  });
  const invitationId = found.invitations[0]?.id;
  if (!invitationId) throw new Error(`candidate ${found.id} has no invitation`);
  return { candidateId: found.id, invitationId, inviteUrl: invitationUrl(invitationId), created: false };
}

/** Queues the mail with the invitation's link, in the caller's transaction. */
export async function mailInvitation(
  tx: Tx,
  orgId: string,
  invitationId: string,
  input: Pick<InviteInput, "email" | "name" | "locale" | "timeMultiplier">,
  assessment: PublishedAssessment,
  expiresAt: Date,
): Promise<void> {
  const organisation = await tx.organisation.findUniqueOrThrow({
    where: { id: orgId },
    select: { name: true, contactEmail: true },
  });
  const mail = invitationMail({
    locale: input.locale,
    name: input.name,
    organisation: organisation.name,
    contactEmail: organisation.contactEmail,
    assessment: assessment.name,
    minutes: allowedMinutes(assessment.durationMinutes, input.timeMultiplier),
    expiresAt,
    url: invitationUrl(invitationId),
  });
  await queueMail(tx, { orgId, to: input.email, ...mail });
}

/**
 * Ends a candidate's access, for ever: open invitations are revoked, and so are the sessions of a person whom nothing
 * else lets in. What a running attempt has saved stays saved. A second call changes nothing.
 * @throws DomainError not_found when the candidate is not there or not the actor's.
 */
export async function withdrawCandidate(
  actor: Actor,
  candidateId: string,
  reason: string,
  requestId?: string,
): Promise<{ withdrawnAt: Date }> {
  const candidate = isId(candidateId)
    ? await db.candidate.findUnique({
        where: { id: candidateId },
        select: { orgId: true, partnerId: true, userId: true, withdrawnAt: true },
      })
    : null;
  if (!candidate || !canWithdraw(actor, candidate)) throw notFound("candidate");
  if (candidate.withdrawnAt) return { withdrawnAt: candidate.withdrawnAt };
  const at = now();
  const { actorKind, actorId } = actorRef(actor);
  return db.$transaction(async (tx) => {
    const ended = await tx.candidate.updateManyAndReturn({
      where: { id: candidateId, withdrawnAt: null },
      data: {
        withdrawnAt: at,
        withdrawnReason: reason,
        withdrawnBy: actorId ? `${actorKind}:${actorId}` : actorKind,
      },
      select: { userId: true },
    });
    if (ended.length > 0) {
      await tx.invitation.updateMany({
        where: { candidateId, revokedAt: null, attempt: { is: null } },
        data: { revokedAt: at },
      });
      await endSessionsWithoutAccess(tx, ended[0]?.userId ?? null, "access_withdrawn");
      const self = actor.kind === "candidate";
      await writeAudit(tx, actor, {
        orgId: candidate.orgId,
        action: self ? "candidate.withdrew" : "candidate.withdrawn",
        subject: "candidate",
        subjectId: candidateId,
        // A candidate's own words stand on their record alone, where they can be deleted.
        ...(self ? {} : { data: { reason } }),
        ...(requestId ? { requestId } : {}),
      });
    }
    const row = await tx.candidate.findUniqueOrThrow({
      where: { id: candidateId },
      select: { withdrawnAt: true },
    });
    return { withdrawnAt: row.withdrawnAt ?? at };
  });
}

/**
 * Signs a person out everywhere unless something else still lets them in.
 * @returns how many sessions ended.
 */
export async function endSessionsWithoutAccess(
  tx: Tx,
  userId: string | null,
  reason: string,
): Promise<number> {
  if (!userId || (await hasAccess(tx, userId))) return 0;
  const ended = await tx.session.updateMany({
    where: { userId, revokedAt: null },
    data: { revokedAt: now(), revokedReason: reason },
  });
  return ended.count;
}
