"use client";

import { useState } from "react";
import { Button } from "#app/_ui/action-button.tsx";
import { Icon } from "#app/_ui/icon.tsx";
import { chevronDown } from "#app/_ui/icons.ts";
import { useWords } from "#app/_words/words-provider.tsx";
import type { CodeAnswerProps } from "./code-answer.tsx";

type CodeToolbarProps = Pick<
  CodeAnswerProps,
  "question" | "content" | "languageNames" | "readOnly" | "plain" | "run" | "onLanguage" | "onPlain"
> & {
  onRun: () => void;
  onReset: () => void;
  /** There: the starter was just put in, and this takes it back. */
  onUndoReset?: () => void;
};

/** What one does with the code: its language, how it is edited, back to the starter, run. */
export function CodeToolbar(props: CodeToolbarProps) {
  const t = useWords("room");
  const { readOnly, plain, run } = props;
  const [more, setMore] = useState(false);
  return (
    <div className="flex shrink-0 flex-wrap-reverse items-center gap-x-3 gap-y-1 border-b border-hairline bg-page px-3 py-1 max-md:order-last max-md:border-t max-md:border-b-0">
      <LanguageSelect {...props} />
      <div
        className={`flex items-center gap-3 max-md:order-last max-md:w-full md:contents ${more ? "" : "max-md:hidden"}`}
      >
        <label className="flex min-h-6 items-center gap-2 text-14">
          <input
            type="checkbox"
            className="tick"
            checked={plain}
            onChange={(event) => props.onPlain(event.currentTarget.checked)}
          />
          {t("plain")}
        </label>
        <Button
          tone="quiet"
          onClick={props.onUndoReset ?? props.onReset}
          disabled={readOnly}
          className="ms-auto"
        >
          {t(props.onUndoReset ? "undoReset" : "reset")}
        </Button>
      </div>
      <Button tone="quiet" aria-expanded={more} onClick={() => setMore(!more)} className="md:hidden">
        {t("more")}
      </Button>
      <Button
        tone="primary"
        onClick={props.onRun}
        pending={run.phase === "running"}
        disabled={readOnly || !canRun(props.question)}
        className="max-md:ms-auto"
        data-run
      >
        {t(props.question.runsSamples ? "runSamples" : "runOwn")}
      </Button>
    </div>
  );
}

/** A query has no input of its own: without samples there is nothing to run it on. */
function canRun({ runsSamples, type }: CodeToolbarProps["question"]): boolean {
  return runsSamples || type !== "sql";
}

function LanguageSelect(
  props: Pick<CodeToolbarProps, "question" | "content" | "languageNames" | "readOnly" | "onLanguage">,
) {
  const t = useWords("room");
  const { question, content, readOnly } = props;
  return (
    <div className="relative min-w-20 flex-1 md:flex-none">
      <select
        aria-label={t("language")}
        value={content.language}
        disabled={readOnly || question.languages.length === 1}
        onChange={(event) => props.onLanguage(event.currentTarget.value)}
        className="control appearance-none truncate pe-9"
      >
        {question.languages.map(({ id }) => (
          <option key={id} value={id}>
            {nameOf(props, id)}
          </option>
        ))}
      </select>
      <Icon
        icon={chevronDown}
        className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-icon"
      />
    </div>
  );
}

/** A language as candidates read it. */
export function nameOf({ languageNames }: Pick<CodeAnswerProps, "languageNames">, language: string): string {
  return languageNames[language] ?? language;
}
