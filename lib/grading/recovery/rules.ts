/** A worker that has a job in hand says so at once; a job that nobody has claimed for so long was taken by one that died. */
const CLAIM_SECONDS = 5;
/** Workers that may die over one answer, or one run, with nothing gained in between: then it is what kills them. */
export const MAX_CRASHES = 5;

export interface Stray {
  /** Of the row. */
  state: "queued" | "running";
  /** Of its live job; null: there is none. */
  job: "created" | "retry" | "active" | null;
  /** How long the job has been in hand. */
  takenSeconds: number | null;
  /** Whether the worker that claimed the row lives. */
  present: boolean;
}

/** Why nobody will finish it; null when somebody will. */
export function strayOf({ state, job, takenSeconds, present }: Stray): "no_job" | "dead_worker" | null {
  if (job === null) return "no_job";
  if (job !== "active") return null;
  if (state === "running" && present) return null;
  // The claim in the row may be that of the worker before: the one that has the job now is given time to write its own.
  return (takenSeconds ?? 0) > CLAIM_SECONDS || (state === "running" && !present && (takenSeconds ?? 0) > 1)
    ? "dead_worker"
    : null;
}

/** What becomes of it. A job that was lost counts like a worker: it had its tries. */
export function afterCrash(crashes: number, stray: "no_job" | "dead_worker"): "queue_again" | "give_up" {
  return stray === "dead_worker" && crashes + 1 > MAX_CRASHES ? "give_up" : "queue_again";
}
