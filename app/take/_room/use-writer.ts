import { useEffect, useState } from "react";

/** A lock that is free is granted at once; after this another tab holds it. */
const GRANT_MS = 150;

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
    const waiting = setTimeout(() => setWriter("reading"), GRANT_MS);
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
