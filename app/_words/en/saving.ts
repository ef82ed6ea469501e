import type { Area } from "../message.ts";

/** Whether the work is safe: one of these at a time. */
export const saving = {
  untouched: "Saves as you type",
  saved: "Saved {time}",
  back: "Back online. All saved {time}.",
  saving: "Saving…",
  slow: "Still saving. Keep typing, it is kept on this device.",
  offline: "Offline since {time}. Your work is kept on this device. Keep typing; the clock runs on.",
  failed: "Could not save since {time}. Your work is on this device. Leave this page open.",
  restored: {
    one: "{count} line on this device had not reached us. It is in the editor and being sent now.",
    other: "{count} lines on this device had not reached us. They are in the editor and being sent now.",
  },
  tooLargeCode: "Answer {ordinal} is too large and not saved: at most 256 KiB. Shorten it.",
  tooLargeText: "Answer {ordinal} is too long and not saved: at most 100,000 characters. Shorten it.",
  refused: "Answer {ordinal} is not saved. {detail}",
  slowShort: "Still saving. Kept on this device.",
  offlineShort: "Offline since {time}. Kept on this device.",
  failedShort: "Not saved since {time}",
  restoredShort: { one: "{count} unsent line restored", other: "{count} unsent lines restored" },
  tooLargeShort: "Answer {ordinal} too large: shorten it",
  refusedShort: "Answer {ordinal} is not saved",
  staysHere:
    "The next page needs a connection, and there is none now. You stay here: your work is kept on this device. Press again when you are back online.",
  tryNow: "Try now",
  download: "Download",
  downloadAnswer: "Download my answer",
  reading: "This attempt is open in another tab, so this one only reads.",
  readingShort: "Open in another tab",
  writeHere: "Write here instead",
  writeHereShort: "Write here",
  signedOut: "Your session has ended. Your work is on this device.",
  signedOutShort: "Signed out",
  signInAgain: "Sign in again",
  aside: "Another device saved newer work; this one holds unsent work too.",
  asideShort: "Newer work elsewhere",
} as const satisfies Area;
