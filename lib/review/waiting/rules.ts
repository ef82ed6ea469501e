/** What a score still waits for: a person, the judge at its work, a judge that is not there, or one that failed. */
export type Waiting = "reviewer" | "judge" | "judge_unavailable" | "judge_failed";

export interface OpenAnswer {
  /** `done`: the judge is through, and a person is not. */
  state: "queued" | "running" | "failed" | "done";
  missing: "judge" | "language" | null;
}

/** The one word for an attempt; what somebody must look after comes first. */
export function waitingOf(answers: readonly OpenAnswer[]): Waiting | null {
  if (answers.length === 0) return null;
  if (answers.some(({ state }) => state === "failed")) return "judge_failed";
  if (answers.some(({ state, missing }) => state === "queued" && missing !== null))
    return "judge_unavailable";
  return answers.some(({ state }) => state !== "done") ? "judge" : "reviewer";
}

export const WAITING_WORDS: Record<Waiting, string> = {
  reviewer: "waits for a reviewer",
  judge: "judge at work",
  judge_unavailable: "judge unavailable",
  judge_failed: "judge failed",
};

/** Why the judge does not go on, for the report; empty when it does. `languages`: names of those that no worker has. */
export function unavailableText(judge: boolean, languages: readonly string[]): string {
  if (!judge)
    return "Judge unavailable: no running worker has a sandbox. Nothing is lost; grading goes on when one starts.";
  if (languages.length === 0) return "";
  const list = new Intl.ListFormat("en-GB").format(languages);
  return `Judge unavailable for ${list}: no running worker has it. Nothing is lost; grading goes on when one starts.`;
}
