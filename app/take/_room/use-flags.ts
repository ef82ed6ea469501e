import { useEffect, useState } from "react";

/** Questions to come back to: a note to oneself, kept on this device alone. */
export function useFlags(attemptId: string): [ReadonlySet<string>, (questionId: string) => void] {
  const key = `assay-flags-${attemptId}`;
  const [flags, setFlags] = useState<ReadonlySet<string>>(new Set());

  useEffect(() => {
    try {
      setFlags(new Set(JSON.parse(localStorage.getItem(key) ?? "[]") as string[]));
    } catch {
      // Storage is refused, or holds something else: no flags then.
    }
  }, [key]);

  function toggle(questionId: string) {
    const next = new Set(flags);
    if (!next.delete(questionId)) next.add(questionId);
    setFlags(next);
    try {
      localStorage.setItem(key, JSON.stringify([...next]));
    } catch {
      // They last as long as the page, then.
    }
  }
  return [flags, toggle];
}
