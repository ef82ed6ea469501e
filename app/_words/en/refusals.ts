import type { Area } from "../message.ts";

/** What the room says for each code that the server may answer with; the server's own words are for programs. */
export const refusals = {
  offline: "The server cannot be reached. Your work is on this device.",
  timeout: "The server did not answer in time. Your work is on this device.",
  unauthenticated: "Your session has ended. Sign in again; your work is on this device.",
  forbidden: "This page may not do that. Reload it; your work is on this device.",
  not_found: "This is no longer there, or it belongs to another account.",
  gone: "Your access to this assessment was ended. What was saved is kept.",
  invalid: "This could not be taken as it is. Your work is on this device.",
  conflict: "This was changed elsewhere at the same time. Reload the page to see how it stands.",
  too_large: "This is larger than we can take. Make it shorter.",
  throttled: "That was quick. Wait a moment, then try again.",
  deadline_passed: "Time is up. What was saved is submitted.",
  already_submitted: "You have submitted. Nothing more can be changed.",
  unavailable: "We cannot be reached just now. The fault is ours; try again shortly.",
  internal: "Something broke on our side and was recorded. Your work is safe; try again.",
} as const satisfies Area;
