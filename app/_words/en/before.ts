import type { Area } from "../message.ts";

/** Before the clock: the dashboard and what one should know before starting. */
export const before = {
  title: "Your assessments",
  empty:
    "Nothing here for {email}. An invitation belongs to the address it was sent to. Invited elsewhere? Open the link in that mail.",
  startBy: "Start by {time} ({left})",
  running: "{left}. The clock is running.",
  submittedAt: "Submitted {time}",
  expired: "The last day to start was {day}. Ask {contact}.",
  ended: "Access was ended. A mistake? Write to {contact}.",
  asksShort: "Asks for {asks}.",
  seenBy: "People at {organisation} see your answers and what is recorded.",
  seenByPartner:
    "People at {organisation} see your answers and what is recorded; {partner}, who sent you, is told where you stand and your score.",
  deviceReady: "Device checked on {day}: ready.",
  extraTimeLink: "Extra time",
  extraTimeOn: "Extra time: {percent} %",
  withdrew: "You withdrew.",
  myData: "My data: what is held about you, taking it along, withdrawing, deleting",
  getReady: "Get ready",
  getReadyFor: "Get ready {title}",
  continue: "Continue",
  continueWith: "Continue {title}",
  seeReceipt: "See receipt",
  seeReceiptOf: "See receipt {title}",
  // Lengths and amounts.
  plan: "{total} min",
  planExtra: "{total} min ({base} + {extra} %)",
  inDays: { one: "in {count} day", other: "in {count} days" },
  inHours: { one: "in {count} hour", other: "in {count} hours" },
  inLessThanAnHour: "in less than an hour",
  codeQuestions: { one: "{count} coding question", other: "{count} coding questions" },
  sqlQuestions: { one: "{count} SQL question", other: "{count} SQL questions" },
  choiceQuestions: { one: "{count} choice question", other: "{count} choice questions" },
  shortAnswers: { one: "{count} short answer", other: "{count} short answers" },
  writtenAnswers: { one: "{count} written answer", other: "{count} written answers" },
  fileAnswers: { one: "{count} file to hand in", other: "{count} files to hand in" },
  // Before you start.
  preflightTitle: "{title} · Before you start",
  forWhom: "For {organisation}",
  notReadyExpired: "The last day to start has passed",
  notReadyEnded: "This cannot be started",
  windowOver: "The invitation's window is over. If that is a mistake, write to {contact}.",
  accessEnded: "Your access to this assessment was ended. If that is a mistake, write to {contact}.",
  tasks: "Before you start",
  time: "Time",
  timePlan: "You have {plan}.",
  timeGranted: "The {percent} % are from {organisation}.",
  timeOwn:
    "The {percent} % are yours: you gave them to yourself. {organisation} is not told of them, and reads times as if you had none.",
  timeShared: "The {percent} % are yours: you gave them to yourself, and {organisation} may see it.",
  extraTimeNone: "Need more time? Take it here: nobody asks why, and nobody is told.",
  extraTimeGive: "Take extra time",
  extraTimeChange: "Change extra time",
  share: "Let {organisation} see it",
  unshare: "Keep it to myself",
  // The page of extra time.
  extraTitle: "Extra time",
  extraWhat:
    "Some people need longer to read, to type or to think, for whatever reason. Choose what you need: nobody asks for a proof or a reason.",
  extraPrivate:
    "It is yours alone. Teams and partners are not told: not in reports, not in mails, and the times that they read are as if you had none. Before each start you can choose to let a team see it.",
  extraWhen:
    "It holds for every assessment that you start from now on. If a team gave you extra time too, the larger of the two counts. Once the clock runs it stays as it is.",
  extraLegend: "How much more time?",
  extraStepNone: "None",
  extraStep: "{percent} % more",
  extraStepHint: "60 minutes become {minutes}",
  extraSave: "Save extra time",
  // Before the start, continued.
  extraSavedOf: "Saved: {percent} % more time. It holds for each assessment that you start from now on.",
  extraSavedNone: "Saved: no extra time of your own.",
  startByTerm: "Start by",
  startByFact: "{time} ({left}). Once started, you have the whole time, also past that moment.",
  whoSees: "Who sees what",
  asked: "What is asked",
  askedFact: { one: "{asks}, {count} point in all", other: "{asks}, {count} points in all" },
  languages: "Languages",
  inOneGo: "In one go",
  inOneGoFact:
    "The clock cannot be paused. Closing the page or losing the network does not lose work: what you type is saved as you type, and you can come back while time is left.",
  recordedTitle: "What is recorded",
  recordedAnswers: "Your answers, each time they are saved, with the time.",
  recordedPastes: "Pasting more than a few words: when, and how many characters; not from where.",
  recordedLeaving: "Leaving this page for another tab or window and coming back, and losing the connection.",
  recordedNetwork: "Going on from another network: that it changed; not where you are.",
  recordedRuns: "Each time you run code: the code, and what came out.",
  notRecorded:
    "No camera, no microphone, no screen recording. In the room you see each event as it is recorded, and can say something about it. People at {organisation} read it beside your answers; it is never a score.",
  deviceTitle: "Your device",
  deviceNotChecked: "Not checked yet",
  deviceChecked: "Ready, checked {time}",
  deviceLast: "Last found ready {time}.",
  deviceLastIn: "Last found ready {time}, with {language}.",
  practiceTitle: "Practice",
  practiceStatus: "If you like, as long as you like",
  practiceWhat:
    "Try the room with invented questions of the same kinds: the editor, saving, running, the results, and what is recorded. No clock runs. Nothing of it is shown to anybody, and all of it is gone when you start.",
  practiceWhatNoRun:
    "Try the room with invented questions of the same kinds: answering, saving, and what is recorded. No clock runs. Nothing of it is shown to anybody, and all of it is gone when you start.",
  practiceOpen: "Try the room",
  practiceGoOn: "Go on practising",
  practiceAnew: "Begin again",
  practiceThrottled:
    "You have begun the practice many times. Go on in the one that you have, or wait a while.",
  practiceGone: "This can no longer be practised for.",
  agreeLegend: "Your agreement",
  agree: "I have read what is recorded, and agree to it",
  agreeStatus: "To agree to, below",
  endTitle: "How it ends",
  endText: {
    one: "When you submit, or when the time is over: then what is saved is submitted for you within {count} second. What counts is the last saved answer to each question, whether or not you ran it.",
    other:
      "When you submit, or when the time is over: then what is saved is submitted for you within {count} seconds. What counts is the last saved answer to each question, whether or not you ran it.",
  },
  endTextNoRun: {
    one: "When you submit, or when the time is over: then what is saved is submitted for you within {count} second. What counts is the last saved answer to each question.",
    other:
      "When you submit, or when the time is over: then what is saved is submitted for you within {count} seconds. What counts is the last saved answer to each question.",
  },
  start: { one: "Start the {count} minute", other: "Start the {count} minutes" },
} as const satisfies Area;
