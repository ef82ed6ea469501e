import { useEffect, useRef, useState } from "react";
import type { FlagSender } from "./flag-sender.ts";

/** Questions to come back to: a note to oneself, which comes along to another device. */
export function useFlags(
  attemptId: string,
  saved: readonly string[],
): [ReadonlySet<string>, (questionId: string) => void] {
  const [flags, setFlags] = useState<ReadonlySet<string>>(() => new Set(saved));
  const sender = useRef<Promise<FlagSender | undefined>>(undefined);

  const put = (questionId: string, flagged: boolean) =>
    setFlags((before) => {
      const next = new Set(before);
      next[flagged ? "add" : "delete"](questionId);
      return next;
    });

  useEffect(() => {
    // Loaded once the room stands: a flag lasts as long as the page until then.
    const loaded = import("./flag-sender.ts").then(
      ({ openFlags }) => openFlags(attemptId),
      () => undefined,
    );
    sender.current = loaded;
    let current = true;
    void loaded.then((opened) => {
      if (current) for (const [id, flagged] of opened?.news ?? []) put(id, flagged);
    });
    return () => {
      current = false;
      void loaded.then((opened) => opened?.close());
    };
  }, [attemptId]);

  function toggle(questionId: string) {
    const flagged = !flags.has(questionId);
    put(questionId, flagged);
    void sender.current?.then((opened) => opened?.send(questionId, flagged));
  }
  return [flags, toggle];
}
