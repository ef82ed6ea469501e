import { useEffect, useState } from "react";

/** Longer than a page that is being left, or a busy machine, takes to let go. */
const GRANT_MS = 1_000;

export type Writer = "writing" | "reading";

const nameOf = (attemptId: string) => `assay-attempt-${attemptId}`;

/**
 * One tab writes, the others read: a browser's lock that ends with its tab. Where there are no locks (a page that is
 * not secure), every tab writes and revisions keep order.
 */
export function useWriter(attemptId: string): [Writer, () => void] {
  const [writer, setWriter] = useState<Writer>("writing");

  useEffect(() => {
    if (!navigator.locks) return;
    const leave = new AbortController();
    let release = () => {};
    let granted = false;
    const waiting = setTimeout(async () => {
      // Late is not refused: another tab must be seen to hold it.
      const { held = [] } = await navigator.locks.query();
      const isTaken = held.some((lock) => lock.name === nameOf(attemptId));
      if (isTaken && !granted && !leave.signal.aborted) setWriter("reading");
    }, GRANT_MS);
    const hold = () => {
      clearTimeout(waiting);
      granted = true;
      // A reader that becomes the writer needs what the other tab wrote.
      setWriter((before) => {
        if (before === "reading") location.reload();
        return before;
      });
      return new Promise<void>((resolve) => {
        release = resolve;
      });
    };
    navigator.locks.request(nameOf(attemptId), { signal: leave.signal }, hold).catch(() => {
      // Taken over by another tab, or this one is being left.
      if (granted && !leave.signal.aborted) setWriter("reading");
    });
    return () => {
      clearTimeout(waiting);
      leave.abort();
      release();
    };
  }, [attemptId]);

  function takeOver() {
    void navigator.locks.request(nameOf(attemptId), { steal: true }, async () => location.reload());
  }
  return [writer, takeOver];
}
