import type { Area } from "../message.ts";

/** What a form may answer, as the rooms of the product write it in English; forms that candidates see say it in their language. */
export const sentences = {
  needChange: "Some answers need a change.",
  databaseAway: "We cannot reach our database. Nothing was changed; your input is kept. Try again shortly.",
  ourFault: "The fault is ours and was recorded. Nothing was changed. Quote {id} if you write to us.",
  enterEmail: "Enter your e-mail address.",
  addressForm: "Write the address like name@example.org.",
  enterPassword: "Enter your password.",
  enterDigits: "Enter the 8 digits from the mail.",
  codeNotUsed: "We could not use that code.",
  codeUnfit: "This code does not fit, or its 10 minutes are over. Check the digits, or send a new one.",
  linkUsed: "This link was used already, or its 10 minutes are over. Ask for a new code.",
  resetUsed: "This link was used already, or its hour is over. Ask for a new one.",
  notSignedInYet: "You are not signed in yet.",
  wrongPassword: "This is not the password of the account. Check it, or get a code by e-mail.",
  passwordChange: "The password needs a change.",
  passwordShort: "Choose at least {least} characters; 15 or more are better.",
  passwordLong: "Choose at most {most} characters.",
  passwordCommon: "Choose another: this is one of the first that a guesser tries.",
  passwordOwn: "Choose another: this is your own name or address.",
  mailsMinute:
    "Several mails are on their way already. Look in your spam folder too. Wait a minute, then try again.",
  mailsMinutes:
    "Several mails are on their way already. Look in your spam folder too. Wait {minutes} minutes, then try again.",
  networkMinute: "Many mails were asked for from your network. Wait a minute, then try again.",
  networkMinutes: "Many mails were asked for from your network. Wait {minutes} minutes, then try again.",
  codesMinute: "Several codes did not fit. Ask for a new one. Wait a minute, then try again.",
  codesMinutes: "Several codes did not fit. Ask for a new one. Wait {minutes} minutes, then try again.",
  invitationEnded: "The team ended this invitation.",
  invitationRevoked: "The team took this invitation back.",
  invitationExpired: "The time to start this assessment is over.",
  invitationOther: "This invitation is for another account than the one you are signed in to.",
  invitationSignIn: "You have an account already: sign in to accept.",
  invitationAgain: "You accepted this invitation before: sign in to go on.",
  invitationBelongs: "This invitation belongs to another account.",
} as const satisfies Area;
