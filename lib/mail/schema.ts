/** Mails whose link or code opens an account: their text is shown to owners only. */
export const ACCOUNT_SECRET_KINDS = ["sign_in_code", "password_reset", "member_invite"] as const;

/** Every mail that the product sends. */
export const MAIL_KINDS = [
  ...ACCOUNT_SECRET_KINDS,
  "invitation",
  "password_changed",
  "password_voided",
  "notice",
  /** The last one to somebody whose data was deleted: its row goes with it. */
  "erased",
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];
