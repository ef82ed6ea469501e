"use client";

import { Button } from "#app/_ui/action-button.tsx";
import { reachable } from "#app/_ui/reachable.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { AnswerContent } from "#lib/assessments/schema.ts";

interface AsideProps {
  content: AnswerContent;
  readOnly: boolean;
  onTake: () => void;
  onDrop: () => void;
  onDownload: () => void;
}

/** What this device kept when another one saved newer work: to read, to take along, to take back or to leave. */
export function Aside({ content, readOnly, onTake, onDrop, onDownload }: AsideProps) {
  const t = useWords("room");
  const text = "source" in content ? content.source : "text" in content ? content.text : null;
  return (
    <div className="grid gap-4">
      <p>{t("asideWhat")}</p>
      {text !== null && (
        <pre
          {...reachable(t("asideText"))}
          className="max-h-60 overflow-auto border border-hairline px-3 py-2 font-mono text-code whitespace-pre-wrap wrap-anywhere"
        >
          {text}
        </pre>
      )}
      <div className="flex flex-wrap gap-2">
        {text !== null && <Button onClick={onDownload}>{t("asideDownload")}</Button>}
        {!readOnly && <Button onClick={onTake}>{t("asideTake")}</Button>}
        {!readOnly && <Button onClick={onDrop}>{t("asideDrop")}</Button>}
      </div>
    </div>
  );
}
