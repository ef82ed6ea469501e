/** Why an invitation can or cannot be accepted, for the person who opened it. */
export type AcceptanceState =
  /** Nobody has this address yet: choose a password. */
  | "set_password"
  /** The address has an account: prove that it is yours. The link never sets a password for it. */
  | "sign_in"
  /** Signed in with the address that was invited. */
  | "confirm"
  /** Accepted before, by you. */
  | "yours"
  /** Accepted before; sign in to go on. */
  | "sign_in_again"
  | "other_account"
  | "expired"
  | "revoked"
  | "ended";

export interface AcceptanceFacts {
  acceptedAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
  /** When the candidate's access was ended. */
  endedAt: Date | null;
  /** The account that the candidate's record belongs to. */
  boundTo: string | null;
  email: string;
  /** Somebody uses the account of this address, or has set its password. */
  accountIsClaimed: boolean;
}

/**
 * What opening an invitation comes to. Only the account of the invited address may accept, and an account that is
 * somebody's is proved by signing in: a partner who holds the link must not reach into it.
 */
export function acceptanceState(
  facts: AcceptanceFacts,
  person: { userId: string; email: string } | null,
  at: Date,
): AcceptanceState {
  if (facts.endedAt) return "ended";
  if (facts.revokedAt) return "revoked";
  const isBound = facts.boundTo !== null;
  if (facts.acceptedAt && isBound) {
    if (!person) return "sign_in_again";
    return person.userId === facts.boundTo ? "yours" : "other_account";
  }
  if (facts.expiresAt <= at) return "expired";
  if (!person) return facts.accountIsClaimed || isBound ? "sign_in" : "set_password";
  const isInvited = isBound ? person.userId === facts.boundTo : person.email === facts.email;
  return isInvited ? "confirm" : "other_account";
}
