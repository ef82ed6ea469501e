import type { Area } from "../message.ts";

/** My data: what is held, taking it along, withdrawing, having it deleted. */
export const mydata = {
  title: "My data",
  intro: "What is held about {email}, and what you can do with it.",
  // What is held.
  heldTitle: "What is held",
  account: "Account",
  accountFact: "{name}, {email}, since {day}",
  signIns: "Sign-ins",
  signInsFact: {
    one: "{count} try to sign in, kept for {days} days: time, outcome, network address and browser",
    other: "{count} tries to sign in, kept for {days} days: time, outcome, network address and browser",
  },
  mails: "Mails",
  mailsFact: {
    one: "{count} mail to you: subject and time; its text is emptied once it is sent",
    other: "{count} mails to you: subject and time; their texts are emptied once they are sent",
  },
  answers: { one: "{count} answer", other: "{count} answers" },
  revisions: { one: "{count} saved version", other: "{count} saved versions" },
  runs: { one: "{count} run", other: "{count} runs" },
  events: { one: "{count} recorded event", other: "{count} recorded events" },
  byPartner: "Put forward by {partner}",
  notStarted: "Not started",
  startedOn: "Started {day}",
  submittedOn: "Submitted {day}",
  withdrewOn: "You withdrew {day}",
  endedOn: "Access was ended {day}",
  nothingHeld: "No invitation belongs to this account.",
  whoReads:
    "People at the organisation that invited you read it; a partner that put you forward learns where you stand and your score.",
  // Download.
  downloadTitle: "Take it along",
  downloadText:
    "One file (JSON) with all of it: your account, invitations, answers with every saved version, runs, recorded events with your notes, receipts, sign-ins and mails; scores where the team shares them.",
  downloadNot:
    "Not in it: the tests and the keys of questions, and what reviewers wrote for their team. That is yours to ask for as well: write to the organisation, which must look at other people’s rights first.",
  download: "Download my data",
  busy: "You have taken several copies within the hour.",
  busyText: "Each holds all of it. Try again in a while.",
  withdrawn: "You have withdrawn.",
  keptHere:
    "This device keeps answers or files that have not reached us. Deleting your data removes them too.",
  // Withdraw.
  withdrawTitle: "Withdraw",
  withdrawText:
    "You can end an application that you have not handed in yet. What is saved stays with the team until it or you delete it.",
  withdrawFrom: "Withdraw from {title}",
  withdrawHeading: "Withdraw from {title}?",
  withdrawFor: "Your application with {organisation}",
  withdrawEndsInvitation: "The invitation stops working at once. You cannot start any more.",
  withdrawEndsAttempt:
    "Your running attempt ends at once. What you have saved is kept as it is, and the team can read it.",
  withdrawTold: "The team reads that it was you, when, and your reason if you give one.",
  withdrawToldPartner: "{partner}, who put you forward, learns that you withdrew; not your reason.",
  withdrawForGood: "You cannot undo it yourself. A mistake? Ask {contact} for a new invitation.",
  withdrawKeepsAccount: "Your account stays: you can come back to your data, take it along or delete it.",
  reason: "Reason",
  reasonHint: "Only if you want to.",
  withdraw: "Withdraw my application",
  withdrawCancel: "Back, without withdrawing",
  withdrawOver: "This can no longer be withdrawn",
  withdrawOverText: "It was handed in, has ended, or was withdrawn before.",
  // Delete.
  deleteTitle: "Delete my data",
  deleteText: "Everything that names you or that you wrote, in every organisation, at once and for good.",
  deleteStart: "Delete my data…",
  goesTitle: "What is deleted",
  goesAccount: "Your account: name, e-mail address, password, sessions and sign-ins.",
  goesRecords: "Your name and address in the records of {organisations}, and everything partners sent along.",
  goesAnswers:
    "Your answers with every saved version, files, runs, results of tests, recorded events and your notes.",
  goesReviews: "What reviewers wrote about your answers, and scores on which no decision rests.",
  goesMails: "The mails that were sent to you.",
  staysTitle: "What stays, and why",
  staysScore:
    "If a team has decided already: the score and the decision, without your name. A decision must stay explicable while somebody may dispute it.",
  staysReceipt:
    "The number, time and fingerprint of each receipt. Whoever holds a receipt can still have it checked; nothing can be read from it.",
  staysAudit:
    "The trail of changes: that somebody with a number was invited, withdrew or was erased, and the reasons that the team or a partner wrote for ending an access. It proves who did what and cannot be rewritten.",
  staysPartner:
    "A scrambled form of the number that a partner knows you by, so that the partner cannot send you in again by mistake.",
  staysCopies:
    "Backups and technical logs, until they expire. The organisation that invited you can name the days.",
  staysStaff:
    "You are also a member of a team. Your account, its sign-ins and what you did as a colleague stay; ask an owner of the team to remove you.",
  runningEnds:
    "Your running attempt, {title}, ends at once. It is deleted whole, and nobody reads or grades it.",
  openEnds: "Applications that are still open are withdrawn.",
  told: "Each team reads that the data was deleted at your request, and on which day. Partners read that you withdrew.",
  confirmTitle: "Confirm",
  noUndo: "This cannot be undone, by us either. Take a copy along first if you want one.",
  typeAddress: "Your e-mail address, to confirm",
  typeAddressHint: "Type {email}",
  password: "Password",
  passwordHint: "Because you signed in more than 15 minutes ago.",
  signInAgain:
    "You signed in more than 15 minutes ago, and your account has no password. Sign out, sign in with a code, then come back.",
  signOut: "Sign out",
  deleteForGood: "Delete my data for good",
  deleteCancel: "Back, without deleting",
  // After.
  goneTitle: "Your data is deleted",
  goingTitle: "Your data is being deleted",
  goneAt: "Deleted {time}.",
  goingText:
    "It was asked for {time}. Access has ended already; the rest takes a minute, and goes on by itself.",
  look: "Look again",
  goneCounts: "Deleted: {attempts}, {answers}, {revisions}, {runs}, {events}, {signIns}, {mails}.",
  goneAttempts: { one: "{count} attempt", other: "{count} attempts" },
  goneSignIns: { one: "{count} sign-in", other: "{count} sign-ins" },
  goneMails: { one: "{count} mail", other: "{count} mails" },
  keptAfter:
    "Somebody is signed in here, so answers or files on this device that have not reached us stay until they are deleted or sent.",
  accountStays: "Your account stays, because you are also a member of a team.",
  reference: "Number of this deletion",
  referenceText: "Keep the address of this page if you want to prove the deletion later. It names nobody.",
} as const satisfies Area;
