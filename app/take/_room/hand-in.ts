import { CallError, fetchTime, postSubmit } from "./api.ts";
import type { Clock } from "./kept-room.ts";
import { type Refusal, refusalOf } from "./refusal.ts";

/** Long enough for a slow save, short enough that the grace is not over. */
const FLUSH_MS = 12_000;
const RETRY_MS = 3_000;
/** Who hands in before the end waits this many rounds for what may still be saved: a minute and more. */
const PATIENT_ROUNDS = 20;
/** Not yet; and too often. */
const PASSING = [425, 429];

export type Phase = "sending" | "waiting";

interface HandInRequest {
  attemptId: string;
  /** The clock has ended, nobody has pressed: when the server has given more time, the room goes on. */
  byClock: boolean;
  /** Sends what is unsent. @returns whether sending can save no more. */
  flush: (ms: number) => Promise<boolean>;
  /** `waiting`: no connection. */
  onPhase: (phase: Phase) => void;
}

type Ended = { done: true } | { clock: Clock } | { refusal: Refusal };
type Outcome = Ended | { again: Phase };

function nextChance(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, RETRY_MS);
    addEventListener("online", done);
  });
}

/** Whether the portal itself said no. All else passes: no answer, half of one, somebody else's. */
function failed(error: unknown): Outcome {
  const status = error instanceof CallError ? error.status : 0;
  if (PASSING.includes(status)) return { again: "sending" };
  return status >= 400 && status < 500 ? { refusal: refusalOf(error) } : { again: "waiting" };
}

/** How it stands as the server has it: it may have given more time since, or the attempt ended elsewhere. */
async function look(attemptId: string): Promise<Outcome> {
  const time = await fetchTime(attemptId);
  if (time.state !== "in_progress") return { done: true };
  return Date.parse(time.deadlineAt) > Date.parse(time.serverNow) ? { clock: time } : { again: "sending" };
}

async function tryOnce(attemptId: string, byClock: boolean): Promise<Outcome> {
  try {
    await postSubmit(attemptId, byClock);
    return { done: true };
  } catch (error) {
    if (byClock && error instanceof CallError && error.code === "too_early") return look(attemptId);
    throw error;
  }
}

/**
 * Hands in: first every change, then the attempt; as long as it takes.
 * @returns that it is done, the time that there still is, or the server's refusal.
 */
export async function handIn({ attemptId, byClock, flush, onPhase }: HandInRequest): Promise<Ended> {
  onPhase("sending");
  for (let round = 1; ; round++) {
    const isSettled = await flush(FLUSH_MS);
    const isPatient = !isSettled && !byClock && round <= PATIENT_ROUNDS;
    const outcome: Outcome = isPatient
      ? { again: "waiting" }
      : await tryOnce(attemptId, byClock).catch(failed);
    if (!("again" in outcome)) return outcome;
    onPhase(outcome.again);
    await nextChance();
  }
}
