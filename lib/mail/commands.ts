import type { Tx } from "#lib/platform/db.ts";
import { newId } from "#lib/platform/ids.ts";
import { enqueue } from "#lib/platform/queue.ts";
import { sendMailJob } from "./jobs.ts";
import type { MailKind } from "./schema.ts";

export interface OutgoingMail {
  /** The team on whose Outbox page it stands; null when it concerns no single team. */
  orgId: string | null;
  to: string;
  subject: string;
  /** Plain text. Links in it are secrets: emptied once a server took the mail. */
  text: string;
  kind: MailKind;
}

/**
 * Puts a mail into the outbox and its job on the queue, both in the caller's transaction: it is sent if and only if
 * the change that it tells of was committed.
 * @returns the mail's id.
 */
export async function queueMail(tx: Tx, mail: OutgoingMail): Promise<string> {
  const id = newId();
  await tx.mailMessage.create({ data: { id, ...mail } });
  await enqueue(tx, sendMailJob, { mailId: id });
  return id;
}
