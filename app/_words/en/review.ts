import type { Area } from "../message.ts";

/** Check, submit, and the time after: the receipt and what happens next. */
export const review = {
  checkTitle: "Check and submit",
  checkHeading: "Check your answers, then submit",
  backToQuestions: "Back to the questions",
  yourAnswers: "Your answers",
  question: "Question",
  state: "State",
  change: "Change",
  changeAnswer: "Change answer {ordinal}",
  answered: "Answered",
  answeredIn: "Answered, in {language}",
  unanswered: "No answer",
  keptBeside:
    "Another device's newer work is your answer. What this device held beside it is not graded; unless you throw it away, reviewers see it as late.",
  missing: { one: "Question {list} has no answer.", other: "Questions {list} have no answer." },
  finality: {
    one: "After this you cannot change your answers. {count} minute is left. Handing in early earns nothing.",
    other:
      "After this you cannot change your answers. {count} minutes are left. Handing in early earns nothing.",
  },
  submitAll: { one: "Submit the answer", other: "Submit all {count} answers" },
  submitSome: { one: "Submit {answered} of {count} answer", other: "Submit {answered} of {count} answers" },
  submitNone: "Submit without an answer",
  needsConnection:
    "Submitting needs a connection. Stay here: we submit the moment you are back, and at {end} in any case.",
  onlyHere: {
    one: "{count} answer is only on this device.",
    other: "{count} answers are only on this device.",
  },
  timeUp: "Time is up",
  sendingLast: "Time is up. Sending your last changes…",
  upAndSubmitted: "Time is up. What reached us is submitted. Your receipt is shown when you are back online.",
  upWithEdits: {
    one: "Time is up. What reached us is submitted. {count} answer is still on this device. If it can be taken, it is sent when you are back and shown as late.",
    other:
      "Time is up. What reached us is submitted. {count} answers are still on this device. Those that can be taken are sent when you are back and shown as late.",
  },
  // After.
  submitted: "Submitted",
  forWhom: "{title}, for {organisation}",
  byCandidate: "You submitted it.",
  byDeadline: "Time was up, so what you had saved was submitted for you.",
  withdrew: "You withdrew",
  accessEnded: "Access was ended",
  byOwnWithdrawal: "You withdrew, so what you had saved was kept as it was.",
  byWithdrawal: "Access was ended, so what you had saved was kept as it was.",
  answeredOf: {
    one: "{answered} of {count} question answered.",
    other: "{answered} of {count} questions answered.",
  },
  lateLeft: {
    one: "{count} of your edits is still on this device. It is sent when you are back online, and shown as late.",
    other:
      "{count} of your edits are still on this device. They are sent when you are back online, and shown as late.",
  },
  lateRefused: {
    one: "{count} of your edits was not taken: it does not fit its question, such as by its size. It is on this device only and is not sent again.",
    other:
      "{count} of your edits were not taken: they do not fit their questions, such as by their size. They are on this device only and are not sent again.",
  },
  lateSent: "Edits that had not reached us in time are sent now. Reviewers see them, marked as late.",
  receipt: "Your receipt",
  receiptNumber: "Receipt number",
  fingerprint: "Fingerprint of your answers (SHA-256)",
  signedWith: "Signed by us with key {key}. Keep both: together they prove what was handed in, and when.",
} as const satisfies Area;
