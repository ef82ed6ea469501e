import type { Actor, CandidateActor, StaffActor } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { allowedMinutes } from "../rules.ts";
import { type AcceptanceState, acceptanceState } from "./rules.ts";

export function findInvitation(token: string, tx: Tx = db) {
  return tx.invitation.findUnique({
    where: { tokenHash: sha256(token) },
    select: {
      id: true,
      orgId: true,
      candidateId: true,
      openedAt: true,
      acceptedAt: true,
      expiresAt: true,
      revokedAt: true,
      timeMultiplier: true,
      org: { select: { name: true, contactEmail: true } },
      assessmentVersion: { select: { name: true, durationMinutes: true } },
      candidate: {
        select: {
          userId: true,
          email: true,
          name: true,
          locale: true,
          withdrawnAt: true,
          deniedAt: true,
          erasedAt: true,
        },
      },
    },
  });
}

export type InvitationRow = NonNullable<Awaited<ReturnType<typeof findInvitation>>>;

export function signedIn(actor: Actor): StaffActor | CandidateActor | null {
  return actor.kind === "staff" || actor.kind === "candidate" ? actor : null;
}

/** What accepting takes, or why it cannot be. */
export async function stateOf(row: InvitationRow, actor: Actor, tx: Tx = db): Promise<AcceptanceState> {
  const account = await tx.user.findUnique({
    where: { email: row.candidate.email },
    select: {
      id: true,
      passwordHash: true,
      emailProvenAt: true,
      _count: { select: { candidates: true, memberships: true } },
    },
  });
  const isClaimed =
    account !== null &&
    (account.passwordHash !== null ||
      account.emailProvenAt !== null ||
      account._count.candidates > 0 ||
      account._count.memberships > 0);
  return acceptanceState(
    {
      acceptedAt: row.acceptedAt,
      expiresAt: row.expiresAt,
      revokedAt: row.revokedAt,
      endedAt: row.candidate.withdrawnAt ?? row.candidate.deniedAt ?? row.candidate.erasedAt,
      boundTo: row.candidate.userId,
      email: row.candidate.email,
      accountIsClaimed: isClaimed,
    },
    signedIn(actor),
    now(),
  );
}

export type InvitationView =
  | { state: "unknown" }
  | {
      state: AcceptanceState;
      invitationId: string;
      orgName: string;
      contactEmail: string;
      assessmentName: string;
      /** Extra time included. */
      minutes: number;
      candidateName: string;
      email: string;
      expiresAt: Date;
    };

/** What an invitation's link leads to, for whoever opens it. Looking binds nothing. */
export async function getInvitation(actor: Actor, token: string): Promise<InvitationView> {
  const row = await findInvitation(token);
  if (!row) return { state: "unknown" };
  return {
    state: await stateOf(row, actor),
    invitationId: row.id,
    orgName: row.org.name,
    contactEmail: row.org.contactEmail,
    assessmentName: row.assessmentVersion.name,
    minutes: allowedMinutes(row.assessmentVersion.durationMinutes, Number(row.timeMultiplier)),
    candidateName: row.candidate.name,
    email: row.candidate.email,
    expiresAt: row.expiresAt,
  };
}
