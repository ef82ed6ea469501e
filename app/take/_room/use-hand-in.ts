import { useEffect, useRef, useState } from "react";
import type { Phase } from "./hand-in.ts";
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

const LOAD_AGAIN_MS = 3_000;

async function load(): Promise<typeof import("./hand-in.ts")> {
  try {
    return await import("./hand-in.ts");
  } catch {
    await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN_MS));
    return load();
  }
}

/**
 * Hands in: first every change, then the attempt; waits for the network as long as it takes, then goes to the receipt.
 * @param reading whether another tab writes.
 */
export function useHandIn(attemptId: string, answers: Answers, reading: boolean): [HandIn, StartHandIn] {
  const [state, setState] = useState<HandIn>({ phase: "idle" });
  const latest = useRef({ answers, reading });
  useEffect(() => {
    latest.current = { answers, reading };
  });
  // Once the page stands: at the end there may be no network.
  useEffect(() => void load(), []);

  const start: StartHandIn = async (onMoreTime) => {
    if (state.phase !== "idle" && state.phase !== "refused") return;
    setState({ phase: "sending" });
    const { handIn } = await load();
    const end = await handIn({
      attemptId,
      byClock: onMoreTime !== undefined,
      flush: (ms) => latest.current.answers.flush(ms),
      writesElsewhere: () => latest.current.reading,
      onPhase: (phase) => setState({ phase }),
    });
    if ("refusal" in end) return setState({ phase: "refused", refusal: end.refusal });
    if ("clock" in end) {
      setState({ phase: "idle" });
      return onMoreTime?.(end.clock);
    }
    latest.current.answers.close();
    location.replace(`/take/attempts/${attemptId}/done`);
  };
  return [state, start];
}
