import type { Area } from "#lib/platform/words.ts";

/** The mails that candidates get. Each value is a paragraph; what stands after a line break stays on a line of its own. */
export const mails = {
  hello: "Hello {name},",
  // A code and a link to sign in with.
  codeSubject: "Your sign-in code",
  codeIs: "Your code is {code}",
  codeHow: {
    one: "Type it on the page where you asked for it. It works once, in that browser, for {count} minute.",
    other: "Type it on the page where you asked for it. It works once, in that browser, for {count} minutes.",
  },
  codeElsewhere: "Reading this on another device? Open this link there and press Sign in:\n{link}",
  codeNotYou: "You did not ask for it? Nobody has got in; you can leave this mail alone.",
  // Passwords.
  resetSubject: "Choose a new password",
  resetHere: "Choose a new password here:\n{link}",
  resetHow: {
    one: "The link works once, for {count} minute. It ends every session that is open now.",
    other: "The link works once, for {count} minutes. It ends every session that is open now.",
  },
  resetNotYou: "You did not ask for it? Your password is unchanged; you can leave this mail alone.",
  changedSubject: "Your password was changed",
  changedAt: "Your password was changed on {time}, and every open session was ended.",
  changedNotYou: "Was it not you? Choose a new one now:\n{link}",
  voidedSubject: "Choose a password, or keep signing in by code",
  voidedWhy:
    "You have just shown for the first time that this mailbox is yours. The password of your account was chosen before that, by whoever opened your invitation. We cannot know that it was you, so it no longer works, and every other open session was ended.",
  voidedNext: "Choose a password, or keep signing in by code:\n{link}",
  // The invitation.
  inviteSubject: "{organisation} invites you to an assessment: {assessment}",
  inviteWhat: '{organisation} invites you to take "{assessment}".',
  inviteHow: {
    one: "It takes {count} minute once you start. Opening the link starts nothing: you choose the moment.\nStart before {time}.",
    other:
      "It takes {count} minutes once you start. Opening the link starts nothing: you choose the moment.\nStart before {time}.",
  },
  inviteYours: "The link is yours alone; do not pass it on. What you type is saved as you type.",
  inviteQuestions:
    "Questions, or do you need more time or another format? Answer this mail, or write to {contact}.",
  // The last one.
  erasedSubject: "Your data is deleted",
  erasedWhat:
    "The data that was held about you here was deleted on {time}, as you asked. This is the last mail: your address is deleted with it.",
  erasedMore: "What stays, and why:\n{link}",
  erasedNotYou:
    "You did not ask for it? Somebody was signed in to your account. It cannot be undone; tell the organisation that invited you.",
} as const satisfies Area;
