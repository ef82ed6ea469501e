"use client";

import { Notice } from "#app/_ui/notice.tsx";
import { useWords } from "#app/_words/words-provider.tsx";
import { refusalWords } from "./refusal.ts";
import type { HandIn } from "./use-hand-in.ts";

/** What stands in the room's place once the time is over, until the receipt. */
export function Over({ handIn, unsaved }: { handIn: HandIn; unsaved: number }) {
  const t = useWords("review");
  const sentence = useSentence(handIn, unsaved);
  return (
    <main id="main" tabIndex={-1} className="mx-auto w-full max-w-column flex-1 px-4 py-16">
      <h1 className="mb-4 text-22 font-semibold">{t("timeUp")}</h1>
      <Notice tone={handIn.phase === "waiting" ? "warn" : "neutral"} live>
        {sentence}
      </Notice>
    </main>
  );
}

function useSentence(handIn: HandIn, unsaved: number): string {
  const t = useWords("review");
  const refusals = useWords("refusals");
  if (handIn.phase === "refused") return refusalWords(handIn.refusal, refusals);
  if (handIn.phase !== "waiting") return t("sendingLast");
  return unsaved === 0 ? t("upAndSubmitted") : t("upWithEdits", { count: unsaved });
}
