"use client";

import { reasonInLanguage } from "#app/_words/reasons.ts";
import { useWords } from "#app/_words/words-provider.tsx";

/** Why a test was not passed. Fetched by who does not read English, in which it came. */
export default function Reason({ reason }: { reason: string }) {
  const t = useWords("reasons");
  const said = reasonInLanguage(reason, t);
  return <span lang={said === null ? "en" : t.locale}>{said ?? reason}</span>;
}
