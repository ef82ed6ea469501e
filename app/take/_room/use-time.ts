import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { TimeView } from "#lib/attempts/schema.ts";
import { fetchTime } from "./api.ts";
import type { Clock } from "./kept-room.ts";

/** Who only reads and thinks sends nothing: so often the clock is asked for by itself. */
const ASK_EVERY_MS = 60_000;

/**
 * The attempt's time with its reasons. When its end moves, whoever moved it, the ledger is read anew and the reason is
 * said once.
 * @param clock the newest that any answer of the server's brought.
 * @param onEnded the attempt runs no more: it was handed in or ended elsewhere.
 */
export function useTime(
  { attemptId, ...atFirst }: TimeView & { attemptId: string },
  clock: Clock,
  setClock: (clock: Clock) => void,
  onEnded: () => void,
): TimeView {
  const room = useWords("room");
  const t = useWords("clock");
  const [time, setTime] = useState<TimeView>(atFirst);
  const told = useRef(atFirst.credits);

  async function say(next: TimeView) {
    const isAdjusted = next.plan.adjustmentSeconds !== time.plan.adjustmentSeconds;
    if (!isAdjusted && next.credits.length === 0) return;
    const { creditNews, movedSentence } = await import("./credit-news.ts");
    const { news, told: toldNow } = creditNews(told.current, next.credits);
    told.current = toldNow;
    const sentence = movedSentence(next, { news, isAdjusted }, { room, clock: t });
    if (sentence) announce(sentence);
  }

  const ask = useEffectEvent(async () => {
    const next = await fetchTime(attemptId).catch(() => null);
    if (!next) return;
    if (next.state !== "in_progress") return onEnded();
    // Without its words the clock moves all the same.
    say(next).catch(() => undefined);
    setTime(next);
    setClock(next);
  });

  const isMoved = clock.deadlineAt !== time.deadlineAt;
  useEffect(() => {
    if (isMoved) void ask();
  }, [isMoved]);

  useEffect(() => {
    const whenSeen = () => {
      if (document.visibilityState === "visible") void ask();
    };
    const timer = setInterval(whenSeen, ASK_EVERY_MS);
    document.addEventListener("visibilitychange", whenSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", whenSeen);
    };
  }, [clock.serverNow]);

  return time;
}
