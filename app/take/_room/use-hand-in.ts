import { useEffect, useRef, useState } from "react";
import { handIn, type Phase } from "./hand-in.ts";
import type { Clock } from "./kept-room.ts";
import type { Refusal } from "./refusal.ts";
import type { Answers } from "./use-answers.ts";

export type HandIn =
  | { phase: "idle" }
  /** `waiting`: no connection; it is tried again until it works. */
  | { phase: Phase }
  | { phase: "refused"; refusal: Refusal };

/** @param onMoreTime for a hand-in because the clock ended: called instead when the server has given more time. */
type StartHandIn = (onMoreTime?: (clock: Clock) => void) => Promise<void>;

/** Hands in: first every change, then the attempt; waits for the network as long as it takes, then goes to the receipt. */
export function useHandIn(attemptId: string, answers: Answers): [HandIn, StartHandIn] {
  const [state, setState] = useState<HandIn>({ phase: "idle" });
  const latest = useRef(answers);
  useEffect(() => {
    latest.current = answers;
  });

  const start: StartHandIn = async (onMoreTime) => {
    if (state.phase !== "idle" && state.phase !== "refused") return;
    const end = await handIn({
      attemptId,
      byClock: onMoreTime !== undefined,
      flush: (ms) => latest.current.flush(ms),
      onPhase: (phase) => setState({ phase }),
    });
    if ("refusal" in end) return setState({ phase: "refused", refusal: end.refusal });
    if ("clock" in end) {
      setState({ phase: "idle" });
      return onMoreTime?.(end.clock);
    }
    latest.current.close();
    location.replace(`/take/attempts/${attemptId}/done`);
  };
  return [state, start];
}
