import type { Tx } from "#lib/platform/db.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { type Actor, actorRef } from "./actor.ts";

export interface AuditEntry {
  orgId: string | null;
  /** Verb in the past, dotted: partner_key.created, candidate.withdrawn. */
  action: string;
  subject: string;
  subjectId: string | null;
  /** What changed. Never a secret, never a candidate's answer. */
  data?: Prisma.InputJsonObject;
  requestId?: string;
}

/** Writes one line of the append-only audit trail, in the transaction of the change that it tells of. */
export async function writeAudit(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: { ...entry, ...actorRef(actor) } });
}
