import type { Area } from "../message.ts";

/** The way in and out: signing in, refusals, invitations, passwords, sessions. */
export const access = {
  signIn: "Sign in",
  errorSignIn: "Error: Sign in",
  email: "E-mail",
  password: "Password",
  newPassword: "New password",
  passwordHint: "At least 8 characters; a few words are easier to keep than signs.",
  or: "or",
  sendCode: "Send me a code",
  forgot: "Forgot password",
  help: "Help",
  helpText:
    "Use the address that your invitation was sent to. No password yet? Open the link in your invitation mail: you choose one there. A code by e-mail works without a password, at any time.",
  passwordChanged: "Your password is changed, and every open session was ended. Sign in with the new one.",
  signedOut: "You are signed out.",
  keptHere:
    "This device keeps answers or files that have not reached us. Nothing is lost: sign in here and open your attempt to send them.",
  sessionOver:
    "Your session has ended: its 12 hours were over, it was ended from another device, or the password was changed. Sign in to go on; saved work is safe.",
  // Refusals.
  noMatch: "E-mail and password do not match.",
  noMatchText: "Check both, or get a code by e-mail and skip the password.",
  wait: "Wait {time} before the next try.",
  waitText: "Your account is not locked. A code by e-mail works right now.",
  waitOver: "You can try again now.",
  waitOverText: "Your account is not locked. A code by e-mail works as well.",
  fewSeconds: "a few seconds",
  seconds: { one: "{count} second", other: "{count} seconds" },
  minutes: { one: "{count} minute", other: "{count} minutes" },
  endedTitle: "Your access was ended",
  endedByPartnerDenied:
    "{partner}, who put you forward, told {org} on {day} that your application has ended.",
  endedByPartner: "{partner}, who put you forward, took back your application with {org} on {day}.",
  endedBySelf: "You withdrew your application with {org} on {day}.",
  endedByTeam: "{org} ended it on {day}.",
  endedByErasure: "{org} deleted your data on {day}.",
  accountDisabled: "Your account was closed on {day}.",
  accountErased: "Your account and its data were deleted on {day}.",
  someTeam: "the team that invited you",
  someTeamFirst: "The team that invited you",
  someRecruiter: "The recruiter",
  passwordIsRight: "Your password is right; trying again will not help.",
  codeIsRight: "Your code was right; trying again will not help.",
  linkIsRight: "Your link was right; trying again will not help.",
  tryingWillNotHelp: "Trying again will not help.",
  nothingTried:
    "Nobody has tried to sign in from this browser just now. Sign in to see how your access stands.",
  // If the end was a mistake: with or without a partner to ask, and a reference to give.
  mistake: "If it is a mistake, write to {contact}.",
  mistakeReference: "If it is a mistake, write to {contact} and give reference {reference}.",
  mistakePartner: "If it is a mistake, ask your contact at {partner}, or write to {contact}.",
  mistakePartnerReference:
    "If it is a mistake, ask your contact at {partner}, or write to {contact} and give reference {reference}.",
  contactAt: "{contact} at {org}",
  contactUnknown: "the team that invited you",
  somebodyElse: "Sign in as somebody else",
  unavailableTitle: "We cannot sign you in right now",
  unavailableText: "The fault is ours, not your password. Invitation, time and saved work are safe.",
  tryAgain: "Try again",
  stillClosed: "Still closed in 5 minutes? Answer the mail with your invitation.",
  stillClosedReference:
    "Still closed in 5 minutes? Answer the mail with your invitation, and give reference {reference}.",
  // Codes and links.
  codeTitle: "Sign in with a code",
  codeMeta: "We send 8 digits to your address. No password is needed.",
  usePassword: "Use a password",
  enterCodeTitle: "Enter the code",
  enterCodeMeta:
    "If {email} has an account, a mail with 8 digits is on its way. It works in this browser for 10 minutes.",
  code: "Code",
  noMail:
    "No mail after two minutes? Look in the spam folder, or <again>send another</again>. Is it the address you were invited with?",
  linkTitle: "Sign in with a link",
  linkDead: "This link does not work any more",
  linkDeadText: "It works once, for 10 minutes. Ask for a new code; it takes a minute.",
  linkHere: "Sign in on this device",
  linkHereMeta: "Press the button to sign in here. Did you not ask for it? Close this page.",
  // Passwords.
  forgotMeta: "We send you a link with which you choose a new one.",
  sendLink: "Send the link",
  inAHurry: "In a hurry? <code>Sign in with a code</code> and skip the password.",
  resetSent: "If {email} has an account, a mail with a link is on its way. It works once, for an hour.",
  resetTitle: "Choose a new password",
  resetMeta: "It ends every session that is open now, on every device.",
  resetDeadText: "It works once, for an hour. Opening it has changed nothing.",
  resetUsedText:
    "It works once, and it was used, or a newer one was. The password that was set last is the one that works.",
  newLink: "Send a new link",
  setPassword: "Set the password",
  passwordEndedTitle: "You are signed in; your old password has ended",
  passwordEndedText:
    "This was the first time that you showed this mailbox is yours. The password of your account was chosen before that, by whoever opened your invitation. We cannot know that it was you, so it no longer works. Nothing else was lost.",
  passwordEndedNext:
    "You need none: a code by e-mail works at any time. If you want a password, we send {email} a link to choose one.",
  goOn: "Continue",
  chooseNew: "Choose a password",
  // Sessions.
  signOut: "Sign out",
  signedInAs: "You are signed in as {who}.",
  otherDevice: "On another device too? See <sessions>where you are signed in</sessions>.",
  sessionsTitle: "Where you are signed in",
  sessionsMeta: "As {email}. A session ends by itself after 12 hours.",
  endOthers: "End all other sessions",
  endThis: "End this session",
  endNamed: "End this session: {device}",
  thisOne: "{device} (this one)",
  sessionTimes: "Signed in {since}, last seen {seen}.",
  sessionTimesFrom: "Signed in {since} from {address}, last seen {seen}.",
  browserOn: "{browser} on {system}",
  otherProgram: "Another program",
  sessionEnded: "That session is ended.",
  sessionsEnded: { one: "{count} session is ended.", other: "{count} sessions are ended." },
  back: "Back",
  // Not found.
  notFound: "Not found",
  notFoundTitle: "There is nothing at this address",
  notFoundText:
    "It may have moved, or it belongs to an account you are not signed in to. An invitation opens from its own link.",
  toStart: "Go to the start",
} as const satisfies Area;
