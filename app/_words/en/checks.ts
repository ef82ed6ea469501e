import type { Area } from "../message.ts";

/** The check of one's device before the clock: a real save and a real run. */
export const checks = {
  intro:
    "Tries out what counts later: whether this browser keeps what you type, a real save, and a real run. It takes a few seconds, and starts no clock.",
  introNoRun:
    "Tries out what counts later: whether this browser keeps what you type, and a real save. It takes a few seconds, and starts no clock.",
  language: "Language of the run",
  languageOff: "{language} (no runner has it now)",
  check: "Check this device",
  results: "What was found",
  waiting: "Not checked yet",
  working: "Trying…",
  store: "This browser",
  storeGood: "Keeps what you type",
  storeBad:
    "Does not let us keep a copy, as in some private windows. You can start: the server keeps what you type. In another window it would be kept twice.",
  save: "Saving",
  saveGood: "Saved and read back in {time}",
  saveOffline: "The server cannot be reached. Check your connection, then check again.",
  saveRefused: "The server did not take it. Wait a minute, then check again.",
  run: "Code runner",
  runGood: "{language} ran and was judged in {time}",
  runQueued: "Waiting for the runner…",
  runBusy:
    "Has not answered yet. You can start: code is saved and graded later, and time that you wait is given back.",
  runAway:
    "The runner is not answering. You can start: code is saved and graded later, and time that you wait is given back.",
  runNoLanguage:
    "No runner has {language} now. Your code would be saved and graded later. Choose another language, or come back later.",
  runFailed:
    "The runner had trouble with our own program. The fault is not yours, and you can start: what it fails at is tried again.",
  runUnknown: "We have no program to try in {language}.",
  ready: "This device is ready.",
  notReady: "Not everything worked. What to do stands beside it.",
  throttled: "That is more checks than we can take. Wait a minute, then check again.",
  gone: "This can no longer be started. Reload the page.",
} as const satisfies Area;
