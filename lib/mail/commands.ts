import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";

export interface OutgoingMail {
  /** Whose Outbox page shows it; null for mail of the portal itself. */
  orgId: string | null;
  to: string;
  subject: string;
  /** Plain text; links in it are secrets. */
  text: string;
  /** What it is for, such as invitation or password_reset. */
  kind: string;
}

/** Puts a mail into the outbox, in the transaction of what it tells of: it goes out if and only if that happened. */
export async function queueMail(tx: Tx, mail: OutgoingMail): Promise<void> {
  await tx.mailMessage.create({ data: { id: newId(), ...mail } });
}
