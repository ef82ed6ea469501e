import { useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RoomQuestion } from "#lib/attempts/schema.ts";

/** Which question is open; the address keeps it, so that a reload comes back to it. */
export function useCurrent(
  questions: readonly RoomQuestion[],
  first: number,
): [number, (index: number) => void] {
  const t = useWords("room");
  const found = questions.findIndex((question) => question.ordinal === first);
  const [index, setIndex] = useState(Math.max(0, found));
  function choose(next: number) {
    const question = questions[next];
    if (!question) return;
    setIndex(next);
    document.getElementById("question-pane")?.scrollTo({ top: 0 });
    announce(t("opened", { ordinal: question.ordinal, title: question.title }));
    history.replaceState(null, "", `?question=${question.ordinal}`);
  }
  return [index, choose];
}
