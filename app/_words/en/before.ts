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
  writtenAnswers: { one: "{count} written answer", other: "{count} written answers" },
  // Before you start.
  preflightTitle: "{title} · Before you start",
  forWhom: "For {organisation}",
  notReadyExpired: "The last day to start has passed",
  notReadyEnded: "This cannot be started",
  windowOver: "The invitation's window is over. If that is a mistake, write to {contact}.",
  accessEnded: "Your access to this assessment was ended. If that is a mistake, write to {contact}.",
  time: "Time",
  extraTime: "{plan} – your extra time is in it, and is not shown to reviewers",
  startByTerm: "Start by",
  startByFact: "{time} ({left}). Once started, you have the whole time, also past that moment.",
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
  notRecorded:
    "No camera, no microphone, no screen recording. In the room you see each event as it is recorded. People at {organisation} read it beside your answers; it is never a score.",
  endTitle: "How it ends",
  endText: {
    one: "When you submit, or when the time is over: then what is saved is submitted for you within {count} second. What counts is the last saved answer to each question, whether or not you ran it.",
    other:
      "When you submit, or when the time is over: then what is saved is submitted for you within {count} seconds. What counts is the last saved answer to each question, whether or not you ran it.",
  },
  start: { one: "Start the {count} minute", other: "Start the {count} minutes" },
} as const satisfies Area;
