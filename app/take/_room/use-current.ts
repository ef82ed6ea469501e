import { useEffect, useState } from "react";
import { announce } from "#app/_ui/announce.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { RoomQuestion } from "#lib/attempts/schema.ts";
import { keptAt } from "./kept-pages.ts";

/** Which question is open; the address keeps it, so that a reload comes back to it. */
export function useCurrent(
  questions: readonly RoomQuestion[],
  first: number,
  /** Of the assessment. */
  title: string,
): [number, (index: number) => void] {
  const t = useWords("room");
  const found = questions.findIndex((question) => question.ordinal === first);
  const [index, setIndex] = useState(Math.max(0, found));
  const { ordinal = 0, title: name = "" } = questions[index] ?? {};
  useEffect(() => {
    document.title = [t("opened", { ordinal, title: name }), title, "Assay"].join(" · ");
  });
  // Who came by a link inside the portal stands where that link was: they begin at the question.
  useEffect(() => {
    const [arrival] = performance.getEntriesByType("navigation");
    if (arrival && !arrival.name.includes(location.pathname))
      document.getElementById("question-title")?.focus();
  }, []);
  // A kept page was made for the first question, whatever the address says.
  useEffect(() => {
    const asked = Number(new URLSearchParams(location.search).get("question"));
    const at = questions.findIndex((question) => question.ordinal === asked);
    if (keptAt() && at > 0) setIndex(at);
  }, [questions]);
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
