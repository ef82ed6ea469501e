import { db, type Tx } from "#lib/platform/db.ts";
import type { AccessEnd, AccessFacts, EndedBy } from "./rules.ts";

/** Reads what our own record says of a person's access; null for an unknown id. */
export async function readAccess(userId: string, tx: Tx = db): Promise<AccessFacts | null> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      disabledAt: true,
      erasedAt: true,
      memberships: { where: { removedAt: null }, select: { id: true }, take: 1 },
      candidates: {
        select: {
          id: true,
          partnerId: true,
          deniedAt: true,
          withdrawnAt: true,
          withdrawnBy: true,
          erasedAt: true,
        },
      },
    },
  });
  if (!user) return null;
  const { memberships, candidates, ...rest } = user;
  const records = candidates.map(({ id, ...record }) => ({ candidateId: id, ...record }));
  return { ...rest, isMember: memberships.length > 0, records };
}

/** What a person whose access was ended is told: whose act it was, when, and whom to ask. */
export interface EndedAccess {
  by: EndedBy;
  orgName: string | null;
  contactEmail: string | null;
  /** The partner that put the person forward, when the end was the partner's act. */
  partnerName: string | null;
  endedAt: Date;
}

/** Names the organisation behind an ended access, and the partner where the end was the partner's act. */
export async function describeEnd({ by, candidateId, endedAt }: AccessEnd): Promise<EndedAccess> {
  const candidate = candidateId
    ? await db.candidate.findUnique({
        where: { id: candidateId },
        select: { org: { select: { name: true, contactEmail: true } }, partner: { select: { name: true } } },
      })
    : null;
  const byPartner = by === "partner_denied" || by === "partner_withdrew";
  return {
    by,
    orgName: candidate?.org.name ?? null,
    contactEmail: candidate?.org.contactEmail ?? null,
    partnerName: byPartner ? (candidate?.partner?.name ?? null) : null,
    endedAt,
  };
}
