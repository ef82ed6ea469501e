import { CallError, fetchTime, postSubmit } from "./api.ts";
import type { Clock } from "./kept-room.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

/** Long enough for a slow save, short enough that the grace is not over. */
const FLUSH_MS = 12_000;
const RETRY_MS = 3_000;
/** Who hands in before the end waits this many rounds for what may still be saved: a minute and more. */
const PATIENT_ROUNDS = 20;
/** As long as the server takes saves after the end. */
const GRACE_MS = 30_000;

export type Phase = "sending" | "waiting";

interface HandInRequest {
  attemptId: string;
  /** The clock has ended, nobody has pressed: when the server has given more time, the room goes on. */
  byClock: boolean;
  /** Sends what is unsent. @returns whether sending can save no more. */
  flush: (ms: number) => Promise<boolean>;
  /** Whether another tab of this browser writes: it hands in when the clock ends, once its last changes are sent. */
  writesElsewhere: () => boolean;
  /** `waiting`: no connection. */
  onPhase: (phase: Phase) => void;
}

type Ended = { done: true } | { clock: Clock } | { refusal: Refusal };

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, RETRY_MS);
    addEventListener("online", () => resolve(), { once: true });
  });
}

/**
 * Hands in: first every change, then the attempt; as long as it takes. By the clock only when the server says so, too, and
 * what is still on its way, from here or from another tab, has until the grace is over.
 * @returns that it is done, the time that there still is, or the server's refusal.
 */
export async function handIn(request: HandInRequest): Promise<Ended> {
  const { attemptId, byClock, flush, writesElsewhere, onPhase } = request;
  onPhase("sending");
  for (let round = 1; ; round++) {
    const isSettled = await flush(FLUSH_MS);
    let phase: Phase = "waiting";
    let isTime = isSettled || round > PATIENT_ROUNDS;
    try {
      if (byClock) {
        const time = await fetchTime(attemptId);
        const left = Date.parse(time.deadlineAt) - Date.parse(time.serverNow);
        if (time.state !== "in_progress") return { done: true };
        if (left > 0) return { clock: time };
        phase = "sending";
        isTime = left < -GRACE_MS || (isSettled && !writesElsewhere());
      }
      if (isTime) {
        await postSubmit(attemptId, byClock);
        return { done: true };
      }
    } catch (error) {
      const status = error instanceof CallError ? error.status : 0;
      // Not yet, or too often; and what is no word of the portal's own: no answer, half of one, somebody else's.
      phase = status === 425 || status === 429 ? "sending" : "waiting";
      if (phase === "waiting" && status >= 400 && status < 500) return { refusal: refusalOf(error) };
    }
    onPhase(phase);
    await nextChance();
  }
}
