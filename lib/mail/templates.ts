import { INTL_TAGS, type Locale, localeOfTag } from "#lib/platform/locales.ts";
import { type Words, wordsOf } from "#lib/platform/words.ts";
import type { MailKind } from "./schema.ts";
import { mails as de } from "./words/de.ts";
import { mails as en } from "./words/en.ts";

/** A language has English's keys; a value is checked against English's places. */
const catalogue = { en, de } as unknown as Record<Locale, typeof en>;

/** A mail as the templates make it: plain text, no tracking, no images. */
export interface MailText {
  kind: MailKind;
  subject: string;
  text: string;
}

/** Times in mails name their zone; the reader's own is not known here. */
export function mailTime(at: Date, locale: Locale = "en"): string {
  return new Intl.DateTimeFormat(INTL_TAGS[locale], {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  })
    .format(at)
    .concat(" UTC");
}

/** Names come from outside: a line break in one would forge lines of the mail, or of its header. */
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const paragraphs = (...parts: string[]) => `${parts.filter(Boolean).join("\n\n")}\n`;

/** In which language somebody is written to: a tag such as de or pt-BR. */
interface Reader {
  locale: string;
}

/** The words of a mail in the reader's language: ours where we have it, else English. */
function say({ locale }: Reader): Words<typeof en> {
  const known = localeOfTag(locale);
  return wordsOf<typeof en>(catalogue[known], known);
}

/** Somebody asked to sign in without a password. */
export function signInCodeMail(input: Reader & { code: string; link: string; minutes: number }): MailText {
  const t = say(input);
  const code = `${input.code.slice(0, 4)} ${input.code.slice(4)}`;
  const { link, minutes } = input;
  return {
    kind: "sign_in_code",
    subject: t("codeSubject"),
    text: paragraphs(
      t("codeIs", { code }),
      t("codeHow", { count: minutes }),
      t("codeElsewhere", { link }),
      t("codeNotYou"),
    ),
  };
}

/** Somebody asked for a new password. */
export function passwordResetMail(input: Reader & { link: string; minutes: number }): MailText {
  const t = say(input);
  const { link, minutes } = input;
  return {
    kind: "password_reset",
    subject: t("resetSubject"),
    text: paragraphs(t("resetHere", { link }), t("resetHow", { count: minutes }), t("resetNotYou")),
  };
}

/** Tells the owner of an account that its password was changed. */
export function passwordChangedMail(input: Reader & { at: Date; link: string }): MailText {
  const t = say(input);
  const { at, link } = input;
  return {
    kind: "password_changed",
    subject: t("changedSubject"),
    text: paragraphs(t("changedAt", { time: mailTime(at, t.locale) }), t("changedNotYou", { link })),
  };
}

/** The first proof of a mailbox made the password from before it void. */
export function passwordVoidedMail(input: Reader & { link: string }): MailText {
  const t = say(input);
  return {
    kind: "password_voided",
    subject: t("voidedSubject"),
    text: paragraphs(t("voidedWhy"), t("voidedNext", { link: input.link })),
  };
}

/** What an invitation's mail says. */
export interface InvitationMailFacts extends Reader {
  name: string;
  organisation: string;
  contactEmail: string;
  assessment: string;
  minutes: number;
  expiresAt: Date;
  url: string;
}

/** Who asks, what it is, how long it takes, until when, and the one link. */
export function invitationMail(facts: InvitationMailFacts): MailText {
  const t = say(facts);
  const [organisation, assessment] = [oneLine(facts.organisation), oneLine(facts.assessment)];
  const time = mailTime(facts.expiresAt, t.locale);
  return {
    kind: "invitation",
    subject: t("inviteSubject", { organisation, assessment }),
    text: paragraphs(
      t("hello", { name: oneLine(facts.name) }),
      t("inviteWhat", { organisation, assessment }),
      t("inviteHow", { count: facts.minutes, time }),
      facts.url,
      t("inviteYours"),
      t("inviteQuestions", { contact: facts.contactEmail }),
    ),
  };
}

/** The last mail to somebody whose data was deleted. */
export function erasedMail(input: Reader & { at: Date; link: string }): MailText {
  const t = say(input);
  const { at, link } = input;
  return {
    kind: "erased",
    subject: t("erasedSubject"),
    text: paragraphs(
      t("erasedWhat", { time: mailTime(at, t.locale) }),
      t("erasedMore", { link }),
      t("erasedNotYou"),
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
