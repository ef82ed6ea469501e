import { queueMail } from "#lib/mail/commands.ts";
import { passwordVoidedMail } from "#lib/mail/templates.ts";
import { now } from "#lib/platform/clock.ts";
import type { Tx } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { revokeSessionsOf } from "./sessions.ts";

/*
 * Who can read an address's mail. Proof is what went to that mailbox and nowhere else: a code, a sign-in link, a link
 * for a new password, a link to join a team. A candidate's invitation link is none, however it was sent: the partner's
 * API and the staff's pages show it too, and one account serves all teams, so a password chosen by it may be
 * anybody's until its owner has proved the mailbox.
 */

/**
 * Notes that a person proved their mailbox. At the first proof a password chosen before it is void and every session
 * ends but `except`: either may be somebody else's. Later proofs change nothing.
 * @param options.orgId on whose Outbox the mail about a void password stands; null for none.
 * @param options.keepPassword the password was chosen in this very proof.
 * @returns whether this proof voided a password: who gave it must be told at once.
 */
export async function noteMailboxProof(
  tx: Tx,
  userId: string,
  options: { orgId: string | null; keepPassword?: boolean; except?: string },
): Promise<boolean> {
  const [user] = await tx.$queryRaw<{ email: string; locale: string; hasPassword: boolean }[]>`
    select email, locale, "passwordHash" is not null as "hasPassword" from app_user
    where id = ${userId}::uuid and "emailProvenAt" is null for update`;
  if (!user) return false;
  const isVoid = user.hasPassword && !options.keepPassword;
  const at = now();
  await tx.user.update({
    where: { id: userId },
    data: { emailProvenAt: at, ...(isVoid ? { passwordHash: null, passwordVoidedAt: at } : {}) },
  });
  const { except } = options;
  await revokeSessionsOf(tx, userId, "mailbox_proven", except ? { except } : {});
  if (!isVoid) return false;
  const mail = passwordVoidedMail({ locale: user.locale, link: `${env().appUrl}/forgot-password` });
  await queueMail(tx, { orgId: options.orgId, to: user.email, ...mail });
  return true;
}
