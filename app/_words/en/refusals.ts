import type { Area } from "../message.ts";

/** What the room says for each code that the server may answer with; the server's own words are for programs. */
export const refusals = {
  offline: "The server cannot be reached. Keep this page open and try again.",
  timeout: "The server did not answer in time. Keep this page open and try again.",
  unauthenticated: "Your session has ended. Keep this page open, and sign in again in another tab.",
  forbidden: "This page may not do that. Reload it once your work is saved.",
  not_found: "This is no longer there, or it belongs to another account.",
  gone: "Your access to this assessment was ended. What was saved is kept.",
  invalid: "This could not be taken as it is.",
  conflict: "This was changed elsewhere at the same time. Reload the page to see how it stands.",
  too_large: "This is larger than we can take. Make it shorter.",
  throttled: "That was quick. Wait a moment, then try again.",
  deadline_passed: "Time is up. What was saved is submitted.",
  already_submitted: "You have submitted. Nothing more can be changed.",
  unavailable: "We cannot be reached just now. The fault is ours; try again shortly.",
  internal: "Something broke on our side and was recorded. Try again.",
} as const satisfies Area;
