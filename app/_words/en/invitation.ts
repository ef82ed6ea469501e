import type { Area } from "../message.ts";

/** An invitation's link, a candidate's or a colleague's. */
export const invitation = {
  title: "Your invitation",
  invites: "{org} invites you to {assessment}",
  unknownTitle: "This link leads to no invitation",
  unknownText: "Part of it may be missing: open it from the mail itself, or copy all of it.",
  unknownAccepted: "Did you accept it before? Sign in.",
  expiredTitle: "The time to start is over",
  expiredText:
    "{org} invited you to {assessment}, to be started by {time}. You can ask for more time. Write to {contact}.",
  revokedTitle: "This invitation was taken back",
  revokedText:
    "{org} invited you to {assessment}. A newer mail from them may hold another link. Write to {contact}.",
  endedTitle: "Your access was ended",
  endedText:
    "{org} invited you to {assessment}. Trying again will not help. If it is a mistake, say so. Write to {contact}.",
  facts: {
    one: "Hello {name}. It takes {count} minute in one sitting, in your browser. Start by {time}; the clock starts when you start, not now.",
    other:
      "Hello {name}. It takes {count} minutes in one sitting, in your browser. Start by {time}; the clock starts when you start, not now.",
  },
  accept: "Accept the invitation",
  otherAccount:
    "This invitation is for {email}, and you are signed in as {who}. Sign out, then open this link again.",
  wrongAddress: "Is it the wrong address? Write to {contact}.",
  signOutAndBack: "Sign out and come back",
  whyAgain:
    "You accepted this invitation before. Sign in to go on, with your password or with a code by e-mail. If you signed in by code before, the password that you chose here no longer works.",
  whySignIn: "You have an account with this address. Sign in to accept.",
  whyJoin: "You have an account with this address. Sign in to join.",
  choosePassword: "Choose a password, so that you can come back.",
  setAndContinue: "Set password and continue",
  signInAndContinue: "Sign in and continue",
  // A colleague's.
  joinTitle: "Join a team",
  join: "Join {org}",
  asked: "{inviter} asks you to join as {role}.",
  usedTitle: "This invitation was used or replaced",
  usedText: "It works once. Did you join {org} with it? Then sign in. Otherwise look for a newer mail.",
  overTitle: "This invitation is over",
  overText: "It works for a week. Ask {inviter} at {org} for a new one.",
  setAndJoin: "Set password and join",
  freshPassword:
    "Staff accounts start with a fresh one; it replaces the old. At least 8 characters; a few words are easier to keep than signs.",
  joinTeam: "Join the team",
} as const satisfies Area;
