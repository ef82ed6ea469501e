/** The mails of an account and of its applications; what a team writes to its own people and contacts is not among them. */
export const CANDIDATE_MAILS = [
  "invitation",
  "sign_in_code",
  "password_reset",
  "password_changed",
  "password_voided",
] as const;
