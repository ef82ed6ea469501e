import { deriveToken, hmac, sha256 } from "#lib/platform/crypto.ts";
import type { Tx } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { isId } from "#lib/platform/ids.ts";

/** The purpose under which an invitation link's token is derived from the invitation's id. */
const INVITATION_TOKEN = "invitation";

/** The link's secret (256 bits): made again from the id whenever it must be shown; stored only as its hash. */
export function invitationToken(invitationId: string): string {
  return deriveToken(INVITATION_TOKEN, invitationId);
}

/** What the database holds of an invitation link. */
export function invitationTokenHash(invitationId: string): string {
  return sha256(invitationToken(invitationId));
}

/** The address that the candidate opens: its GET shows a page, only the POST there binds an account. */
export function invitationUrl(invitationId: string): string {
  return `${env().appUrl}/invite/${invitationToken(invitationId)}`;
}

export interface PublishedAssessment {
  id: string;
  slug: string;
  versionId: string;
  name: string;
  durationMinutes: number;
}

/**
 * The newest published version of an assessment that is open for invitations.
 * @param reference slug or id within the organisation.
 * @returns null when there is none.
 */
export async function findPublishedAssessment(
  tx: Tx,
  orgId: string,
  reference: string,
): Promise<PublishedAssessment | null> {
  const version = await tx.assessmentVersion.findFirst({
    where: {
      publishedAt: { not: null },
      assessment: { orgId, archivedAt: null, ...(isId(reference) ? { id: reference } : { slug: reference }) },
    },
    orderBy: { number: "desc" },
    select: {
      id: true,
      name: true,
      durationMinutes: true,
      assessment: { select: { id: true, slug: true } },
    },
  });
  if (!version) return null;
  const { id, name, durationMinutes, assessment } = version;
  return { ...assessment, versionId: id, name, durationMinutes };
}

/** Whether anything still lets this person in: a live membership, or a candidacy that nobody but they has ended. */
export async function hasAccess(tx: Tx, userId: string): Promise<boolean> {
  const membership = await tx.membership.findFirst({
    where: { userId, removedAt: null },
    select: { id: true },
  });
  if (membership) return true;
  const candidacy = await tx.candidate.findFirst({
    where: {
      userId,
      erasedAt: null,
      OR: [{ withdrawnAt: null, deniedAt: null }, { withdrawnBy: { startsWith: "candidate:" } }],
    },
    select: { id: true },
  });
  return candidacy !== null;
}

/**
 * What is kept in place of a partner's own id of a person whose data was erased: it can be recognised when it comes
 * again, and nobody reads it back.
 */
export function erasedExternalId(partnerId: string, externalId: string): string {
  return `erased:${hmac("erased-external-id", `${partnerId}/${externalId}`).slice(0, 40)}`;
}
