"use client";

import { Notice } from "#app/_ui/notice.tsx";
import type { HandIn } from "./use-hand-in.ts";

/** What stands in the room's place once the time is over, until the receipt. */
export function Over({ handIn, unsaved }: { handIn: HandIn; unsaved: number }) {
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-column flex-1 px-4 py-16">
      <h1 className="mb-4 text-22 font-semibold">Time is up</h1>
      <Notice tone={handIn.phase === "waiting" ? "warn" : "neutral"} live>
        {words(handIn, unsaved)}
      </Notice>
    </main>
  );
}

function words(handIn: HandIn, unsaved: number): string {
  if (handIn.phase === "refused") return handIn.detail;
  if (handIn.phase !== "waiting") return "Time is up. Sending your last changes…";
  if (unsaved === 0)
    return "Time is up. What reached us is submitted. Your receipt is shown when you are back online.";
  const edits = unsaved === 1 ? "1 answer is" : `${unsaved} answers are`;
  return `Time is up. What reached us is submitted. ${edits} still on this device, and sent when you are back and shown as late.`;
}
