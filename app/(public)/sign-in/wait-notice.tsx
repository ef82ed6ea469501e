"use client";

import { type ReactNode, useEffect, useState } from "react";
import { FocusedNotice } from "#app/_views/focused-notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";

type WaitNoticeProps = {
  /** What is left of the wait when the page is made. */
  waitMs: number;
  /** The wait as it was, in words. */
  words: string;
  /** The way in that needs no waiting. */
  code: ReactNode;
};

/** Asks for patience, and says when it is over; the form below works from then on as it stands. */
export function WaitNotice({ waitMs, words, code }: WaitNoticeProps) {
  const t = useWords("access");
  const [over, setOver] = useState(waitMs === 0);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), waitMs);
    return () => clearTimeout(timer);
  }, [waitMs]);
  if (over) {
    return (
      <FocusedNotice tone="neutral" title={t("waitOver")}>
        {t("waitOverText")} {code}
      </FocusedNotice>
    );
  }
  return (
    <FocusedNotice tone="warn" title={t("wait", { time: words })}>
      {t("waitText")} {code}
    </FocusedNotice>
  );
}
