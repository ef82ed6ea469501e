import type { Area } from "../message.ts";

/** What became of a test, in one or two words. */
export const verdicts = {
  AC: "Passed",
  WA: "Wrong answer",
  RTE: "Crashed",
  CE: "Did not compile",
  TLE: "Too slow",
  MLE: "Too much memory",
  OLE: "Too much output",
  JE: "Not run yet: our fault",
  queued: "Waiting to run",
  running: "Running",
  sqlError: "SQL error",
} as const satisfies Area;
