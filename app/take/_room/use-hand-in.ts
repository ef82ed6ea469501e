import { useEffect, useRef, useState } from "react";
import { CallError, postSubmit } from "./api.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import type { Answers } from "./use-answers.ts";

/** Long enough for a slow save, short enough that the grace is not over. */
const FLUSH_MS = 12_000;
const RETRY_MS = 3_000;

export type HandIn =
  | { phase: "idle" }
  | { phase: "sending" }
  /** No connection: it is tried again until it works. */
  | { phase: "waiting" }
  | { phase: "refused"; refusal: Refusal };

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, RETRY_MS);
    window.addEventListener("online", done);
  });
}

/** One try. @returns the refusal, or null when it may be tried again. */
async function tryOnce(
  attemptId: string,
): Promise<{ done: true } | { done: false; refusal: Refusal | null }> {
  try {
    await postSubmit(attemptId);
    return { done: true };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const final = error.status >= 400 && error.status < 500 && error.status !== 429;
    return { done: false, refusal: final ? refusalOf(error) : null };
  }
}

/** Hands in: first every change, then the attempt; waits for the network as long as it takes, then goes to the receipt. */
export function useHandIn(attemptId: string, answers: Answers): [HandIn, () => void] {
  const [state, setState] = useState<HandIn>({ phase: "idle" });
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });

  async function run() {
    setState({ phase: "sending" });
    for (;;) {
      await latest.current.flush(FLUSH_MS);
      const result = await tryOnce(attemptId);
      if (result.done) {
        latest.current.close();
        location.replace(`/take/attempts/${attemptId}/done`);
        return;
      }
      if (result.refusal !== null) return setState({ phase: "refused", refusal: result.refusal });
      setState({ phase: "waiting" });
      await nextChance();
    }
  }

  const start = () => {
    if (state.phase === "idle" || state.phase === "refused") void run();
  };
  return [state, start];
}
