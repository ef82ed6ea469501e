import { VERDICT_WORDS } from "#lib/grading/verdicts.ts";
import type { Area } from "../message.ts";

/** What became of a test, in one or two words. */
export const verdicts = {
  ...VERDICT_WORDS,
  queued: "Waiting to run",
  running: "Running",
  sqlError: "SQL error",
} as const satisfies Area;
