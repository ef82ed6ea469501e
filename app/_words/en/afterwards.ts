import type { Area } from "../message.ts";

/** After handing in: what happens next and by when, and the result where the team shares it. */
export const afterwards = {
  nextTitle: "What happens next",
  grading: "Your answers are being graded: programs by tests you have not seen, written answers by people.",
  finished: "All of your answers are graded and read.",
  answersBy: "{organisation} answers you by {day}.",
  answersLate: "{organisation} meant to answer you by {day}. Heard nothing? Ask.",
  answersSometime: "{organisation} then gets in touch with you; it has not said by when.",
  withdrew: "You withdrew, so {organisation} does not go on with your application.",
  accessEnded: "Your access was ended, so {organisation} does not go on with your application.",
  questions: "Questions? Write to {contact} and give the receipt number.",
  myData: "What is held about you, and how to take it along or have it deleted: <link>My data</link>.",
  // The result.
  resultTitle: "Your result",
  notShared: "{organisation} does not show results here.",
  pending: "Your result appears on this page once everything is graded and read.",
  scoreOf: "You have {points} of {maxPoints} points.",
  byQuestion: "Points for each question",
  question: "Question",
  points: "Points",
  pointsOf: "{points} of {maxPoints}",
} as const satisfies Area;
