import { useEffect, useEffectEvent, useState } from "react";

/** Longer than a page that is being left, or a busy machine, takes to let go. */
const GRANT_MS = 1_000;
/** Who only loads their page anew is let in before a tab that reads. */
const COURTESY_MS = 2_000;
/** So long a tab that takes over waits for the other one's last words. */
const LAST_WORDS_MS = 3_000;
/** So long it sends them: shorter than is waited. What is not sent by then the other tab finds on this device. */
export const GIVE_WAY_MS = 2_500;

export type Writer = "writing" | "reading";

/** Settles once it is known whether this tab writes: until then nothing that the device holds may be sent from here. */
export interface Turn {
  known: Promise<Writer>;
  settle: (writer: Writer) => void;
}

export function openTurn(): Turn {
  let settle: Turn["settle"] = () => {};
  const known = new Promise<Writer>((resolve) => {
    settle = resolve;
  });
  return { known, settle };
}

const lockOf = (attemptId: string) => `assay-attempt-${attemptId}`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks the tab that writes to send what it holds; waits for its word, or a short time when it cannot speak. */
function askToGive(name: string): Promise<void> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(name);
    const timer = setTimeout(done, LAST_WORDS_MS);
    function done() {
      clearTimeout(timer);
      channel.close();
      resolve();
    }
    channel.onmessage = ({ data }) => {
      if (data === "given") done();
    };
    channel.postMessage("give");
  });
}

/** The page that comes takes the lock, from this one or another: it need not wait until this one is gone. */
function reloadToWrite(name: string): void {
  sessionStorage.setItem(name, "takes over");
  location.reload();
}

/**
 * One tab writes, the others read: a browser's lock that ends with its tab. Where there are no locks (a page that is
 * not secure), every tab writes and revisions keep order.
 * @param turn is told whether this tab writes, once.
 * @param giveWay sends what is unsent, and then nothing more: this tab only reads from here on.
 */
export function useWriter(
  attemptId: string,
  { settle }: Turn,
  giveWay: () => Promise<void>,
): [Writer, () => void] {
  const [writer, setWriter] = useState<Writer>("writing");
  const give = useEffectEvent(giveWay);

  useEffect(() => {
    if (!navigator.locks) return settle("writing");
    const name = lockOf(attemptId);
    const leave = new AbortController();
    const { signal } = leave;
    let reads = false;
    let holds = false;
    let release = () => {};
    function read() {
      reads = true;
      setWriter("reading");
      settle("reading");
      return give();
    }
    const channel = new BroadcastChannel(name);
    channel.onmessage = async ({ data }) => {
      if (data !== "give" || !holds) return;
      await read();
      channel.postMessage("given");
      // Whoever asked may be gone by now: then this tab's turn comes again.
      release();
    };
    const waiting = setTimeout(async () => {
      // Late is not refused: another tab must be seen to hold it.
      const { held = [] } = await navigator.locks.query();
      const isTaken = held.some((lock) => lock.name === name);
      if (holds || signal.aborted) return;
      if (isTaken) void read();
      else settle("writing");
    }, GRANT_MS);
    const hold = () => {
      clearTimeout(waiting);
      if (reads) return;
      holds = true;
      settle("writing");
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    /** Until nobody writes: then this tab does, with all that the other one wrote. */
    async function waitForTurn() {
      while (!signal.aborted) {
        await pause(COURTESY_MS);
        await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
          if (!lock || signal.aborted) return;
          reloadToWrite(name);
          return new Promise(() => {});
        });
        await navigator.locks.request(name, { signal }, () => undefined);
      }
    }
    async function ask() {
      const steal = sessionStorage.getItem(name) !== null;
      sessionStorage.removeItem(name);
      // Taken over by another tab: rejected. It could be taken in no other way than by a steal.
      const asked = navigator.locks.request(name, steal ? { steal } : { signal }, hold);
      await asked.catch(() => (signal.aborted ? undefined : read()));
      holds = false;
      await waitForTurn();
    }
    ask().catch(() => undefined);
    return () => {
      clearTimeout(waiting);
      channel.close();
      leave.abort();
      release();
    };
  }, [attemptId, settle]);

  async function takeOver() {
    const name = lockOf(attemptId);
    await askToGive(name);
    reloadToWrite(name);
  }
  return [writer, takeOver];
}
