"use client";

import { type ComponentProps, type MouseEvent, useEffect, useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";

/** Whoever waits longer for an answer would wait as long for the page. */
const ASK_MS = 5_000;

/** Whether the server gives pages now; a refusal is an answer too. */
async function isReachable(attemptId: string): Promise<boolean> {
  try {
    const { status } = await fetch(`/api/attempts/${attemptId}/clock`, {
      signal: AbortSignal.timeout(ASK_MS),
    });
    return status < 500;
  } catch {
    return false;
  }
}

type LeaveLinkProps = ComponentProps<"a"> & { attemptId: string; href: string };

/**
 * A link out of a page that holds work. While there is no connection it stays and says why: the browser's own error
 * page would stand in place of the room. A plain link: the router's costs more script than the whole header.
 */
export function LeaveLink({ attemptId, href, children, ...link }: LeaveLinkProps) {
  const t = useWords("saving");
  const [asks, setAsks] = useState(false);
  const [stays, setStays] = useState(false);

  useEffect(() => {
    if (!stays) return;
    const over = () => setStays(false);
    const ends = ["pointerdown", "keydown", "online"];
    for (const end of ends) window.addEventListener(end, over);
    return () => {
      for (const end of ends) window.removeEventListener(end, over);
    };
  }, [stays]);

  async function leave(event: MouseEvent<HTMLAnchorElement>) {
    // Into another tab: the room stays where it is.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (asks) return;
    setAsks(true);
    if (await isReachable(attemptId)) return location.assign(href);
    setAsks(false);
    setStays(true);
    announce(t("staysHere"));
  }

  return (
    <>
      <a {...link} href={href} onClick={leave}>
        {children}
      </a>
      {stays && (
        <span className="fixed inset-x-3 top-14 z-40 ms-auto max-w-sm rounded-panel border border-line bg-surface p-3 text-14 font-normal">
          {t("staysHere")}
        </span>
      )}
    </>
  );
}
