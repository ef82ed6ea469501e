"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { formatsOf } from "#app/_ui/format.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import { timeLeft, timeLeftSpoken, WARN_FROM_MS, warningBetween } from "./timer-rules.ts";

const TICK_MS = 250;

type TimerProps = {
  /** ISO 8601, by the server's clock. */
  deadlineAt: string;
  /** The server's time when it gave `deadlineAt`, ISO 8601. Pass each newer answer's: it sharpens the clock. */
  serverNow: string;
  /** Called once when the deadline has passed, or at once on a page opened after it. */
  onExpire?: () => void;
};

/**
 * The time left, by the server's clock: the browser's own clock may be wrong by minutes and is never asked.
 * Silent to assistive technology but for the three warnings and Alt+Shift+T, which speaks the time left.
 */
export function Timer({ deadlineAt, serverNow, onExpire }: TimerProps) {
  const t = useWords("clock");
  const remaining = useRemaining(deadlineAt, serverNow);
  const [hidden, setHidden] = useState(false);
  const before = useRef(remaining);
  const expired = useRef(false);
  const shown = !hidden || remaining <= WARN_FROM_MS;

  const onTick = useEffectEvent(() => {
    const warning = warningBetween(
      before.current,
      remaining,
      formatsOf(t.locale).time(new Date(deadlineAt), "clock"),
      t,
    );
    if (warning) announce(warning);
    if (remaining > 0) expired.current = false;
    else if (!expired.current) {
      expired.current = true;
      onExpire?.();
    }
    before.current = remaining;
  });
  useEffect(() => onTick(), [remaining]);

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!event.altKey || !event.shiftKey || event.code !== "KeyT") return;
    event.preventDefault();
    announce(`${timeLeftSpoken(remaining, t)}.`);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  const warns = remaining <= WARN_FROM_MS;
  return (
    <span className="inline-flex items-center gap-2">
      <span
        role="timer"
        aria-label={t("label")}
        className={`inline-block w-[10ch] text-end font-semibold whitespace-nowrap tabular-nums ${warns ? "text-warn-text" : ""}`}
      >
        {shown ? timeLeft(remaining, t) : t("hidden")}
      </span>
      <button
        type="button"
        disabled={warns}
        aria-label={t(shown ? "hideTime" : "showTime")}
        onClick={() => setHidden(!hidden)}
        className="inline-grid min-h-6 place-items-center rounded-tag px-1 text-13 text-accent-text hover:bg-hover disabled:invisible pointer-coarse:min-h-11"
      >
        {/* As wide as the wider of the two: the header does not move. */}
        {(["hide", "show"] as const).map((word) => (
          <span
            key={word}
            className={`col-start-1 row-start-1 ${(word === "hide") === shown ? "" : "invisible"}`}
          >
            {t(word)}
          </span>
        ))}
      </button>
    </span>
  );
}

/**
 * Milliseconds until the deadline. A `serverNow` is already a little old when it arrives, never young, so of all
 * that came the one that puts the server furthest ahead is the nearest to the truth.
 */
function useRemaining(deadlineAt: string, serverNow: string): number {
  const [remaining, setRemaining] = useState(Date.parse(deadlineAt) - Date.parse(serverNow));
  const ahead = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    ahead.current = Math.max(ahead.current, Date.parse(serverNow) - performance.now());
  }, [serverNow]);

  useEffect(() => {
    const tick = () => setRemaining(Date.parse(deadlineAt) - (ahead.current + performance.now()));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [deadlineAt]);

  return remaining;
}
