import { useEffect, useRef, useState } from "react";
import { CallError, fetchAttempt, postSubmit } from "./api.ts";
import type { Clock } from "./kept-room.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import type { Answers } from "./use-answers.ts";

/** Long enough for a slow save, short enough that the grace is not over. */
const FLUSH_MS = 12_000;
const RETRY_MS = 3_000;
/** Who hands in before the end waits this many rounds for what may still be saved: a minute and more. */
const PATIENT_ROUNDS = 20;

export type HandIn =
  | { phase: "idle" }
  | { phase: "sending" }
  /** No connection: it is tried again until it works. */
  | { phase: "waiting" }
  | { phase: "refused"; refusal: Refusal };

/** @param onMoreTime for a hand-in because the clock ended: called instead when the server has given more time. */
type StartHandIn = (onMoreTime?: (clock: Clock) => void) => Promise<void>;

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

/** Whether the portal itself said no. All else passes: no answer, half of one, somebody else's. */
function isFinal(error: unknown, passing?: number): boolean {
  const status = error instanceof CallError ? error.status : 0;
  return status >= 400 && status < 500 && status !== passing;
}

/** One try. @returns the refusal, or null when it may be tried again. */
async function tryOnce(
  attemptId: string,
): Promise<{ done: true } | { done: false; refusal: Refusal | null }> {
  try {
    await postSubmit(attemptId);
    return { done: true };
  } catch (error) {
    return { done: false, refusal: isFinal(error, 429) ? refusalOf(error) : null };
  }
}

/** Whether time is over as the server has it: it may have given more since. Null when it cannot be asked. */
async function moreTime(attemptId: string): Promise<Clock | "over" | null> {
  try {
    const view = await fetchAttempt(attemptId);
    const left = Date.parse(view.deadlineAt) - Date.parse(view.serverNow);
    return view.state === "in_progress" && left > 0 ? view : "over";
  } catch (error) {
    return isFinal(error) ? "over" : null;
  }
}

/** Hands in: first every change, then the attempt; waits for the network as long as it takes, then goes to the receipt. */
export function useHandIn(attemptId: string, answers: Answers): [HandIn, StartHandIn] {
  const [state, setState] = useState<HandIn>({ phase: "idle" });
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });

  async function run(onMoreTime?: (clock: Clock) => void) {
    setState({ phase: "sending" });
    for (let round = 1; ; round++) {
      const isSettled = await latest.current.flush(FLUSH_MS);
      if (!isSettled && !onMoreTime && round <= PATIENT_ROUNDS) {
        setState({ phase: "waiting" });
        await nextChance();
        continue;
      }
      const time = onMoreTime ? await moreTime(attemptId) : "over";
      if (time === null) {
        setState({ phase: "waiting" });
        await nextChance();
        continue;
      }
      if (onMoreTime && time !== "over") {
        setState({ phase: "idle" });
        return onMoreTime(time);
      }
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

  const start: StartHandIn = async (onMoreTime) => {
    if (state.phase === "idle" || state.phase === "refused") await run(onMoreTime);
  };
  return [state, start];
}
