import type { MailKind } from "./schema.ts";

/** A mail as the templates make it: plain text, no tracking, no images. */
export interface MailText {
  kind: MailKind;
  subject: string;
  text: string;
}

/** Times in mails name their zone; the reader's own is not known here. */
export function mailTime(at: Date, locale = "en"): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" })
    .format(at)
    .concat(" UTC");
}

/** Names come from outside: a line break in one would forge lines of the mail, or of its header. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const paragraphs = (...parts: string[]) => `${parts.filter(Boolean).join("\n\n")}\n`;

/** Somebody asked to sign in without a password. */
export function signInCodeMail(input: { code: string; link: string; minutes: number }): MailText {
  const spaced = `${input.code.slice(0, 4)} ${input.code.slice(4)}`;
  return {
    kind: "sign_in_code",
    subject: "Your sign-in code",
    text: paragraphs(
      `Your code is ${spaced}`,
      `Type it on the page where you asked for it. It works once, in that browser, for ${input.minutes} minutes.`,
      `Reading this on another device? Open this link there and press Sign in:\n${input.link}`,
      "You did not ask for it? Nobody has got in; you can leave this mail alone.",
    ),
  };
}

/** Somebody asked for a new password. */
export function passwordResetMail(input: { link: string; minutes: number }): MailText {
  return {
    kind: "password_reset",
    subject: "Choose a new password",
    text: paragraphs(
      `Choose a new password here:\n${input.link}`,
      `The link works once, for ${input.minutes} minutes. It ends every session that is open now.`,
      "You did not ask for it? Your password is unchanged; you can leave this mail alone.",
    ),
  };
}

/** Tells the owner of an account that its password was changed. */
export function passwordChangedMail(input: { at: Date; link: string }): MailText {
  return {
    kind: "password_changed",
    subject: "Your password was changed",
    text: paragraphs(
      `Your password was changed on ${mailTime(input.at)}, and every open session was ended.`,
      `Was it not you? Choose a new one now:\n${input.link}`,
    ),
  };
}

/** The first proof of a mailbox made the password from before it void. */
export function passwordVoidedMail(input: { link: string }): MailText {
  return {
    kind: "password_voided",
    subject: "Choose a password, or keep signing in by code",
    text: paragraphs(
      "You have just shown for the first time that this mailbox is yours. The password of your account was chosen before that, by whoever opened your invitation. We cannot know that it was you, so it no longer works, and every other open session was ended.",
      `Choose a password, or keep signing in by code:\n${input.link}`,
    ),
  };
}

/** A colleague is asked to join a team. */
export function memberInviteMail(input: {
  name: string;
  inviterName: string;
  orgName: string;
  role: string;
  link: string;
  expiresAt: Date;
}): MailText {
  const org = oneLine(input.orgName);
  return {
    kind: "member_invite",
    subject: `Join ${org} on Assay`,
    text: paragraphs(
      `Hello ${oneLine(input.name)},`,
      `${oneLine(input.inviterName)} asks you to join ${org} as ${input.role}.`,
      `Join here:\n${input.link}`,
      `The link works once, until ${mailTime(input.expiresAt)}.`,
    ),
  };
}
