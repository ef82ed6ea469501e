import { db, type Tx } from "#lib/platform/db.ts";
import type { Access, AccessFacts } from "./rules.ts";

/** Reads what our own record says of a person's access; null for an unknown id. */
export async function readAccess(userId: string, tx: Tx = db): Promise<AccessFacts | null> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: {
      disabledAt: true,
      erasedAt: true,
      memberships: { where: { removedAt: null }, select: { id: true }, take: 1 },
      candidates: {
        select: { id: true, partnerId: true, deniedAt: true, withdrawnAt: true, erasedAt: true },
      },
    },
  });
  if (!user) return null;
  const { memberships, candidates, ...rest } = user;
  const records = candidates.map(({ id, ...record }) => ({ candidateId: id, ...record }));
  return { ...rest, isMember: memberships.length > 0, records };
}

/** What a person whose access was ended is told: who ended it, when, and whom to ask. */
export interface EndedAccess {
  orgName: string | null;
  contactEmail: string | null;
  endedAt: Date;
}

/** Names the organisation behind an ended access. */
export async function describeEnd(access: Extract<Access, { kind: "ended" }>): Promise<EndedAccess> {
  const candidate = access.candidateId
    ? await db.candidate.findUnique({
        where: { id: access.candidateId },
        select: { org: { select: { name: true, contactEmail: true } } },
      })
    : null;
  return {
    orgName: candidate?.org.name ?? null,
    contactEmail: candidate?.org.contactEmail ?? null,
    endedAt: access.endedAt,
  };
}
