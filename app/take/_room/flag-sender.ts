import { CallError, putFlag } from "./api.ts";
import { keptAt, keptKey } from "./kept-pages.ts";
import { isPermanent } from "./refusal.ts";

export interface FlagSender {
  /** By question: what this device set and the page does not know. */
  readonly news: ReadonlyMap<string, boolean>;
  send: (questionId: string, flagged: boolean) => void;
  close: () => void;
}

/** After an answer that was none, and no event tells that the connection is back. */
const AGAIN_MS = 15_000;

function readFlags(key: string): Map<string, boolean> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Map((kept as [string, boolean][]).filter(([, flagged]) => typeof flagged === "boolean"));
  } catch {
    // Storage is refused, or holds something else: nothing is unsent then.
    return new Map();
  }
}

function writeFlags(key: string, flags: ReadonlyMap<string, boolean>): void {
  try {
    if (flags.size === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify([...flags]));
  } catch {
    // What is not sent lasts as long as the page, then.
  }
}

/** Sends flags one after the other; what cannot be sent now stays on this device until it can. */
export function openFlags(attemptId: string): FlagSender {
  const key = `assay-flags-${attemptId}`;
  const unsent = readFlags(key);
  // A kept page does not know what was set since; one that the server has just made knows all but what is unsent.
  const sinceKept = keptKey(attemptId, "flags");
  const known = keptAt() ? readFlags(sinceKept) : new Map(unsent);
  writeFlags(sinceKept, known);
  let sending = false;
  let closed = false;
  let again: ReturnType<typeof setTimeout> | undefined;

  async function sendOne(questionId: string, flagged: boolean): Promise<boolean> {
    try {
      await putFlag(attemptId, questionId, flagged);
    } catch (error) {
      if (!(error instanceof CallError && isPermanent(error))) return false;
    }
    // Changed again meanwhile: then that is what is sent next.
    if (unsent.get(questionId) === flagged) unsent.delete(questionId);
    writeFlags(key, unsent);
    return true;
  }

  async function sendAll(): Promise<void> {
    clearTimeout(again);
    if (sending) return;
    sending = true;
    let [next] = unsent;
    while (next && (await sendOne(...next))) [next] = unsent;
    sending = false;
    // Whoever opens them next sends what is left.
    if (next && !closed) again = setTimeout(sendAll, AGAIN_MS);
  }

  window.addEventListener("online", sendAll);
  void sendAll();
  return {
    news: new Map([...known, ...unsent]),
    send: (questionId, flagged) => {
      writeFlags(sinceKept, known.set(questionId, flagged));
      unsent.set(questionId, flagged);
      writeFlags(key, unsent);
      void sendAll();
    },
    close: () => {
      closed = true;
      clearTimeout(again);
      window.removeEventListener("online", sendAll);
    },
  };
}
