import type { Actor } from "#lib/auth/actor.ts";
import { hashPassword } from "#lib/auth/passwords.ts";
import { passwordError } from "#lib/auth/recovery/commands.ts";
import { passwordProblem } from "#lib/auth/schema.ts";
import { now } from "#lib/platform/clock.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { db, type Tx } from "#lib/platform/db.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { newId } from "#lib/platform/ids.ts";
import { log } from "#lib/platform/log.ts";
import { findInvitation, type InvitationRow, signedIn, stateOf } from "./queries.ts";
import type { AcceptanceState } from "./rules.ts";

/** Notes that an invitation's page was opened, the first time. Never throws: the page is shown either way. */
export async function noteOpened(invitationId: string): Promise<void> {
  try {
    await db.invitation.updateMany({
      where: { id: invitationId, openedAt: null },
      data: { openedAt: now() },
    });
  } catch (error) {
    log.warn("invitation.note_failed", { invitationId, error });
  }
}

const REFUSALS: Partial<Record<AcceptanceState, DomainError>> = {
  ended: new DomainError("gone", "The team ended this invitation."),
  revoked: new DomainError("gone", "The team took this invitation back."),
  expired: new DomainError("gone", "The time to start this assessment is over."),
  other_account: new DomainError(
    "forbidden",
    "This invitation is for another account than the one you are signed in to.",
  ),
  sign_in: new DomainError("unauthenticated", "You have an account already: sign in to accept."),
  sign_in_again: new DomainError("unauthenticated", "You accepted this invitation before: sign in to go on."),
};

/**
 * Accepts an invitation: binds the candidate's record to the account of the invited address, making the account when
 * there is none. Twice by the same person is once.
 * @param input.password the new account's password; ignored where no account is made.
 * @throws DomainError not_found (no such link), gone (ended, taken back, too late), forbidden (another account),
 * unauthenticated (an account exists: sign in), invalid (the password is too easy).
 */
export async function acceptInvitation(
  actor: Actor,
  input: { token: string; password?: string | undefined },
): Promise<{ invitationId: string; userId: string }> {
  // Hashed before the transaction: a row must not stay locked for as long as a hash takes.
  const passwordHash =
    input.password && !passwordProblem(input.password) ? await hashPassword(input.password) : null;
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`select id from invitation where "tokenHash" = ${sha256(input.token)} for update`;
    const row = await findInvitation(input.token, tx);
    if (!row) throw notFound("invitation");
    const state = await stateOf(row, actor, tx);
    const refusal = REFUSALS[state];
    if (refusal) throw new DomainError(refusal.code, refusal.message);
    const person = signedIn(actor);
    const userId = person?.userId ?? (await makeAccount(tx, row, input.password ?? "", passwordHash));
    if (state !== "yours") await bind(tx, row, userId);
    return { invitationId: row.id, userId };
  });
}

async function makeAccount(
  tx: Tx,
  row: InvitationRow,
  password: string,
  passwordHash: string | null,
): Promise<string> {
  const { email, name, locale } = row.candidate;
  const problem = passwordProblem(password, { email, name });
  if (problem || !passwordHash) throw passwordError(problem ?? "Choose a password.");
  const user = await tx.user.upsert({
    where: { email },
    create: { id: newId(), email, name, locale, passwordHash },
    update: {},
    select: { id: true, passwordHash: true },
  });
  if (user.passwordHash === passwordHash) return user.id;
  // The account was there, or came between our look and now: it takes a password only if it never had one and nobody
  // has proved the mailbox. What is chosen by this link proves none (see `mailbox-proof.ts`).
  const { count } = await tx.user.updateMany({
    where: { id: user.id, passwordHash: null, emailProvenAt: null },
    data: { passwordHash },
  });
  if (count === 0)
    throw new DomainError("unauthenticated", "You have an account already: sign in to accept.");
  return user.id;
}

async function bind(tx: Tx, row: InvitationRow, userId: string): Promise<void> {
  const at = now();
  const { count } = await tx.candidate.updateMany({
    where: { id: row.candidateId, OR: [{ userId: null }, { userId }] },
    data: { userId },
  });
  if (count === 0) throw new DomainError("forbidden", "This invitation belongs to another account.");
  await tx.invitation.updateMany({
    where: { id: row.id, acceptedAt: null },
    data: { acceptedAt: at, openedAt: row.openedAt ?? at },
  });
}
